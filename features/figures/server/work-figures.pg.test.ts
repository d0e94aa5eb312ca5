import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMs, instant } from '../../../kernel/calendar/instant.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { buildApp } from '../../../server/app.ts';
import { fillDemo } from '../../../server/demo/fill.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { reconcile } from '../../../server/reconcile/reconcile.ts';
import { openTown, type TestTown } from '../../../test/support/installation.ts';
import type { FiguresDocument, OfficeFigures } from '../domain/document.ts';
import { firstDayOf, monthOf, plusMonths } from '../domain/month.ts';
import { WORK_STAGES, type WorkStage } from '../domain/stage.ts';
import { readNewestFigures } from './figures.ts';

let town: TestTown;
let document: FiguresDocument;

beforeAll(async () => {
  town = await openTown({ at: new Date().toISOString(), setUp: (it) => fillDemo(it, 1000, () => undefined) });
  const { zone } = await town.service.jurisdiction();
  // The month in which the demo is made, once it is over.
  const month = monthOf(dateIn(town.now(), zone));
  town.setClock(new Date(addMs(startOfDay(firstDayOf(plusMonths(month, 1)), zone), 3_600_000)).toISOString());
  await sweep(town.service);
  const newest = (await town.service.read((tx) => readNewestFigures(tx, 1)))[0];
  if (newest?.month !== month) throw new Error(`the newest figures are of ${String(newest?.month)}`);
  document = newest;
}, 240_000);
afterAll(async () => {
  await town.close();
});

const of = (office: string, stage: WorkStage): OfficeFigures['stages'][WorkStage] =>
  document.offices.find((one) => one.office === office)?.stages[stage];
const rows = async (sql: string): Promise<readonly { office: string; kept: number; late: number }[]> => {
  const { zone } = await town.service.jurisdiction();
  const [from, to] = [startOfDay(firstDayOf(document.month), zone), startOfDay(firstDayOf(plusMonths(document.month, 1)), zone)];
  const said = (at: number): string => new Date(instant(at)).toISOString();
  return (await town.superuser.query<{ office: string; kept: number; late: number }>(sql, [said(from), said(to)])).rows;
};

/** The same by another way: what each part is, in one statement of its own over the rows that reconcile holds against the events. */
const BY_ROWS: { readonly [stage in WorkStage]?: string } = {
  reports: `select o.office, count(*) filter (where o.status = 'met')::int as kept, count(*) filter (where o.status <> 'met')::int as late
    from obligation o join entity e on e.entity = o.matter and e.kind = 'incident' where o.nature = 'duty' and o.status <> 'not_needed' and o.due_at > $1 and o.due_at <= $2
    and (o.rule like '%.head' or o.rule like '%.others' or o.rule like 'incident.first' or o.rule like 'incident.written' or o.rule like 'incident.again%' or o.rule = 'incident.toll' or o.rule = 'incident.final' or o.rule = 'incident.further') group by 1`,
  shifts: `select s.office, count(*) filter (where holder is not null and begins::date >= published_on)::int as kept, count(*) filter (where holder is null or published_on is null or begins::date < published_on)::int as late
    from duty_seat s join roster r using (matter) where ends > $1 and ends <= $2 and not dropped group by 1`,
};

describe('the sheet of an office beside the figures of matters', () => {
  it('tells of hazards for every office, and of what each office has to keep for those that have it', () => {
    for (const it of document.offices) expect([it.office, it.stages.hazards !== undefined]).toEqual([it.office, true]);
    const told = WORK_STAGES.filter((stage) => document.offices.some((it) => it.stages[stage]));
    // The demo has sites with slots, returns, duty, incidents and conferences.
    for (const stage of ['hazards', 'checks', 'returns', 'shifts', 'rosters', 'decisions'] as const) expect(told).toContain(stage);
    // Something was not kept, and is told exactly.
    expect(document.offices.some((it) => (it.stages.checks?.month.late ?? 0) > 0)).toBe(true);
  });

  it('agrees with what the rows say, late ones exactly and kept ones within what is told', async () => {
    for (const [stage, sql] of Object.entries(BY_ROWS) as [WorkStage, string][])
      for (const { office, kept, late } of await rows(sql)) {
        const month = of(office, stage)?.month;
        expect([stage, office, month?.late]).toEqual([stage, office, late]);
        const range = month?.kept;
        expect(!range || (kept >= range.from && (range.to === null || kept <= range.to))).toBe(true);
      }
  });

  it('is counted again by reconcile, which names what was made up and what was changed afterwards', async () => {
    const found = async (): Promise<readonly string[]> =>
      (await reconcile(town.service)).findings.filter((it) => it.code === 'figures').map((it) => `${it.where}: ${it.what}`);
    expect(await found()).toEqual([]);
    const office = document.offices.find((it) => (it.stages.checks?.month.late ?? 0) > 0)?.office ?? '';
    const { rows: stored } = await town.superuser.query<{ document: Buffer }>('select document from figure where month = $1', [
      document.month,
    ]);
    const good = stored[0]?.document;
    const made = JSON.parse(good?.toString('utf8') ?? '{}') as {
      offices: { office: string; stages: { checks?: { month: { late: number } } } }[];
    };
    for (const it of made.offices) if (it.office === office && it.stages.checks) it.stages.checks.month.late = 0;
    await town.superuser.query('update figure set document = $1 where month = $2', [Buffer.from(JSON.stringify(made)), document.month]);
    expect(await found()).toContain(`figure ${document.month}/${office}/checks: late`);
    await town.superuser.query('update figure set document = $1 where month = $2', [good, document.month]);
    expect(await found()).toEqual([]);
  });

  it('stands on the page of the office and beside all others, without a mark, a rank or a word about persons', async () => {
    const app = await buildApp(town.service);
    const all = (await app.inject({ url: '/en/figures' })).body;
    expect(all).toContain('Places, duty and reports');
    const ids = document.offices.map((it) => all.lastIndexOf(`/en/figures/${it.office}"`));
    // In the order of the tree, whatever the figures say.
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    const office = document.offices.find((it) => it.stages.checks)?.office ?? '';
    for (const [url, words] of [
      [`/figures/${office}`, ['场所、值班和报告', '检查、巡查', '隐患按期整改']],
      [`/en/figures/${office}`, ['Places, duty and reports', 'Checks and patrols', 'Hazards mended by their day']],
    ] as const) {
      const { body } = await app.inject({ url });
      for (const word of words) expect(body).toContain(word);
      expect(body).not.toMatch(/排名第|得分|score:|rank:/);
    }
    await app.close();
  });
});
