import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeStaffStep } from '../../../engine/staff-entity.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { member } from '../../../test/support/sign-in.ts';
import { officeReturns, openReturnTown } from '../../../test/support/towns/return-town.ts';
import { readBoard, rulesBelow } from './read-board.ts';
import { readOpen } from './read-open.ts';
import { returns } from './returns.ts';

const DAY = 'office-returns/ret.day';
const SECTION = 'office-returns/ret.day.section';
const TOP = 'office-returns/ret.day.top';
const MONDAY = '2026-11-23';

// Monday 23 November 2026 begins at six in the morning there.
let place: Awaited<ReturnType<typeof openReturnTown>>;
beforeAll(async () => {
  const programme = officeReturns();
  const [day] = programme.rules;
  if (!day) throw new Error('a programme has rules');
  const { form: _, late: __, ...rest } = day;
  const weekly = { ...rest, id: 'ret.weekly', every: 'week by friday', doneBy: 'paper' as const, form: null, late: null };
  place = await openReturnTown('2026-11-22T22:00:00Z', { ...programme, rules: [...programme.rules, weekly] });
});
afterAll(async () => {
  await place.close();
});

const step = (number: string, post: string, name: string, input: JsonObject = {}) =>
  takeStaffStep(place.town.service, returns, number, member(post), { name, input });
const open = async (office: string): Promise<readonly string[]> =>
  (await place.town.service.read((tx) => readOpen(tx, office, place.town.now()))).map(({ rule, slot }) => `${rule.slice(15)} ${slot}`);
const board = async (office: string, key: string, day: string) => {
  const it = await place.town.service.jurisdiction();
  const rule = rulesBelow(it, office).find((one) => one.key === key);
  if (!rule) throw new Error(`nobody below ${office} owes ${key}`);
  return place.town.service.read((tx) => readBoard(tx, it, rule, ['faults', 'mended'], getPlainDate(day), place.town.now()));
};
const bookOf = (made: Awaited<ReturnType<typeof place.hand>>): string => {
  if (isRefusal(made)) throw new Error(JSON.stringify(made));
  return made;
};
const rowsOf = async (key: string, day: string): Promise<readonly string[]> =>
  ((await board('county', key, day)).window?.rows ?? []).map(({ office, state }) => `${office} ${state}`);

