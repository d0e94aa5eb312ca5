import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readForFiler } from '../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { openTown, PEOPLE, type TestTown } from '../../test/support/installation.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openService, type Service } from '../service.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { isUsable } from '../../kernel/jurisdiction/definitions.ts';
import { loadYear } from './load-year.ts';
import { readPublicStream } from './public-stream.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ at: '2026-12-10T02:00:00Z' });
});
afterAll(() => town.close());

/** As another process sees the jurisdiction after a change. */
const again = (): Promise<Service> => {
  const { pools, keys, dataDirectory } = town.installation;
  return openService({ id: 1, pools, keys, dataDirectory, clock: town.now, tickMs: 1000 });
};

// A made-up list: what matters is that 8 February 2027, a Monday, is a holiday.
const LIST = { year: 2027, source: 'a list of the test', holidays: ['2027-01-01', '2027-02-08', '2027-02-09'], makeUpDays: ['2027-02-20'] };

describe('the list of a year that was not loaded', () => {
  it('makes provisional dates sure, moves them by its holidays, and leaves confirmed ones alone', async () => {
    const filed = await fileMatter(
      town.service,
      { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' },
      { token: 'year-1-abcdefgh' },
    );
    if (isRefusal(filed)) throw new Error(filed.refused);
    await takeStep(town.service, filed.number, PEOPLE.desk, { name: 'register', input: { office: 'housing' } });
    await takeStep(town.service, filed.number, PEOPLE.handler, { name: 'accept', input: {} });
    const due = async (service: Service) =>
      (await readForFiler(service, filed.number))?.stages
        .filter((stage) => stage.status !== 'to_come')
        .map((stage) => [stage.rule.id, stage.due, stage.provisional]);
    const before = await due(town.service);
    // 60 days from 10 December 2026 end on 8 February 2027.
    expect(before).toContainEqual(['petition.decide', '2027-02-08', true]);

    await town.service.read(async (tx) => expect(await loadYear(tx, LIST, town.now())).toEqual([]));
    await town.tick();
    // In a checkpoint, but not yet for seven days (G1).
    town.setClock('2026-12-17T01:59:59.999Z');
    await sweep(town.service);
    expect(await due(await again())).toEqual(before);

    town.setClock('2026-12-17T02:00:00Z');
    await sweep(town.service);
    const service = await again();
    expect(await due(service)).toContainEqual(['petition.decide', '2027-02-10', false]);
    const after = await due(service);
    for (const stage of before?.filter(([, , provisional]) => provisional === false) ?? []) expect(after).toContainEqual(stage);
    expect(
      (
        await town.superuser.query(
          "select 1 from obligation where provisional and status in ('open', 'pending', 'late') and due_on < '2028-01-01'",
        )
      ).rowCount,
    ).toBe(0);
    await town.tick();
    expect((await reconcile(service)).findings).toEqual([]);
  });

  it('is what later events cite, while the matter stays bound to what it was filed under', async () => {
    const service = await again();
    const number = (await town.superuser.query<{ matter: string }>('select matter from matter')).rows[0]?.matter ?? '';
    await takeStep(service, number, PEOPLE.handler, { name: 'reply', input: { outcome: 'supported', facts: '是。', opinion: '好。' } });
    const cited = await town.superuser.query<{ version: number; newer: boolean }>(
      'select e.version, e.calendar <> m.calendar as newer from event e join matter m using (jurisdiction, matter) order by e.version',
    );
    expect(cited.rows.map((row) => row.newer)).toEqual([false, false, false, true]);
    await town.tick();
    expect((await reconcile(service)).findings).toEqual([]);
  });

  it('is refused a second time, and changes nothing', async () => {
    const problems = await town.service.read((tx) => loadYear(tx, LIST, town.now()));
    expect(problems.map((problem) => problem.code)).toEqual(['calendar.year.loaded']);
    expect((await town.superuser.query("select 1 from definition where kind = 'calendar'")).rowCount).toBe(2);
  });

  it('is corrected by a list that says so: one that does not count yet never will, and confirmed dates stay', async () => {
    const calendars = async () =>
      (await again()).read(async (tx) => (await readPublicStream(tx)).windows.filter((window) => window.kind === 'calendar'));
    const load = (list: typeof LIST, supersedes = false) => town.service.read((tx) => loadYear(tx, list, town.now(), supersedes));
    const other = { ...LIST, year: 2028, holidays: ['2028-01-03'], makeUpDays: [] };
    expect((await load(other, true)).map((problem) => problem.code)).toEqual(['calendar.year.not_loaded']);
    const wrong = { ...other, holidays: ['2028-01-04'] };
    expect(await load(wrong)).toEqual([]);
    expect(await load(other, true)).toEqual([]);
    await town.tick();
    const stages = async () =>
      (await town.superuser.query('select matter, rule, due_on from obligation where not provisional order by 1, 2, 3')).rows;
    const before = await stages();
    town.setClock('2026-12-25T02:00:00Z');
    await sweep(town.service);
    const [, , early, corrected] = await calendars();
    expect([early && isUsable(early, town.now()), corrected && isUsable(corrected, town.now())]).toEqual([false, true]);
    const it = await (await again()).jurisdiction();
    const newest = it.calendars.get(corrected?.hash ?? '');
    expect([newest?.years.has(2028), newest?.holidays.has('2028-01-03' as never), newest?.holidays.has('2028-01-04' as never)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(newest?.holidays.has('2027-02-08' as never)).toBe(true); // the other years are as they were
    for (const row of before) expect(await stages()).toContainEqual(row);
    // A year that counts already, too: what was confirmed by it stays where it is.
    expect(await load({ ...LIST, holidays: ['2027-01-01', '2027-02-11'] }, true)).toEqual([]);
    await town.tick();
    town.setClock('2027-01-02T02:00:00Z');
    await sweep(town.service);
    for (const row of before) expect(await stages()).toContainEqual(row);
    await town.tick();
    expect((await reconcile(await again())).findings).toEqual([]);
  });
});
