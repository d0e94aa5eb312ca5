import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectionCodeOf } from '../../features/cash/public.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { parseReceiptCode } from '../../kernel/canonical/receipt-code.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { collectFor } from '../../features/grievances/server/line/collect-reward.ts';
import { changeCode } from '../../features/grievances/server/receipts/change-code.ts';
import { findHolding } from '../../features/grievances/server/receipts/find-matter-of.ts';
import { openLineTown, REPORT, WORDS } from '../support/towns/line-town.ts';
import { lookAtSlip, paySlip, writeAgainst } from '../../features/cash/server/keep-cash.ts';

let line: Awaited<ReturnType<typeof openLineTown>>;
beforeAll(async () => {
  line = await openLineTown();
});
afterAll(async () => {
  await line.close();
});

const DESK = { post: 'letters.desk' };
const HEAD = { post: 'letters.head' };

/** A report of a danger that was confirmed: its number and its code. */
const confirmed = async (at?: string): Promise<{ readonly number: string; readonly code: string }> => {
  const { number, code } = await line.filed({ at: at ?? line.site });
  await line.step(number, 'letters.desk', 'register', { office: 'water' });
  await line.step(number, 'water.handler', 'confirm_hazard', { ...WORDS });
  return { number, code };
};
const receiptOf = (code: string) => {
  const parsed = parseReceiptCode(code);
  if (!parsed.ok) throw new Error(code);
  return parsed.code;
};
const collect = async (number: string, code: string) => {
  const made = await collectFor(line.town.service, number, receiptOf(code));
  if (isRefusal(made)) throw new Error(JSON.stringify(made));
  return made;
};
/** One that was granted, with the code that collects it. */
const granted = async (fine = 100_000) => {
  const it = await confirmed();
  await line.step(it.number, 'water.head', 'grant_reward', { fine });
  return { ...it, collection: await collect(it.number, it.code) };
};
const rows = async (sql: string, values: readonly unknown[] = []) => (await line.town.superuser.query(sql, [...values])).rows;

describe('a reward', () => {
  it('is granted by the head of the office that looked, once, of an amount that nobody types', async () => {
    const { number } = await line.filed();
    await line.step(number, 'letters.desk', 'register', { office: 'water' });
    expect(await line.tryStep(number, 'water.head', 'grant_reward', { fine: 0 })).toEqual({ refused: 'not_yet' });
    await line.step(number, 'water.handler', 'confirm_hazard', { ...WORDS });
    expect((await line.seen(number)).owed.find((it) => it.kind === 'decide_reward')).toMatchObject({
      rule: 'line.reward',
      due: '2026-12-23',
    });
    expect(await line.tryStep(number, 'water.handler', 'grant_reward', { fine: 0 })).toEqual({ refused: 'not_your_post' });
    for (const fine of ['1.5', '-1', '', 'all', 1e9])
      expect([fine, await line.tryStep(number, 'water.head', 'grant_reward', { fine })]).toEqual([
        fine,
        { refused: 'field_whole', data: { field: 'fine' } },
      ]);
    expect(await line.tryStep(number, 'water.head', 'grant_reward', { fine: 1, amount: 9 })).toMatchObject({ refused: 'field_unknown' });
    await line.step(number, 'water.head', 'grant_reward', { fine: 100_000 });
    const view = await line.seen(number);
    expect(view.events.at(-1)?.data).toMatchObject({ fine: 100_000, amount: 15_000, until: '2027-01-22' });
    expect(view.owed.some((it) => it.kind === 'decide_reward')).toBe(false);
    expect(await line.tryStep(number, 'water.head', 'grant_reward', { fine: 0 })).toEqual({ refused: 'already_done' });
    expect(await line.tryStep(number, 'water.head', 'refuse_reward', { reason: '不' })).toEqual({ refused: 'not_yet' });
  });

  it('is refused with reasons that the filer reads, who may ask the office above, and granted afterwards', async () => {
    const { number } = await confirmed();
    await line.step(number, 'water.head', 'refuse_reward', { reason: '别人先说的。' });
    const view = await line.seen(number);
    expect(view.entries.at(-1)?.texts['reason']).toBe('别人先说的。');
    expect(view.owed.find((it) => it.rule === 'line.takeup.reward')).toMatchObject({ kind: 'ask_take_up', owedBy: 'filer', due: null });
    expect(await line.filerStep(number, 'ask_take_up', { words: '我先说的。' })).toBeUndefined();
    await line.step(number, 'county.head', 'supervise', { words: '请重新看。', by: '2026-11-30' });
    await line.step(number, 'water.head', 'grant_reward', { fine: 0 });
    const made = (await line.seen(number)).events.find((event) => event.type === 'reward_granted');
    expect(made?.data).toMatchObject({ fine: 0, amount: 3000 });
  });

  it('of nothing is collected by nobody: not before it was granted, and not without the code', async () => {
    const { number, code } = await confirmed();
    expect(await collectFor(line.town.service, number, receiptOf(code))).toEqual({ refused: 'right_not_open' });
    await line.step(number, 'water.head', 'grant_reward', { fine: 0 });
    const other = await confirmed();
    expect(await collectFor(line.town.service, number, receiptOf(other.code))).toMatchObject({ refused: 'not_found' });
    expect(await line.filerStep(number, 'collect_reward', {})).toMatchObject({ refused: 'not_found' });
    expect(await rows('select * from reward_slip')).toEqual([]);
  });
});