describe('a morning of returns', () => {
  it('is owed by the lowest offices, tier by tier, each on its own list', async () => {
    await place.goTo('11-23 09:00');
    expect(await open('housing')).toContain(`ret.day ${MONDAY}`);
    expect(await open('county')).not.toContain(`ret.day.section ${MONDAY}`);
    expect(await open('county')).not.toContain(`ret.day ${MONDAY}`);
    const rows = (await place.listed('housing.handler')).filter((row) => row.kind === 'return_book');
    expect(rows.length).toBe(1);
    expect(rows[0]?.title).toMatch(/2026-11$/);
    const page = await (await place.browser('housing.handler')).get('/desk/returns');
    for (const word of ['每日11:00前报安全数', '填报']) expect(page.body).toContain(word);
    expect((await (await place.browser('housing.admin')).get('/desk/returns')).body).not.toContain('填报');
  });

  it('is handed in by a form without a script, which shows what the system counts and says what is missing', async () => {
    const housing = await place.browser('housing.handler');
    const path = `/desk/return/new?rule=${encodeURIComponent(DAY)}&slot=${MONDAY}`;
    const form = await housing.get(path);
    for (const word of ['系统统计的是2026年11月22日的数', '发现隐患数', '设施故障数', '看过了，没有情况'])
      expect([word, form.body.includes(word)]).toEqual([word, true]);
    expect(form.body).not.toContain('<textarea');
    const basis = /name="basis" value="([0-9a-f]+)"/.exec(form.body)?.[1] ?? '';
    const short = await housing.post(path, { basis, 'v.faults': '2' });
    expect([short.statusCode, short.body.includes('还有1个数'), short.body.includes('value="2"')]).toEqual([422, true, true]);
    for (const bad of ['-1', '1000000', '2.5', 'two']) {
      const refused = await housing.post(path, { basis, 'v.faults': '2', 'v.mended': bad });
      expect([bad, refused.statusCode]).toEqual([bad, 422]);
    }
    const overwritten = await housing.post(path, { basis, 'v.faults': '2', 'v.mended': '1', 'v.found': '7' });
    expect([overwritten.statusCode, overwritten.body.includes('系统统计的数不能填')]).toEqual([422, true]);
    expect(await open('housing')).toContain(`ret.day ${MONDAY}`);
    const done = await housing.post(path, { basis, 'v.faults': '2', 'v.mended': '1', token: 'a-token-of-this-form-1' });
    const again = await housing.post(path, { basis, 'v.faults': '2', 'v.mended': '1', token: 'a-token-of-this-form-1' });
    expect([done.statusCode, again.statusCode, done.headers.location === again.headers.location]).toEqual([303, 303, true]);
    expect(await open('housing')).not.toContain(`ret.day ${MONDAY}`);
    const book = await housing.get(String(done.headers.location));
    for (const word of ['每日11:00前报安全数', MONDAY]) expect(book.body).toContain(word);
  });

  it('is refused twice, by whom does not owe it, before its time, and when a new figure has arrived meanwhile', async () => {
    expect(await place.hand('housing.handler', DAY, MONDAY, { faults: 3, mended: 3 })).toMatchObject({ refused: 'return_already' });
    expect(await place.hand('county.handler', DAY, MONDAY, { faults: 3, mended: 3 })).toMatchObject({ refused: 'return_not_owed' });
    expect(await place.hand('housing.handler', SECTION, MONDAY, {})).toMatchObject({ refused: 'return_not_owed' });
    expect(await place.hand('housing.handler', 'office-returns/ret.none', MONDAY, {})).toMatchObject({ refused: 'not_found' });
    expect(await place.hand('county.handler', SECTION, MONDAY, {})).toMatchObject({ refused: 'return_ahead' });
    expect(await place.hand('water.handler', DAY, MONDAY, { faults: 1, mended: 0 }, { nil: true })).toMatchObject({
      refused: 'return_nil',
    });
    expect(await place.hand('water.handler', DAY, MONDAY, { faults: 1, mended: 0 }, { basis: 'another' })).toMatchObject({
      refused: 'return_changed',
    });
    expect(await place.hand('water.admin', DAY, MONDAY, { faults: 1, mended: 0 })).toMatchObject({ refused: 'not_found' });
  });

  it('is nil for who has looked and found nothing, and late within its grace', async () => {
    bookOf(await place.hand('water.handler', DAY, MONDAY, {}, { nil: true }));
    expect(await rowsOf(DAY, MONDAY)).toContain('water done_nil');
    await place.goTo('11-23 11:10');
    expect(await rowsOf(DAY, MONDAY)).toEqual(['housing done', 'letters open', 'water done_nil']);
  });

  it('is summed up by the office above without a hand, and what is missing is named and is no nought', async () => {
    const first = await place.found('county.handler', SECTION, MONDAY);
    if (isRefusal(first)) throw new Error(first.refused);
    expect(first.sum).toMatchObject({ figures: { faults: 2, mended: 1 }, holds: ['housing', 'water'], lacks: ['letters'] });
    expect(await place.hand('county.handler', SECTION, MONDAY, { faults: 0 })).toMatchObject({ refused: 'return_computed' });
    // Another one comes in its grace while the sum stands on a screen.
    bookOf(await place.hand('letters.handler', DAY, MONDAY, { faults: 5, mended: 0 }));
    expect(await place.hand('county.handler', SECTION, MONDAY, {}, { basis: first.basis })).toMatchObject({ refused: 'return_changed' });
    expect(await rowsOf(DAY, MONDAY)).toEqual(['housing done', 'letters late', 'water done_nil']);
    bookOf(await place.hand('county.handler', SECTION, MONDAY, {}));
    await place.goTo('11-23 13:40');
    const top = await place.found('city.handler', TOP, MONDAY);
    if (isRefusal(top)) throw new Error(top.refused);
    expect(top.sum).toMatchObject({ figures: { faults: 7, mended: 1 }, holds: ['county'], lacks: [], deeper: 0 });
    bookOf(await place.hand('city.handler', TOP, MONDAY, {}));
  });
});

