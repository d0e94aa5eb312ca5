import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { weightOf } from '../../../test/e2e/browser.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { untilWell } from '../../../test/support/installation.ts';
import { CIRCULAR_INPUT, openCircularTown, sentTo } from '../../../test/support/towns/circular-town.ts';

let place: Awaited<ReturnType<typeof openCircularTown>>;
beforeAll(async () => {
  place = await openCircularTown();
  await place.addBelow(BELOW);
});
afterAll(async () => {
  await place.close();
});

/** Thirty-four townships. */
const BELOW = Array.from({ length: 34 }, (_, i) => `town-${String(i + 1).padStart(2, '0')}`);
const DAY_AFTER = '2026-11-28T02:00:00Z';

const typesOf = async (number: string): Promise<readonly string[]> => (await place.view(number)).entries.map(({ event }) => event.type);
const receiptsOf = async (number: string): Promise<number> => (await typesOf(number)).filter((type) => type === 'receipt_confirmed').length;
const rowsOf = async (number: string) =>
  (
    await place.town.superuser.query<{ office: string; status: string; rule: string }>(
      'select office, status, rule from obligation where matter = $1 order by rule, office',
      [number],
    )
  ).rows;

describe('a circular', () => {
  it('is refused where an office above is named, and where it is instead of one that its office has not issued', async () => {
    expect(await place.begin(sentTo('county'), 'housing.head')).toEqual({ refused: 'circular_office_above', data: { field: 'offices' } });
    expect(await place.begin(sentTo('city', 'housing'))).toEqual({ refused: 'circular_office_above', data: { field: 'offices' } });
    expect(await place.begin({ ...sentTo('county'), replaces: 'ZZZZZZZZ' }, 'housing.handler')).toEqual({ refused: 'not_your_post' });
    const other = await place.issued(sentTo('water'), 'housing.head');
    for (const replaces of [other, 'ZZZZZZZZ', '关于'])
      expect([replaces, await place.begin({ replaces })]).toEqual([replaces, { refused: 'circular_unknown', data: { field: 'replaces' } }]);
    const first = await place.issued();
    const second = await place.issued({ replaces: first.toLowerCase() });
    expect((await place.view(second)).state.replaces).toBe(first);
  });

  it('is issued once for one form, and once for one paper, however often it is sent', async () => {
    const token = 'A'.repeat(22);
    const paper = '青政办〔2026〕77号';
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => place.begin({ paper }, 'county.head', token)));
    expect(new Set([one, two, three]).size).toBe(1);
    expect(isRefusal(one)).toBe(false);
    expect(await place.begin({ paper }, 'county.desk')).toEqual({ refused: 'circular_paper_used', data: { field: 'paper' } });
    await place.took(String(one), 'county.head', 'take_back_circular', { reason: 'issued_in_error' });
    expect(isRefusal(await place.begin({ paper }))).toBe(false);
  });

  it('of another office is as little there as a number that does not exist', async () => {
    const number = await place.issued(sentTo('water'));
    for (const post of ['housing.head', 'letters.desk', 'county.admin', 'water.auditor']) {
      expect(await place.open(number, post)).toEqual(await place.open('ZZZZZZZZ', post));
      expect(await place.take(number, post)).toEqual(await place.take('ZZZZZZZZ', post));
    }
    const { get } = await place.browser('housing.head');
    const call = await place.program('housing.head');
    for (const path of ['', '/board', '/board.csv', '/bundle']) {
      const [seen, none] = [await get(`/desk/circular/${number}${path}`), await get(`/desk/circular/ZZZZZZZZ${path}`)];
      expect([seen.statusCode, seen.body.replaceAll(number, 'ZZZZZZZZ')]).toEqual([none.statusCode, none.body]);
    }
    const step = { command: 'confirm_receipt', input: {} };
    const [seen, none] = [
      await call(`/api/v1/staff/circulars/${number}/steps`, step),
      await call('/api/v1/staff/circulars/ZZZZZZZZ/steps', step),
    ];
    expect([seen.statusCode, seen.body]).toEqual([none.statusCode, none.body]);
    expect(seen.statusCode).toBe(404);
  });
});

