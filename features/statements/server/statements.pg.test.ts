import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../../engine/staff-entity.ts';
import type { Vocabulary } from '../../../kernel/policy/vocabulary.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { member } from '../../../test/support/sign-in.ts';
import { openStaffTown, publishPack } from '../../../test/support/towns/staff-town.ts';
import { hazards } from '../../hazards/public.ts';
import { STATEMENT } from '../domain/vocabulary.ts';
import { statements } from './statements.ts';

// Hazards are written down from March 2026 on; statistics are owed since a pack of their own counts, from the end of May on.
let place: Awaited<ReturnType<typeof openStaffTown>>;
beforeAll(async () => {
  place = await openStaffTown(['city', 'county', 'housing', 'water', 'letters'], '2026-03-10T01:00:00Z');
  const use = async (kind: Vocabulary, name: string, from: string): Promise<void> => {
    await publishPack(place.town, kind, name, false);
    await place.town.tick();
    at(from);
    await sweep(place.town.service);
    await place.town.service.jurisdiction('fresh');
  };
  await use(hazards.vocabulary, 'hazard-general', '2026-03-20T01:00:00Z');
  await find('water.handler');
  at('2026-05-19T01:00:00Z');
  await use(STATEMENT, 'hazard-statistics', '2026-05-27T01:00:00Z');
});
afterAll(async () => {
  await place.close();
});

const at = (time: string): void => place.town.setClock(time);
const find = async (post: string, source = 'check'): Promise<string> => {
  const number = await beginStaffEntity(place.town.service, hazards, member(post), { source, what: '通道堆物', spot: '二号棚' });
  if (isRefusal(number)) throw new Error(JSON.stringify(number));
  return number;
};
const step = async (number: string, post: string, name: string, input: JsonObject = {}): Promise<void> => {
  const refusal = await takeStaffStep(place.town.service, hazards, number, member(post), { name, input });
  if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
};
const order = async (number: string, by: string): Promise<void> => {
  await step(number, 'housing.handler', 'grade', { grade: 'general', criterion: '能够立即排除' });
  const words = { measures: '清走', money: '自筹', meanwhile: '有人值守', standard: '净宽1.4米' };
  await step(number, 'housing.head', 'order', { mender: 'water', acceptor: 'county', by, ...words });
};
const mend = (number: string): Promise<void> => step(number, 'water.handler', 'report_mended', { words: '清走了', no_photo: '没有相机' });
const accept = (number: string): Promise<void> => step(number, 'county.head', 'accept_mend', { words: '合格', no_photo: '没有相机' });

interface Row {
  readonly matter: string;
  readonly told: string;
}
const rows = async (): Promise<readonly Row[]> =>
  (
    await place.town.superuser.query<Row>(
      "select matter, office || ' ' || unit || ' ' || to_day || ' by ' || due_on || coalesce(' signed ' || signed_on, '') as told from hazard_statement order by to_day, unit, office",
    )
  ).rows;
const told = async (): Promise<readonly string[]> => (await rows()).map((row) => row.told);
const numberOf = async (start: string): Promise<string> => {
  const row = (await rows()).find((one) => one.told.startsWith(start));
  if (!row) throw new Error(`no statement ${start}`);
  return row.matter;
};
const take = (number: string, post: string, name: string, input: JsonObject = {}) =>
  takeStaffStep(place.town.service, statements, number, member(post), { name, input });
const view = async (number: string, post = 'housing.head') => {
  const found = await readStaffEntity(place.town.service, statements, number, member(post));
  if (found === undefined || isRefusal(found)) throw new Error('not shown');
  return found;
};
const sweepAt = async (time: string): Promise<void> => {
  at(time);
  await sweep(place.town.service);
};

let second = '';
let late = '';

