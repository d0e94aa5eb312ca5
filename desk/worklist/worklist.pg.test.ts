import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../kernel/access/access.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { fileIn, live, worklistOf } from '../../test/support/desk.ts';
import { openTown, PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { readForStaff } from '../../features/grievances/server/read-matter.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { matterKind } from '../../features/grievances/desk/matter-kind.ts';
import { readNext } from './read-worklist.ts';
import { readFilter } from './filter.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ withSubjects: true });
});
afterAll(async () => {
  await town.close();
});

const member = (office: string, role: Role) => ({ staff: `${office}.${role}`, post: `${office}.${role}`, office, role });
const listOf = async (office: string, role: Role, query: { readonly [name: string]: string } = {}) => {
  const list = await worklistOf(town.service, member(office, role), query);
  if (isRefusal(list)) throw new Error(list.refused);
  return list;
};
const numbersOf = async (office: string, role: Role, query: { readonly [name: string]: string } = {}) =>
  (await listOf(office, role, query)).rows.map((row) => row.number);
const REPLY = { outcome: 'supported', facts: '查了。', opinion: '修。' };
const registered = async (subject: string): Promise<string> => {
  const number = await fileIn(town, subject);
  await live(town, number, [PEOPLE.desk, 'register', { office: 'housing' }]);
  return number;
};
const replied = async (subject: string): Promise<string> => {
  const number = await registered(subject);
  await live(
    town,
    number,
    [PEOPLE.handler, 'accept'],
    [PEOPLE.handler, 'reply', REPLY],
    [PEOPLE.filer, 'open_notice', { notice: 'reply' }],
  );
  return number;
};

describe('the worklist of an office', () => {
  it('shows a matter to the office that owes it and to no other', async () => {
    const number = await registered('路灯');
    expect(await numbersOf('housing', 'handler')).toContain(number);
    expect(await numbersOf('letters', 'desk')).not.toContain(number);
    expect(await numbersOf('water', 'handler')).not.toContain(number);
    expect(await numbersOf('county', 'reviewer')).not.toContain(number);
  });

  it('shows a review to the office above once it was asked, and changes nothing below', async () => {
    const number = await replied('补偿款');
    const before = await listOf('housing', 'handler');
    await live(town, number, [PEOPLE.filer, 'ask_review']);
    expect(await listOf('housing', 'handler')).toEqual(before);
    const row = (await listOf('county', 'reviewer')).rows.find((it) => it.number === number);
    expect(row?.duties.map((duty) => duty.rule.kind)).toEqual(['decide_review']);
  });

  it('shows a handler of the office above no review, for a handler may not read one', async () => {
    expect(await numbersOf('county', 'reviewer')).not.toEqual([]);
    expect(await numbersOf('county', 'handler')).toEqual([]);
    expect(await numbersOf('county', 'head')).not.toEqual([]);
  });

  it('is empty for an administrator, whatever the office owes', async () => {
    for (const view of ['owed', 'passed_on', 'supervised', 'closed']) {
      expect(await numbersOf('county', 'admin', { view })).toEqual([]);
      expect(await numbersOf('housing', 'auditor', { view })).toEqual([]);
      expect(await numbersOf('letters', 'admin', { view })).toEqual([]);
    }
  });

  it('has one row a matter, with what is owed first on it before the rest, and its next step', async () => {
    const number = await fileIn(town, '两样');
    const row = (await listOf('letters', 'desk')).rows.find((it) => it.number === number);
    expect(row?.title).toBe('两样');
    expect(row?.duties.map((duty) => duty.rule.kind).toSorted()).toEqual(['notice', 'register']);
    expect(row?.duties.map((duty) => duty.dueAt)).toEqual(row?.duties.map((duty) => duty.dueAt).toSorted((a, b) => a - b));
  });

  it('pages through every matter once: sixty-four are two pages', async () => {
    const before = (await listOf('letters', 'desk')).counts?.total ?? 0;
    for (let i = before; i < 64; i += 1) await fileIn(town, `第${i}件`);
    const seen: string[] = [];
    const sizes: number[] = [];
    let after: string | undefined;
    do {
      const list = await listOf('letters', 'desk', after === undefined ? {} : { after });
      expect(list.counts).toMatchObject({ total: 64, capped: false });
      seen.push(...list.rows.map((row) => row.number));
      sizes.push(list.rows.length);
      after = list.next ?? undefined;
    } while (after !== undefined);
    expect([sizes, new Set(seen).size]).toEqual([[32, 32], 64]);
  });

  it('starts at the first page for an `after` that is none', async () => {
    const first = await numbersOf('letters', 'desk');
    for (const after of ['', 'x', '999999999999999_2026-01-01_K7QM4X2D', '1790553600000_2026-99-01_K7QM4X2D', "'; select 1", '\u0000'])
      expect(await numbersOf('letters', 'desk', { after })).toEqual(first);
  });

  it('puts what is late first and says the last day of a duty that ends with the day', async () => {
    const number = await fileIn(town, '楼道灯', { pack: 'township-centre' });
    const [row] = (await listOf('letters', 'desk')).rows;
    expect([row?.number, row?.duties[0]?.dueOn]).toEqual([number, '2026-09-28']);
  });
});