describe('a silent day', () => {
  it('is missing for ever once its window is closed, and what comes later stands beside with both times', async () => {
    const tuesday = '2026-11-24';
    await place.goTo('11-24 10:00');
    bookOf(await place.hand('housing.handler', DAY, tuesday, { faults: 0, mended: 0 }));
    await place.goTo('11-24 11:31');
    expect(await place.hand('water.handler', DAY, tuesday, { faults: 1, mended: 1 })).toMatchObject({ refused: 'return_closed' });
    const sum = await place.found('county.handler', SECTION, tuesday);
    if (isRefusal(sum)) throw new Error(sum.refused);
    // Two are missing: what is nought is no nil of all.
    expect(sum.sum).toMatchObject({ figures: { faults: 0, mended: 0 }, holds: ['housing'], lacks: ['letters', 'water'] });
    const book = bookOf(await place.hand('county.handler', SECTION, tuesday, {}));
    expect((await (await place.browser('county.handler')).get(`/desk/return-book/${book}`)).body).not.toContain('零报告');
    await place.goTo('11-25 08:00');
    expect(await rowsOf(DAY, tuesday)).toEqual(['housing done_nil', 'letters missed', 'water missed']);
    bookOf(await place.hand('water.handler', DAY, tuesday, { faults: 1, mended: 1 }, { after: true }));
    expect(await place.hand('water.handler', DAY, tuesday, { faults: 1, mended: 1 }, { after: true })).toMatchObject({
      refused: 'return_already',
    });
    expect(await rowsOf(DAY, tuesday)).toEqual(['housing done_nil', 'letters missed', 'water missed']);
    const county = await place.browser('county.handler');
    const page = await county.get(`/desk/returns/board?rule=${encodeURIComponent(DAY)}&day=${tuesday}`);
    for (const word of ['缺报', '零报告', '截止以后', '应报', '按时率']) expect([word, page.body.includes(word)]).toEqual([word, true]);
    const sheet = await county.get(`/en/desk/returns/board.csv?rule=${encodeURIComponent(DAY)}&day=${tuesday}`);
    const letters = sheet.body.split('\r\n').find((line) => line.startsWith('letters')) ?? '';
    expect(letters).toContain('missing');
    expect(letters).toContain(',,');
  });

  it('is one event an office and day, starts a clock of the office above, and is looked into by a choice of words', async () => {
    const { rows } = await place.town.superuser.query<{ office: string; events: number }>(
      "select b.office, (select count(*)::int from event e where e.matter = b.matter) as events from return_book b where month = '2026-11' order by b.office",
    );
    expect(rows.map(({ office }) => office)).toEqual(['city', 'county', 'housing', 'letters', 'water']);
    const owed = (await place.listed('county.handler')).filter((row) => row.kind === 'return_book');
    expect(owed.some((row) => row.duties.some(({ rule }) => rule.id === 'returns.look'))).toBe(true);
    const book = owed.find((row) => row.duties.some(({ rule }) => rule.id === 'returns.look'))?.number ?? '';
    expect(await step(book, 'county.handler', 'look_into_missing', { found: 'in my own words' })).toMatchObject({
      refused: 'field_choice',
    });
    expect(await step(book, 'county.handler', 'look_into_missing', { found: 'told_to_return' })).toBeUndefined();
    await sweep(place.town.service);
    await sweep(place.town.service);
  });

  it('is excused where the office above has said so before it was over, and a wrong return is struck out by the head', async () => {
    const { rows } = await place.town.superuser.query<{ matter: string }>("select matter from return_book where office = 'letters'");
    const letters = rows[0]?.matter ?? '';
    expect(await step(letters, 'letters.head', 'excuse_office', { from: '2026-11-25', to: '2026-11-26', why: 'lines_down' })).toMatchObject(
      { refused: 'not_your_post' },
    );
    expect(
      await step(letters, 'county.head', 'excuse_office', { from: '2026-11-25', to: '2026-11-26', why: 'lines_down' }),
    ).toBeUndefined();
    await place.goTo('11-25 09:30');
    const made = bookOf(await place.hand('housing.handler', DAY, '2026-11-25', { faults: 9, mended: 0 }));
    const old = await place.town.superuser.query<{ n: number }>("select n from return_act where matter = $1 and slot = '2026-11-24'", [
      made,
    ]);
    expect(await step(made, 'housing.head', 'strike_out_return', { act: old.rows[0]?.n ?? 0, why: 'wrong_figure' })).toMatchObject({
      refused: 'return_stands',
    });
    const act =
      (await place.town.superuser.query<{ n: number }>('select max(n) as n from return_act where matter = $1', [made])).rows[0]?.n ?? 0;
    expect(await step(made, 'housing.head', 'strike_out_return', { act: 999, why: 'wrong_figure' })).toMatchObject({
      refused: 'field_choice',
    });
    expect(await step(made, 'housing.head', 'strike_out_return', { act, why: 'wrong_figure' })).toBeUndefined();
    expect(await open('housing')).toContain('ret.day 2026-11-25');
    bookOf(await place.hand('housing.handler', DAY, '2026-11-25', { faults: 1, mended: 0 }));
    await place.goTo('11-26 08:00');
    expect(await rowsOf(DAY, '2026-11-25')).toEqual(['housing done', 'letters excused', 'water missed']);
    const { figures } = await board('county', DAY, '2026-11-25');
    // Three on Monday, three on Tuesday, two on Wednesday.
    expect(figures).toMatchObject({ expected: 8, arrived: 5, onTime: 4 });
  });

  it('takes a paper by its number, its day and its pages, and nothing that could be a remark', async () => {
    const [rule, week] = ['office-returns/ret.weekly', '2026-W48'];
    const paper = { paper: '青应急〔2026〕12号', on: '2026-11-20', pages: '4', sha256: '' };
    const hand = (more: { readonly [field: string]: string }) =>
      place.hand('housing.handler', rule, week, {}, { paper: { ...paper, ...more } });
    for (const [more, refused] of [
      [{ paper: '请领导阅示 12' }, 'return_paper'],
      [{ paper: '重点人员12' }, 'return_paper'],
      [{ paper: '没有号' }, 'return_paper'],
      [{ on: '2026-12-24' }, 'return_paper_day'],
      [{ pages: '0' }, 'return_pages'],
      [{ pages: '99999' }, 'return_pages'],
      [{ sha256: 'abc' }, 'return_hash'],
    ] as const)
      expect([more, await hand(more)]).toMatchObject([more, { refused }]);
    const housing = await place.browser('housing.handler');
    const path = `/desk/return/new?rule=${encodeURIComponent(rule)}&slot=${week}`;
    expect((await housing.get(path)).body).toContain('文号');
    const basis = /name="basis" value="([0-9a-f]+)"/.exec((await housing.get(path)).body)?.[1] ?? '';
    const done = await housing.post(path, { basis, ...paper, sha256: 'ab'.repeat(32) });
    expect(done.statusCode).toBe(303);
    expect((await housing.get(String(done.headers.location))).body).toContain('青应急〔2026〕12号');
  });

  it('goes on in another month with a book of its own; a meeting is that it was held', async () => {
    await place.goTo('12-01 09:00');
    expect(await open('housing')).toEqual(expect.arrayContaining(['ret.day 2026-12-01', 'ret.meeting 2026-12']));
    const made = bookOf(await place.hand('housing.handler', 'office-returns/ret.meeting', '2026-12', {}));
    expect((await place.listed('housing.handler')).filter((row) => row.kind === 'return_book').map(({ number }) => number)).toEqual([made]);
    expect(await open('housing')).not.toContain('ret.meeting 2026-12');
  });

  it('leaves nothing that reconcile has to say', async () => {
    await place.town.tick();
    const { findings } = await reconcile(place.town.service);
    expect(findings).toEqual([]);
    await place.town.superuser.query("delete from obligation where owed_by = 'return_post' and office = 'water'");
    expect(JSON.stringify((await reconcile(place.town.service)).findings)).toContain('row is missing');
  });
});