describe('a circular to thirty-four offices', () => {
  const toAll = () => place.issued({ ...sentTo(...BELOW), carry_by: '2026-12-18' });

  it('is received once by each, whichever of its posts say so at the same moment', async () => {
    const number = await toAll();
    const outcomes = await Promise.all(
      BELOW.flatMap((office) => [place.take(number, `${office}.head`), place.take(number, `${office}.handler`)]),
    );
    expect(outcomes.filter((it) => it === undefined).length).toBe(BELOW.length);
    expect(outcomes.filter((it) => it?.refused === 'already_done').length).toBe(BELOW.length);
    expect(await receiptsOf(number)).toBe(BELOW.length);
    const { rows } = await place.town.superuser.query('select offices, received, answered, ended_on from circular where matter = $1', [
      number,
    ]);
    expect(rows).toEqual([{ offices: 34, received: 34, answered: 0, ended_on: null }]);
  });

  it('is received once where the same request comes again', async () => {
    const number = await toAll();
    const token = 'B'.repeat(22);
    const twice = await Promise.all([1, 2].map(() => place.take(number, 'town-01.head', 'confirm_receipt', {}, token)));
    expect(twice).toEqual([undefined, undefined]);
    expect(await place.take(number, 'town-01.head', 'confirm_receipt', {}, token)).toBeUndefined();
    expect(await receiptsOf(number)).toBe(1);
  });

  it('loses no receipt that was answered, and doubles none, where the database drops every connection in between', async () => {
    const number = await toAll();
    const cut = async (): Promise<void> => {
      for (let i = 0; i < 6; i += 1) {
        await new Promise((go) => setTimeout(go, 15));
        await place.town.superuser.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
      }
    };
    const confirmed = new Set<string>();
    const tryAll = () =>
      Promise.allSettled(
        BELOW.map(async (office) => {
          const refusal = await place.take(number, `${office}.head`);
          if (refusal === undefined || refusal.refused === 'already_done') confirmed.add(office);
        }),
      );
    await Promise.all([tryAll(), cut()]);
    await untilWell(place.town);
    const before = new Set(confirmed);
    const state = (await place.view(number)).state;
    for (const office of before) expect(state.offices.find((it) => it.office === office)?.receipt.answer).not.toBeNull();
    await tryAll();
    expect(confirmed.size).toBe(BELOW.length);
    expect(await receiptsOf(number)).toBe(BELOW.length);
  });

  it('has one page with the board of all of them, of no more than 20,000 bytes, for who issued it and for who received it', async () => {
    const number = await toAll();
    for (const office of BELOW.slice(0, 30)) await place.took(number, `${office}.handler`);
    for (const office of BELOW.slice(0, 12))
      await place.took(number, `${office}.head`, 'report_carried_out', { paper: '乡政〔2026〕112号', on: '2026-11-23', pages: 12 });
    for (const office of BELOW.slice(12, 20)) await place.took(number, `${office}.head`, 'say_nothing_to_do');
    const { get } = await place.browser('county.head');
    for (const lang of ['', '/en']) {
      const page = await get(`${lang}/desk/circular/${number}`);
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain(`/desk/circular/${number}/board.csv`);
      const others = [await get(`${lang}/desk/circular/${number}?board=2`), await get(`${lang}/desk/circular/${number}?board=3`)];
      for (const { body } of [page, ...others]) expect(weightOf(body)).toBeLessThan(20_000);
      const named = [page, ...others].flatMap(({ body }) =>
        [...body.matchAll(/<td data-head="(?:单位|Office)">[^<]*(town-\d\d)/g)].map((it) => it[1]),
      );
      expect(new Set(named)).toEqual(new Set(BELOW));
      // Who has not answered stands first.
      expect(named.slice(0, 3)).toEqual(['town-21', 'town-22', 'town-23']);
    }
    const sheet = await get(`/desk/circular/${number}/board.csv`);
    const lines = sheet.body.trim().split('\r\n');
    expect(lines.length).toBe(BELOW.length + 1);
    expect(lines[1]).toContain('乡政〔2026〕112号');
    // What came before stands on a page of the history of its own.
    const first = await get(`/desk/circular/${number}?history=1`);
    expect(first.body).toContain('已发出');
    const whole = await get(`/desk/circular/${number}/board`);
    expect(BELOW.every((office) => whole.body.includes(office))).toBe(true);
    for (const { body } of [first, whole, await get('/desk/circulars/new'), await get('/desk/circulars')])
      expect(weightOf(body)).toBeLessThan(20_000);
  });

  it('stands on the list of each that is silent the day after, late, and may still be received', async () => {
    const number = await toAll();
    for (const office of BELOW.slice(0, 32)) await place.took(number, `${office}.head`);
    const before = await place.listed('town-33.head');
    expect(before.filter((row) => row.number === number)).toMatchObject([{ kind: 'circular' }]);
    expect((await place.listed('housing.head')).filter((row) => row.number === number)).toEqual([]);
    place.town.setClock(DAY_AFTER);
    await place.town.tick();
    await sweep(place.town.service);
    expect((await rowsOf(number)).filter(({ status }) => status === 'late')).toEqual(
      ['town-33', 'town-34'].map((office) => ({ office, status: 'late', rule: 'circular.receipt' })),
    );
    const row = (await place.listed('town-33.handler')).find((it) => it.number === number);
    expect(row?.duties.map(({ rule, dueOn }) => [rule.id, dueOn])).toEqual([
      ['circular.receipt', '2026-11-27'],
      ['circular.carry', '2026-12-18'],
    ]);
    await place.took(number, 'town-33.handler');
    expect((await place.view(number, 'town-33.head')).owed.filter(({ kind }) => kind === 'confirm_receipt').length).toBe(1);
    const { rows } = await place.town.superuser.query(
      'select receipt_by::text, received_on::text from circular_office where matter = $1 and office = $2',
      [number, 'town-33'],
    );
    expect(rows).toEqual([{ receipt_by: '2026-11-27', received_on: '2026-11-28' }]);
    expect((await rowsOf(number)).find(({ office, rule }) => office === 'town-33' && rule === 'circular.receipt')?.status).toBe('met_late');
  });

  it('that is taken back owes nothing more, is seen by all, and keeps who was late', async () => {
    place.town.setClock(DAY_AFTER);
    const number = await place.issued({ ...sentTo(...BELOW), receipt_by: '2026-11-30' });
    for (const office of BELOW.slice(2)) await place.took(number, `${office}.head`);
    place.town.setClock('2026-12-02T02:00:00Z');
    await sweep(place.town.service);
    await place.took(number, 'county.head', 'take_back_circular', { reason: 'wrong_offices' });
    expect((await place.view(number)).owed).toEqual([]);
    expect((await rowsOf(number)).filter(({ status }) => status === 'met_late').map(({ office }) => office)).toEqual([
      'town-01',
      'town-02',
    ]);
    expect(await place.take(number, 'town-01.head')).toEqual({ refused: 'circular_taken_back' });
    expect((await place.listed('town-01.head')).filter((row) => row.number === number)).toEqual([]);
    const { get } = await place.browser('county.head');
    const { body } = await get(`/desk/circular/${number}`);
    for (const text of ['已收回：送错了单位', '一直没有签收2', '按时签收32']) expect(body).toContain(text);
  });

  it('leaves rows that follow from what happened', async () => {
    await sweep(place.town.service);
    await place.town.tick();
    expect((await reconcile(place.town.service)).findings).toEqual([]);
  });
});

describe('programs', () => {
  it('issue a circular, confirm its receipt and say what was carried out', async () => {
    const county = await place.program('county.head');
    const begun = await county('/api/v1/staff/circulars', {
      ...CIRCULAR_INPUT,
      paper: '青政办〔2026〕990号',
      receipt_by: '2026-12-10',
      carry_by: '2026-12-20',
    });
    expect(begun.statusCode).toBe(201);
    const { number } = begun.json<{ number: string }>();
    const housing = await place.program('housing.head');
    const steps = `/api/v1/staff/circulars/${number}/steps`;
    expect((await housing(steps, { command: 'confirm_receipt', input: { note: 'ok' } })).statusCode).toBe(422);
    expect((await housing(steps, { command: 'confirm_receipt', input: {} })).statusCode).toBe(200);
    const paper = { paper: '青建〔2026〕8号', on: '2026-12-01', pages: 2 };
    const told = await housing(steps, { command: 'report_carried_out', input: paper });
    expect(told.json()).toMatchObject({ number, stage: 'circular_issued' });
    expect(told.body).not.toContain('housing.head');
  });
});