describe('a filter', () => {
  it('counts matters, not duties, by when what is owed first on them is due, and shows just those', async () => {
    const { counts } = await listOf('letters', 'desk');
    for (const due of ['late', 'today', 'week'] as const) {
      const rows: string[] = [];
      let after: string | undefined;
      do {
        const list = await listOf('letters', 'desk', { due, ...(after === undefined ? {} : { after }) });
        rows.push(...list.rows.map((row) => row.number));
        after = list.next ?? undefined;
      } while (after !== undefined);
      expect([due, rows.length]).toEqual([due, counts?.[due]]);
    }
    expect(counts?.today).toBeGreaterThan(0);
  });

  it('finds by step, sort, subject, place and day; what it does not understand filters nothing', async () => {
    const number = await registered('筛选');
    await live(town, number, [PEOPLE.handler, 'accept']);
    expect(await numbersOf('housing', 'handler', { step: 'decide' })).toContain(number);
    expect(await numbersOf('housing', 'handler', { step: 'register' })).not.toContain(number);
    expect(await numbersOf('housing', 'handler', { sort: 'grievance' })).toContain(number);
    expect(await numbersOf('housing', 'handler', { sort: 'help' })).not.toContain(number);
    expect(await numbersOf('housing', 'handler', { subject: 'lighting.street' })).not.toContain(number);
    expect(await numbersOf('housing', 'handler', { from: '2026-09-28', to: '2026-09-28' })).toContain(number);
    expect(await numbersOf('housing', 'handler', { to: '2026-09-27' })).not.toContain(number);
    expect(await numbersOf('housing', 'handler', { place: 'nowhere' })).toEqual([]);
    expect(await numbersOf('housing', 'handler', { step: "'; drop", sort: 'ß', from: 'soon' })).toContain(number);
    const facets = (await listOf('housing', 'handler')).facets;
    expect(facets.steps).toContain('decide');
    expect(facets.sorts).toEqual(['grievance']);
  });

  it('looks into no words: a title finds nothing', () => {
    expect(Object.keys(readFilter({ q: '筛选', title: '筛选', words: '筛选', find: '筛选' }))).toEqual(['view']);
  });
});