describe('the code that collects it', () => {
  it('is made once and shown as often as it is asked for, and is kept nowhere', async () => {
    const { number, code, collection } = await granted();
    const events = async () => (await line.seen(number)).events.filter((event) => event.type === 'reward_slip_made').length;
    expect(collection).toMatchObject({ amount: 15_000, until: '2027-01-22', paidOn: null });
    const again = await Promise.all([1, 2, 3].map(() => collect(number, code)));
    expect(again).toEqual([collection, collection, collection]);
    expect(await events()).toBe(1);
    const kept = await rows('select * from reward_slip where amount = 15000');
    expect(kept).toHaveLength(1);
    expect(Object.keys(kept[0] as object)).toEqual(['jurisdiction', 'slip', 'amount', 'last_day']);
    expect(JSON.stringify((await line.seen(number)).events)).not.toContain(collection.code.replaceAll('-', ''));
  });

  it('made twice at the same moment is one slip', async () => {
    const it = await confirmed();
    await line.step(it.number, 'water.head', 'grant_reward', { fine: 0 });
    const before = (await rows('select * from reward_slip')).length;
    const both = await Promise.all([collect(it.number, it.code), collect(it.number, it.code)]);
    expect(both[0]).toEqual(both[1]);
    expect((await rows('select * from reward_slip')).length).toBe(before + 1);
  });

  it('stays with the code that it was made with', async () => {
    const { number, code } = await granted();
    const holding = await findHolding(line.town.service, code);
    if (isRefusal(holding)) throw new Error(holding.refused);
    const changed = await changeCode(line.town.service, holding, 'replace', 'T'.repeat(22));
    if (changed === null || isRefusal(changed)) throw new Error('no new code');
    expect(await collectFor(line.town.service, number, receiptOf(changed.code))).toEqual({ refused: 'slip_of_old_code' });
    // What was written down collects it all the same.
    expect(await lookAtSlip(line.town.service, collectionCodeOf(receiptOf(code)))).toMatchObject({ amount: 15_000 });
  });

  it('keeps a grant from being struck out', async () => {
    const { number } = await granted();
    const n = (await line.seen(number)).events.find((event) => event.type === 'reward_granted')?.n ?? -1;
    expect(await line.tryStep(number, 'water.handler', 'void', { n, reason: '错了' })).toMatchObject({
      refused: 'later_depends',
      data: { type: 'reward_slip_made' },
    });
  });
});