describe('a statement', () => {
  it('begins on the first day after the quarter, for offices that had hazards to order, and for no quarter before the pack', async () => {
    at('2026-06-10T02:00:00Z');
    const mended = await find('housing.handler');
    late = await find('housing.handler', 'own_check');
    await order(mended, '2026-06-20');
    await order(late, '2026-06-20');
    at('2026-06-19T02:00:00Z');
    await mend(mended);
    await accept(mended);
    await sweepAt('2026-06-30T15:59:00Z');
    expect(await told()).toEqual([]);
    await sweepAt('2026-06-30T16:00:00Z');
    expect(await told()).toEqual(['housing quarter 2026-06-30 by 2026-07-15', 'water quarter 2026-06-30 by 2026-07-15']);
  });

  it('is begun once, however often and from how many sides the sweep comes', async () => {
    const before = await rows();
    await sweepAt('2026-07-01T01:00:00Z');
    await Promise.all([sweep(place.town.service), sweep(place.town.service)]);
    expect(await rows()).toEqual(before);
  });

  it('stands on the list of what its office owes, and is open to nobody but it and the office above', async () => {
    second = await numberOf('housing quarter 2026-06-30');
    const owed = await place.listed('housing.head');
    expect(owed.some((row) => row.number === second)).toBe(true);
    for (const post of ['water.head', 'letters.head', 'city.head', 'housing.admin', 'county.auditor']) {
      const read = await readStaffEntity(place.town.service, statements, second, member(post));
      expect([post, read === undefined || isRefusal(read)]).toEqual([post, true]);
      expect((await (await place.browser(post)).get('/en/desk/statements')).body).not.toContain(second);
    }
    expect((await view(second, 'county.handler')).state.office).toBe('housing');
  });

  it('is signed by the head alone, with figures that the server counts and nobody types', async () => {
    const typed = { figures: { found: 0 } };
    expect(await take(second, 'housing.handler', 'sign_statement')).toEqual({ refused: 'not_your_post' });
    expect(await take(second, 'county.head', 'sign_statement')).toEqual({ refused: 'not_your_post' });
    expect(await take(second, 'letters.head', 'sign_statement')).toEqual({ refused: 'not_found' });
    expect(await take(second, 'housing.head', 'correct_statement', { reason: '无' })).toEqual({ refused: 'not_yet' });
    // What happens after the last day is not in it: the late one is mended before the signature.
    at('2026-07-08T02:00:00Z');
    await mend(late);
    await accept(late);
    expect(await take(second, 'housing.head', 'sign_statement', { ...typed, remarks: '以通道堵塞为主。' })).toBeUndefined();
    const { state, entries } = await view(second);
    expect(state.versions[0]?.figures).toMatchObject({
      found: 2,
      found_general: 2,
      found_check: 1,
      found_own_check: 1,
      mended_in_time: 1,
      mended_late: 0,
      open_in_time: 0,
      open_late: 1,
    });
    expect(entries.at(-1)?.texts['remarks']).toBe('以通道堵塞为主。');
    expect(JSON.stringify(entries.at(-1)?.event.data)).not.toContain('通道');
    expect(await take(second, 'housing.head', 'sign_statement')).toEqual({ refused: 'already_done' });
  });

  it('that nobody signs is late on the 16th and not on the 15th, and the office above asks for it', async () => {
    const water = await numberOf('water quarter');
    await sweepAt('2026-07-15T15:59:00Z');
    expect(await take(water, 'county.head', 'press_statement', { words: '请签' })).toEqual({ refused: 'not_yet' });
    expect((await view(water, 'water.head')).owed.map((it) => `${it.kind} ${it.due} ${it.status}`)).toEqual([
      'sign_statement 2026-07-15 running',
    ]);
    await sweepAt('2026-07-15T16:00:00Z');
    expect((await view(water, 'county.head')).owed.map((it) => `${it.kind} ${it.due} ${it.status}`)).toEqual([
      'sign_statement 2026-07-15 overdue',
      'press_statement 2026-07-23 running',
    ]);
    expect((await place.listed('county.head')).some((row) => row.number === water)).toBe(true);
    const list = (await (await place.browser('county.head')).get('/en/desk/statements')).body;
    expect(list).toContain('<span class="tag late">late, not signed</span>');
    expect(await take(water, 'water.head', 'press_statement', { words: '请签' })).toEqual({ refused: 'not_your_post' });
    expect(await take(water, 'county.head', 'press_statement', { words: '请尽快签。' })).toBeUndefined();
    expect(await take(water, 'county.head', 'press_statement', { words: '请尽快签。' })).toEqual({ refused: 'already_done' });
    expect(await take(water, 'water.head', 'sign_statement')).toBeUndefined();
    expect((await view(water, 'water.head')).owed).toEqual([]);
  });

  it('is corrected by another version beside the first, with a reason, by the head', async () => {
    expect(await take(second, 'housing.head', 'correct_statement')).toMatchObject({ refused: 'field_empty' });
    expect(await take(second, 'housing.handler', 'correct_statement', { reason: '说明有误。' })).toEqual({ refused: 'not_your_post' });
    expect(await take(second, 'housing.head', 'correct_statement', { reason: '说明有误。', remarks: '以用电为主。' })).toBeUndefined();
    const { state } = await view(second);
    expect(state.versions.length).toBe(2);
    expect(state.versions[1]?.figures).toEqual(state.versions[0]?.figures);
    expect((await told())[0]).toBe('housing quarter 2026-06-30 by 2026-07-15 signed 2026-07-08');
  });

  it('is given as a numbered paper with its figures and the line for the signature, in both languages', async () => {
    const desk = await place.browser('housing.head');
    const page = (await desk.get(`/en/desk/statement/${second}`)).body;
    const links = [...page.matchAll(/href="([^"]+\/paper\/[^"]+)"/g)].map((it) => it[1] ?? '');
    expect(
      links.map((link) =>
        link
          .split('/')
          .at(-1)
          ?.replace(/-0-\d+/, ''),
      ),
    ).toEqual(['hazard_statistics.pdf', 'hazard_statistics.docx', 'hazard_statistics_corrected.pdf', 'hazard_statistics_corrected.docx']);
    for (const link of links)
      for (const from of [link, link.replace('/en/', '/')]) expect([from, (await desk.get(from)).statusCode]).toEqual([from, 200]);
    const { rows: numbers } = await place.town.superuser.query<{ kind: string; seq: number }>(
      'select kind, seq from paper_number order by kind',
    );
    expect(numbers).toEqual([
      { kind: 'hazard_statistics', seq: 1 },
      { kind: 'hazard_statistics_corrected', seq: 1 },
    ]);
    const other = await place.browser('letters.head');
    expect((await other.get(links[0] ?? '')).statusCode).toBe(404);
  });

  it('is begun whole or not at all: what a sweep did not come to, the next ones do, once', async () => {
    const { superuser } = place.town;
    await superuser.query(
      "create function no_water() returns trigger language plpgsql as $$ begin if new.office = 'water' then raise exception 'the machine stands still'; end if; return new; end $$",
    );
    await superuser.query('create trigger no_water before insert on hazard_statement for each row execute function no_water()');
    await expect(sweepAt('2026-10-03T01:00:00Z')).rejects.toThrow('stands still');
    expect((await told()).slice(2)).toEqual(['housing quarter 2026-09-30 by 2026-10-15']);
    expect((await superuser.query("select from entity where kind = 'hazard_statement'")).rowCount).toBe(3);
    await superuser.query('drop trigger no_water on hazard_statement');
    await Promise.all([sweep(place.town.service), sweep(place.town.service)]);
    expect((await told()).slice(2)).toEqual(['housing quarter 2026-09-30 by 2026-10-15', 'water quarter 2026-09-30 by 2026-10-15']);
  });

  it('of the quarter after counts what was mended then, late as it was; an office without hazards in it owes the figure nought', async () => {
    const third = await numberOf('housing quarter 2026-09-30');
    expect(await take(third, 'housing.head', 'sign_statement')).toBeUndefined();
    expect((await view(third)).state.versions[0]?.figures).toMatchObject({ found: 0, mended_late: 1, open_late: 0, open_in_time: 0 });
  });

  it('is owed of the year, too, by 31 January, beside the fourth quarter', async () => {
    await sweepAt('2027-01-01T01:00:00Z');
    expect((await told()).slice(4)).toEqual([
      'housing quarter 2026-12-31 by 2027-01-15',
      'water quarter 2026-12-31 by 2027-01-15',
      'housing year 2026-12-31 by 2027-01-31',
      'water year 2026-12-31 by 2027-01-31',
    ]);
    const year = await numberOf('housing year');
    expect(await take(year, 'housing.head', 'sign_statement')).toBeUndefined();
    expect((await view(year)).state.versions[0]?.figures).toMatchObject({ found: 2, mended_in_time: 1, mended_late: 1, open_late: 0 });
  });

  it('is counted again by reconcile from the hazards, which names every difference', async () => {
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
    const change = (sql: string) => place.town.superuser.query(sql);
    await change(
      "update hazard_statement set figures = replace(figures, '\"found\":2', '\"found\":1') where unit = 'year' and office = 'housing'",
    );
    const year = await numberOf('housing year');
    const found = (await reconcile(place.town.service)).findings.map(({ where, what }) => `${where} ${what}`);
    expect(found).toContain(`hazard_statement ${year} figures`);
    await change(
      "update hazard_statement set figures = replace(figures, '\"found\":1', '\"found\":2') where unit = 'year' and office = 'housing'",
    );
    // A row of a hazard by its days: both what follows from its events, and what was counted from it.
    await change(`update hazard_day set done_on = null where matter = '${late}' and done_on is not null`);
    const days = (await reconcile(place.town.service)).findings.map(({ where, what }) => `${where} ${what}`);
    expect(days.some((one) => one.startsWith(`hazard_day ${late}`))).toBe(true);
    expect(days).toContain(`hazard_statement ${year} figures`);
  });
});