describe('what was passed on', () => {
  it('says where it went, who has it now and whether it was opened there, and no title', async () => {
    const number = await registered('转出');
    const passed = async () => (await listOf('letters', 'desk', { view: 'passed_on' })).rows.find((row) => row.number === number);
    expect(await passed()).toMatchObject({
      title: '',
      place: null,
      passed: { office: 'housing', lead: 'housing', waits: false, looked: false },
    });
    await listOf('housing', 'handler');
    expect((await passed())?.passed?.looked).toBe(false);
    await readForStaff(town.service, number, member('housing', 'handler'));
    expect((await passed())?.passed?.looked).toBe(true);
    await live(town, number, [PEOPLE.handler, 'forward', { office: 'water', reason: '归水利局。' }]);
    const own = (await listOf('housing', 'handler', { view: 'passed_on' })).rows.find((row) => row.number === number);
    expect(own).toMatchObject({ title: '转出', passed: { office: 'water', lead: 'housing', waits: true } });
    expect(await numbersOf('housing', 'handler', { view: 'closed' })).not.toContain(number);
    await live(town, number, [PEOPLE.other, 'accept']);
    expect((await passed())?.passed).toMatchObject({ office: 'housing', lead: 'water' });
    expect(await numbersOf('water', 'handler', { view: 'passed_on' })).not.toContain(number);
  });

  it('is found by its number, and nobody else’s is', async () => {
    const number = await registered('按编号找');
    expect(await numbersOf('letters', 'desk', { view: 'passed_on', number })).toEqual([number]);
    expect(await numbersOf('housing', 'handler', { view: 'passed_on', number })).toEqual([]);
    expect(await numbersOf('letters', 'desk', { view: 'passed_on', number: '00000000' })).toEqual([]);
  });

  it('can be taken back until it was opened there, by who passed it on: the matter is on the list again and opens', async () => {
    const number = await registered('转错了');
    const row = async () => (await listOf('letters', 'desk', { view: 'passed_on', number })).rows[0]?.passed?.canTakeBack;
    expect(await row()).toBe(true);
    await live(town, number, [PEOPLE.desk, 'take_back', { reason: '选错了单位。' }]);
    expect(await row()).toBeUndefined();
    expect(await numbersOf('housing', 'handler')).not.toContain(number);
    const view = await readForStaff(town.service, number, member('letters', 'desk'));
    expect(view && !isRefusal(view) && view.entries[0]?.texts['subject']).toBe('转错了');
    expect(await readForStaff(town.service, number, member('housing', 'handler'))).toBeUndefined();
    await live(town, number, [PEOPLE.desk, 'register', { office: 'water' }]);
    expect(await row()).toBe(true);
    await readForStaff(town.service, number, member('water', 'handler'));
    expect(await row()).toBe(false);
    await expect(live(town, number, [PEOPLE.desk, 'take_back', { reason: '又错了。' }])).rejects.toThrow('opened_there');
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('is the newest first, and every one once over the pages', async () => {
    for (let i = 0; i < 35; i += 1) await registered(`转${i}`);
    const first = await listOf('letters', 'desk', { view: 'passed_on' });
    const second = await listOf('letters', 'desk', { view: 'passed_on', after: first.next ?? '' });
    expect(first.rows.length).toBe(32);
    const all = [...first.rows, ...second.rows].map((row) => row.number);
    expect(new Set(all).size).toBe(all.length);
    const { rows } = await town.superuser.query<{ n: string }>(
      "select count(distinct matter) as n from event where type = 'registered' and actor_office = 'letters'",
    );
    expect(all.length).toBe(Number(rows[0]?.n));
  });
});

describe('what is done', () => {
  it('is what an office has and owes nothing on, with its newest step; it comes back when something is owed again', async () => {
    const number = await replied('办完');
    const done = async () => (await listOf('housing', 'handler', { view: 'closed' })).rows.find((row) => row.number === number);
    expect(await done()).toMatchObject({ title: '办完', closed: { step: 'replied', on: '2026-09-28' } });
    expect(await numbersOf('housing', 'handler', { step: 'answer_dispute' })).not.toContain(number);
    await live(town, number, [PEOPLE.filer, 'dispute', { words: '没有修。' }]);
    expect(await done()).toBeUndefined();
    expect(await numbersOf('housing', 'handler', { step: 'answer_dispute' })).toContain(number);
  });
});

describe('the next in a list', () => {
  it('is the one after where somebody was, else the first, and never the same; no title is read for it', async () => {
    const desk = member('letters', 'desk');
    const { rows } = await listOf('letters', 'desk');
    const reads = async () => (await town.superuser.query('select count(*) from access')).rows;
    const before = await reads();
    const next = async (query: { readonly [name: string]: string }, number: string) =>
      (await readNext(town.service, [matterKind], desk, readFilter(query), number))?.number;
    expect(await next({ after: rows[3]?.cursor ?? '' }, rows[3]?.number ?? '')).toBe(rows[4]?.number);
    expect(await next({}, rows[0]?.number ?? '')).toBe(rows[1]?.number);
    expect(await next({ after: '253370764800000_2026-01-01_ZZZZZZZZ' }, '')).toBe(rows[0]?.number);
    expect(await next({ step: 'decide' }, '')).toBeUndefined();
    expect(await reads()).toEqual(before);
  });
});

describe('what an office above has stepped in on', () => {
  it('stays on its list until what was late below is done', async () => {
    const number = await registered('督办');
    await live(town, number, [PEOPLE.handler, 'accept']);
    town.setClock('2026-11-28T02:00:00Z');
    await live(town, number, [PEOPLE.filer, 'ask_take_up']);
    const rowOf = async (view: string) => (await listOf('county', 'reviewer', { view })).rows.find((row) => row.number === number);
    expect((await rowOf('owed'))?.duties.map((duty) => duty.rule.kind)).toEqual(['answer_take_up']);
    await live(town, number, [PEOPLE.above, 'supervise', { words: '请按期答复。' }]);
    expect(await rowOf('owed')).toMatchObject({
      title: '督办',
      duties: [],
      supervised: { office: 'housing', lateOn: '2026-11-27', by: null },
    });
    expect(await rowOf('supervised')).toMatchObject({ title: '督办' });
    expect((await listOf('county', 'reviewer')).counts?.supervised).toBe(1);
    expect(await numbersOf('county', 'handler', { view: 'supervised' })).toEqual([]);
    await live(town, number, [PEOPLE.handler, 'reply', REPLY]);
    expect(await rowOf('owed')).toBeUndefined();
    expect(await rowOf('supervised')).toBeUndefined();
  });

  it('is due on the day that was named for it', async () => {
    town.setClock('2026-09-28T02:00:00Z');
    const number = await registered('督办有期限');
    await live(town, number, [PEOPLE.handler, 'accept']);
    town.setClock('2026-11-28T02:00:00Z');
    await live(town, number, [PEOPLE.filer, 'ask_take_up'], [PEOPLE.above, 'supervise', { words: '请答复。', by: '2026-12-04' }]);
    const found = async (query: { readonly [name: string]: string }) =>
      (await listOf('county', 'reviewer', query)).rows.find((row) => row.number === number);
    expect((await found({ due: 'week' }))?.supervised).toEqual({ office: 'housing', lateOn: '2026-11-27', by: '2026-12-04' });
    expect(await found({ due: 'late' })).toBeUndefined();
    town.setClock('2026-12-05T02:00:00Z');
    expect(await found({ due: 'late' })).toMatchObject({ title: '督办有期限' });
    // The clock was set on by months, and nothing ticked meanwhile.
    expect((await reconcile(town.service)).findings.filter((it) => it.code !== 'queue_overdue')).toEqual([]);
  });
});