describe('the counter', () => {
  it('pays a code once, in the order of numbers, and says which line it was the second time', async () => {
    const { number, code, collection } = await granted();
    expect(await lookAtSlip(line.town.service, ` ${collection.code.toLowerCase()} `)).toEqual({ amount: 15_000, lastDay: '2027-01-22' });
    expect(await paySlip(line.town.service, DESK, collection.code)).toBe('2026-1');
    for (const who of [DESK, HEAD])
      expect(await paySlip(line.town.service, who, collection.code)).toEqual({
        refused: 'slip_paid',
        data: { line: '2026-1', on: '2026-11-23' },
      });
    expect(await collect(number, code)).toMatchObject({ paidOn: '2026-11-23' });
    // Whoever has the report does not learn of it.
    expect((await line.seen(number)).events.at(-1)?.type).toBe('reward_slip_made');
    const others = await Promise.all([1, 2, 3].map(() => granted()));
    const paid = await Promise.all(others.flatMap((it) => [1, 2].map(() => paySlip(line.town.service, DESK, it.collection.code))));
    expect(paid.filter((it) => typeof it === 'string').toSorted()).toEqual(['2026-2', '2026-3', '2026-4']);
    expect(paid.filter((it) => isRefusal(it)).map((it) => it.refused)).toEqual(Array(3).fill('slip_paid'));
  });

  it('refuses a code that is none, one that nothing waits under, and one whose last day is over', async () => {
    const before = (await rows('select * from cash_line')).length;
    expect(await paySlip(line.town.service, DESK, '0000-0000-0000')).toMatchObject({ refused: 'collection_code' });
    expect(await paySlip(line.town.service, DESK, '0000-0000-0000-0000')).toEqual({ refused: 'not_found', data: { what: 'collection' } });
    const { code, number, collection } = await granted();
    const late = await confirmed();
    await line.step(late.number, 'water.head', 'grant_reward', { fine: 0 });
    const today = line.town.now();
    line.town.setClock('2027-01-22T10:00:00Z');
    expect(await lookAtSlip(line.town.service, collection.code)).toEqual({ amount: 15_000, lastDay: '2027-01-22' });
    line.town.setClock('2027-01-22T16:00:00Z'); // midnight there
    expect(await lookAtSlip(line.town.service, collection.code)).toMatchObject({ closed: { refused: 'slip_over' } });
    expect(await paySlip(line.town.service, DESK, collection.code)).toEqual({ refused: 'slip_over', data: { day: '2027-01-22' } });
    // Made in time it is still shown; one that was not made is not made any more.
    expect(await collect(number, code)).toEqual(collection);
    expect(await collectFor(line.town.service, late.number, receiptOf(late.code))).toEqual({
      refused: 'right_lapsed',
      data: { due: '2027-01-22' },
    });
    line.town.setClock(new Date(today).toISOString());
    expect((await rows('select * from cash_line')).length).toBe(before);
  });

  it('corrects a payment by a contrary line of another post, and by nothing else', async () => {
    const { collection } = await granted();
    const paid = await paySlip(line.town.service, DESK, collection.code);
    if (isRefusal(paid)) throw new Error(paid.refused);
    expect(await writeAgainst(line.town.service, DESK, paid, 'not_handed_out')).toEqual({ refused: 'line_own' });
    expect(await writeAgainst(line.town.service, HEAD, paid, '王先生没有来')).toEqual({
      refused: 'field_choice',
      data: { field: 'reason' },
    });
    for (const none of ['2026-999', '1', '2026', 'x'])
      expect(await writeAgainst(line.town.service, HEAD, none, 'handed_back')).toMatchObject({ refused: 'line_unknown' });
    const against = await writeAgainst(line.town.service, HEAD, paid, 'not_handed_out');
    expect(against).toBe(`2026-${Number(paid.slice(5)) + 1}`);
    for (const twice of [paid, String(against)])
      expect(await writeAgainst(line.town.service, HEAD, twice, 'not_handed_out')).toMatchObject({ refused: 'line_settled' });
    expect(await paySlip(line.town.service, HEAD, collection.code)).toBe(`2026-${Number(paid.slice(5)) + 2}`);
    const role = await line.town.service
      .read(async (tx) => tx.run({ name: 'try', text: 'update cash_line set amount = 1 where jurisdiction = $1' }, [tx.jurisdiction]))
      .catch((error: unknown) => String(error));
    expect(role).toContain('permission denied');
  });

  it('leaves nothing that reconcile would find, and a line that was changed is found', async () => {
    await line.town.tick();
    expect((await reconcile(line.town.service)).findings).toEqual([]);
    await line.town.superuser.query('update cash_line set amount = 16000 where n = 1');
    await line.town.superuser.query('update cash_line set n = 99 where n = (select max(n) from cash_line)');
    await line.town.superuser.query("insert into reward_slip values (1, sha256('planted'), 5000, '2027-01-22')");
    expect((await reconcile(line.town.service)).findings.map((it) => it.what)).toEqual([
      'the amount is not that of its slip',
      'the number follows none',
      expect.stringMatching(/^there are \d+, and \d+ were made$/),
    ]);
  });
});

