import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOffices } from '../../engine/place/add-office.ts';
import { readStaffEntity } from '../../engine/staff-entity.ts';
import { getPlainDate } from '../../kernel/calendar/plain-date.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { SlotState } from '../../kernel/recurrence/slots.ts';
import type { Programme } from '../../kernel/programme/programme.ts';
import { findToReturn, handIn } from '../../features/returns/server/hand-in.ts';
import { readBoard, rulesBelow } from '../../features/returns/server/read-board.ts';
import { returns } from '../../features/returns/server/returns.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { member } from '../support/sign-in.ts';
import { officeReturns, publishReturns } from '../support/towns/return-town.ts';

const SECTIONS = 9;
const DEPARTMENTS = 190;
const DAYS = 30;
const AT_ONCE = 96;
const pad = (n: number, width: number): string => String(n).padStart(width, '0');
const sectionOf = (i: number): string => `s-${pad(i % SECTIONS, 2)}`;
const sections = Array.from({ length: SECTIONS }, (_, i) => `s-${pad(i, 2)}`);
const departments = Array.from({ length: DEPARTMENTS }, (_, i) => `d-${pad(i, 3)}`);
const dayOf = (day: number): string => `2026-11-${pad(day, 2)}`;

/** The three tiers of the programme that comes with the program, with a form of two figures that are typed. */
const cascade = (): Programme => {
  const { offices: _, ...programme } = officeReturns();
  const tiers = ['ret.day', 'ret.day.section', 'ret.day.top'].flatMap((id) => programme.rules.filter((rule) => rule.id === id));
  return {
    ...programme,
    rules: tiers.map((rule) => ({ ...rule, form: 'office-lesson', ...(rule.id === 'ret.day' ? { offices: departments } : {}) })),
  };
};