describe('the pages', () => {
  it('of the filer show the reward and the code, and those of the counter pay it', async () => {
    const { number, code } = await confirmed('east-market');
    await line.step(number, 'water.head', 'grant_reward', { fine: 0 });
    const post = (url: string, form: { readonly [name: string]: string }) =>
      line.app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(form).toString(),
      });
    expect((await post('/en/follow', { code })).body).toContain('A reward of 3,000 yuan waits for you until');
    const shown = (await post('/en/follow/reward', { code })).body;
    const collection = /<p class="code">([0-9A-Z-]{19})</.exec(shown)?.[1] ?? '';
    expect(collection).toBe((await collect(number, code)).code);
    const { get, post: send } = await line.browser('letters.desk');
    expect((await get('/en/desk')).body).toContain('/en/desk/cash');
    const looked = await send('/en/desk/cash', { act: 'look', code: collection });
    for (const text of ['This code collects 3,000 yuan', 'Pay 3,000 yuan']) expect(looked.body).toContain(text);
    for (const text of [number, REPORT.fields['body'] ?? '', code]) expect(looked.body).not.toContain(text);
    const paid = await send('/en/desk/cash', { act: 'pay', code: collection });
    expect(paid.statusCode).toBe(303);
    const book = (await get(String(paid.headers.location))).body;
    expect(book).toContain('Please hand the money over.');
    expect(book).not.toContain(collection);
    // A month that no calendar has is the present one.
    for (const month of ['0000-01', '2026-13', '9999-12', "1'--"])
      for (const path of ['/en/desk/cash', '/en/desk/cash.csv'])
        expect([month, (await get(`${path}?month=${encodeURIComponent(month)}`)).statusCode]).toEqual([month, 200]);
    const sheet = (await get('/en/desk/cash.csv')).body;
    expect(sheet.trim().split(/\r?\n/).at(-1)).toMatch(/^2026-\d+,2026-11-23,3000,[0-9a-f]{8},/);
    expect((await send('/en/desk/cash', { act: 'pay', code: collection })).statusCode).toBe(409);
    expect((await send('/en/desk/cash', { act: 'look', code: '0000-0000-0000-0000' })).statusCode).toBe(404);
  });

  it('of the counter are no pages to any post elsewhere, nor to others of its office', async () => {
    for (const post of ['housing.desk', 'housing.head', 'housing.handler', 'letters.handler', 'water.head', 'county.head']) {
      const { get, post: send } = await line.browser(post);
      const nowhere = await get('/desk/cash');
      expect([post, nowhere.statusCode]).toEqual([post, 404]);
      expect((await get('/desk')).body).not.toContain('/desk/cash');
      expect((await get('/desk/cash.csv')).statusCode).toBe(404);
      for (const act of ['look', 'pay', 'against'])
        expect((await send('/desk/cash', { act, code: '0000-0000-0000-0000' })).statusCode).toBe(404);
    }
  });

  it('answer a guesser of codes otherwise after sixty of them', async () => {
    const { post: send } = await line.browser('letters.desk');
    const answers = [];
    for (let i = 0; i < 62; i += 1) answers.push((await send('/desk/cash', { act: 'look', code: '0000-0000-0000-0000' })).statusCode);
    expect(answers.at(-1)).toBe(429);
  });
});