/** Chance that is the same each time (mulberry32). */
const chance = (seed: number) => {
  let a = seed;
  return (): number => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

interface Told {
  readonly how: 'silent' | 'nil' | 'late' | 'done';
  readonly held: number;
  readonly trained: number;
}

/** What everybody does on each day, decided beforehand: three in a hundred are silent. */
const plan = (() => {
  const next = chance(20_261_101);
  const told = new Map<string, Told>();
  for (let day = 1; day <= DAYS; day += 1) {
    for (const office of departments) {
      const x = next();
      const how = x < 0.03 ? 'silent' : x < 0.2 ? 'nil' : x < 0.26 ? 'late' : 'done';
      const held = how === 'nil' ? 0 : 1 + Math.floor(next() * 4);
      told.set(`${office} ${day}`, { how, held, trained: how === 'nil' ? 0 : Math.floor(next() * 40) });
    }
    for (const office of sections) told.set(`${office} ${day}`, { how: next() < 0.03 ? 'silent' : 'done', held: 0, trained: 0 });
  }
  return told;
})();
const toldBy = (office: string, day: number): Told => plan.get(`${office} ${day}`) ?? { how: 'silent', held: 0, trained: 0 };

const KEY = 'office-returns/ret.day';
let town: TestTown;
beforeAll(async () => {
  town = await openTown({ at: '2026-10-20T01:00:00Z' });
  await town.service.read((tx) =>
    addOffices(
      tx,
      [
        { office: 'top', zh: '安全办', en: 'Safety office', parent: null },
        ...sections.map((office) => ({ office, zh: `${office}科`, en: `Section ${office}`, parent: 'top' })),
        ...departments.map((office, i) => ({ office, zh: `${office}室`, en: `Department ${office}`, parent: sectionOf(i) })),
      ],
      town.now(),
    ),
  );
  await publishReturns(town, cascade(), false);
  town.setClock('2026-10-31T12:00:00Z');
  await sweep(town.service);
  await town.tick();
  await town.service.jurisdiction('fresh');
  await sweep(town.service);
}, 120_000);
afterAll(async () => {
  await town.close();
});

const goTo = (day: number, time: string): void => town.setClock(`${dayOf(day)}T${time}:00+08:00`);

/** Hands in as a post of the office would: it looks at what is shown, and confirms that. */
const hand = async (
  office: string,
  rule: string,
  day: number,
  figures: { readonly held: number; readonly trained: number } | null,
): Promise<void> => {
  const who = member(`${office}.handler`);
  const name = { rule, slot: dayOf(day) };
  const found = await findToReturn(town.service, who, name);
  if (isRefusal(found)) throw new Error(`${office} ${name.slot}: ${found.refused}`);
  const answers = figures === null ? {} : { held: { value: figures.held }, trained: { value: figures.trained } };
  const done = await handIn(town.service, who, name, { answers, nil: false, paper: {}, basis: found.basis, after: false }, null);
  if (isRefusal(done)) throw new Error(`${office} ${name.slot}: ${JSON.stringify(done)}`);
};

const together = async (some: readonly (() => Promise<void>)[]): Promise<void> => {
  for (let at = 0; at < some.length; at += AT_ONCE) await Promise.all(some.slice(at, at + AT_ONCE).map((run) => run()));
};

const liveDay = async (day: number): Promise<void> => {
  const of = (...how: readonly Told['how'][]) => departments.filter((office) => how.includes(toldBy(office, day).how));
  goTo(day, '10:30');
  await together(of('done', 'nil').map((office) => () => hand(office, KEY, day, toldBy(office, day))));
  goTo(day, '11:15');
  await together(of('late').map((office) => () => hand(office, KEY, day, toldBy(office, day))));
  goTo(day, '13:00');
  await together(
    sections.filter((office) => toldBy(office, day).how !== 'silent').map((office) => () => hand(office, `${KEY}.section`, day, null)),
  );
  goTo(day, '13:50');
  await hand('top', `${KEY}.top`, day, null);
  town.setClock(`${day === DAYS ? '2026-12-01' : dayOf(day + 1)}T00:30:00+08:00`);
  await sweep(town.service);
};

const board = async (office: string, rule: string, day: number) => {
  const it = await town.service.jurisdiction();
  const found = rulesBelow(it, office).find(({ key }) => key === rule);
  if (!found) throw new Error(`nobody below ${office} owes ${rule}`);
  return town.service.read((tx) => readBoard(tx, it, found, ['held', 'trained'], getPlainDate(dayOf(day)), town.now()));
};

/** What a plain reader of the plan expects, without a line of the product. */
const below = (section: string): readonly string[] => departments.filter((_, i) => sectionOf(i) === section);
const STATE: { readonly [how in Told['how']]: SlotState } = { silent: 'missed', nil: 'done_nil', late: 'late', done: 'done' };
const sumOfPlan = (offices: readonly string[], day: number) => {
  const said = offices.map((office) => toldBy(office, day)).filter(({ how }) => how !== 'silent');
  return { held: said.reduce((sum, it) => sum + it.held, 0), trained: said.reduce((sum, it) => sum + it.trained, 0) };
};
const days = Array.from({ length: DAYS }, (_, i) => i + 1);

describe('a cascade of returns over three tiers, for a month, with 200 offices of which three in a hundred are silent', () => {
  it('is lived through, day by day', async () => {
    for (const day of days) await liveDay(day);
    const silent = days.flatMap((day) => departments.filter((office) => toldBy(office, day).how === 'silent'));
    process.stdout.write(`returns: ${DAYS} days, ${DEPARTMENTS + SECTIONS + 1} offices, ${silent.length} silent slots of departments\n`);
    expect(silent.length).toBeGreaterThan(100);
    const { rows } = await town.superuser.query<{ acts: number }>('select count(*)::int as acts from return_act');
    const quiet = days.flatMap((day) => sections.filter((office) => toldBy(office, day).how === 'silent'));
    expect(rows[0]?.acts).toBe(DAYS * (DEPARTMENTS + SECTIONS + 1) - silent.length - quiet.length);
  }, 600_000);

  it('has boards that say of each office what it did, in the order of the offices, and sums that hold who returned', async () => {
    for (const section of sections)
      for (const day of [1, 7, 15, 30]) {
        const { window } = await board(section, KEY, day);
        const offices = below(section);
        expect(window?.rows.map(({ office, state }) => [office, state])).toEqual(
          offices.map((office) => [office, STATE[toldBy(office, day).how]]),
        );
        expect(window?.sum.figures).toEqual(sumOfPlan(offices, day));
        expect(window?.sum.lacks).toEqual(offices.filter((office) => toldBy(office, day).how === 'silent'));
      }
  });

  it('never counts a silent office as nil, nor as nought', async () => {
    const { rows } = await town.superuser.query<{ office: string; slot: string }>(
      'select office, slot from return_act where rule = $1 and nil',
      [KEY],
    );
    const nil = days.flatMap((day) =>
      departments.filter((office) => toldBy(office, day).how === 'nil').map((office) => `${office} ${dayOf(day)}`),
    );
    expect(rows.map(({ office, slot }) => `${office} ${slot}`).toSorted()).toEqual(nil.toSorted());
    const { rows: made } = await town.superuser.query<{ office: string; slot: string; nil: boolean; lacks: string; figures: string }>(
      'select office, slot, nil, lacks, figures from return_act where rule = $1',
      [`${KEY}.section`],
    );
    for (const { office, slot, nil: isNil, lacks, figures } of made) {
      const day = Number(slot.slice(8));
      const silent = below(office).filter((one) => toldBy(one, day).how === 'silent');
      expect([office, slot, lacks.split(' ').filter((one) => one !== '')]).toEqual([office, slot, silent]);
      expect([office, slot, JSON.parse(figures)]).toEqual([office, slot, sumOfPlan(below(office), day)]);
      expect(isNil).toBe(silent.length === 0 && below(office).every((one) => toldBy(one, day).how === 'nil'));
    }
  });

  it('adds up to the top what the sections returned, and says how many are missing below', async () => {
    const { rows } = await town.superuser.query<{ slot: string; lacks: string; deeper: number; figures: string }>(
      'select slot, lacks, deeper, figures from return_act where rule = $1',
      [`${KEY}.top`],
    );
    expect(rows.length).toBe(DAYS);
    for (const { slot, lacks, deeper, figures } of rows) {
      const day = Number(slot.slice(8));
      const spoke = sections.filter((section) => toldBy(section, day).how !== 'silent');
      const held = spoke.flatMap((section) => below(section));
      expect([slot, JSON.parse(figures)]).toEqual([slot, sumOfPlan(held, day)]);
      expect([slot, lacks.split(' ').filter((one) => one !== '')]).toEqual([slot, sections.filter((section) => !spoke.includes(section))]);
      expect([slot, deeper]).toEqual([slot, held.filter((office) => toldBy(office, day).how === 'silent').length]);
    }
  });

  it('has the five figures of a month as they are counted by hand', async () => {
    for (const section of sections) {
      const { figures, byOffice } = await board(section, KEY, DAYS);
      const all = below(section).flatMap((office) => days.map((day) => toldBy(office, day).how));
      const arrived = all.filter((how) => how !== 'silent').length;
      const onTime = all.filter((how) => how === 'done' || how === 'nil').length;
      expect(figures).toEqual({
        expected: all.length,
        arrived,
        onTime,
        rate: Math.round((arrived * 10_000) / all.length),
        rateOnTime: Math.round((onTime * 10_000) / all.length),
      });
      for (const office of below(section)) {
        const own = days.map((day) => toldBy(office, day).how);
        expect(byOffice.get(office)).toMatchObject({ expected: DAYS, arrived: own.filter((how) => how !== 'silent').length });
      }
    }
  });

  it('is closed once a day and office: what was missing stands in the book of its month, for ever', async () => {
    const { rows } = await town.superuser.query<{ matter: string; office: string }>(
      "select matter, office from return_book where month = '2026-11' and office like 'd-%' order by office",
    );
    expect(rows.length).toBe(DEPARTMENTS);
    for (const { matter, office } of rows.filter((_, i) => i % 40 === 0)) {
      const section = sectionOf(Number(office.slice(2)));
      const view = await readStaffEntity(town.service, returns, matter, member(`${section}.head`));
      if (!view || isRefusal(view)) throw new Error(`${office} was not opened`);
      const closed = view.state.closed.flatMap(({ day, results }) => (results[KEY] ?? []).map(([slot, result]) => [day, slot, result]));
      const letters = { silent: 'm', nil: 'n', late: 'l', done: 'd' } as const;
      expect(closed).toEqual(days.map((day) => [dayOf(day), dayOf(day), letters[toldBy(office, day).how]]));
    }
    await town.tick();
    expect((await reconcile(town.service)).findings.filter(({ where }) => where.startsWith('return'))).toEqual([]);
  }, 120_000);
});
