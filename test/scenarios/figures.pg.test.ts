import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { parsePublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import { buildApp } from '../../server/app.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openTown, PEOPLE, type TestTown } from '../support/installation.ts';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import type { FiguresDocument } from '../../features/figures/domain/document.ts';
import { freezeMonths } from '../../features/figures/server/freeze-months.ts';

let town: TestTown;
let app: FastifyInstance;

beforeAll(async () => {
  town = await openTown({ at: '2026-06-01T02:00:00Z', withStaff: true });
  app = await buildApp(town.service);
});
afterAll(async () => {
  await app.close();
  await town.close();
});

let filed = 0;
const file = async (at: string): Promise<string> => {
  town.setClock(at);
  filed += 1;
  const answer = await fileMatter(
    town.service,
    { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' },
    { token: `figures-${filed}` },
  );
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer.number;
};
const step = async (matter: string, at: string, who: keyof typeof PEOPLE, name: string, input = {}): Promise<void> => {
  town.setClock(at);
  const refusal = await takeStep(town.service, matter, PEOPLE[who], { name, input });
  if (refusal) throw new Error(`${name}: ${JSON.stringify(refusal)}`);
};
const REPLY = { outcome: 'explained', facts: '查过。', opinion: '说明。' };

/** Twelve matters of June answered in time, one late, one withdrawn unanswered, one never; all registered late but the first. */
const fill = async (): Promise<void> => {
  const all: string[] = [];
  for (let i = 0; i < 15; i += 1) all.push(await file('2026-06-01T02:00:00Z'));
  for (const matter of all) await step(matter, '2026-06-02T02:00:00Z', 'desk', 'register', { office: 'housing' });
  for (const matter of all) await step(matter, '2026-06-03T02:00:00Z', 'handler', 'accept');
  for (const matter of all.slice(0, 12)) await step(matter, '2026-06-20T02:00:00Z', 'handler', 'reply', REPLY);
  await step(all[12] ?? '', '2026-07-01T02:00:00Z', 'filer', 'ask_withdrawal');
  await step(all[13] ?? '', '2026-08-20T02:00:00Z', 'handler', 'reply', REPLY);
  // Nobody registers this one.
  await file('2026-06-05T02:00:00Z');
};

interface List {
  readonly months: readonly { readonly month: string; readonly sha256: string; readonly document: string }[];
}
const list = async (): Promise<List> => (await app.inject({ url: '/figures.json' })).json();
const of = (it: List, month: string, office: string) => {
  const row = it.months.find((one) => one.month === month);
  // The documented shape.
  return (JSON.parse(row?.document ?? '{"offices":[]}') as FiguresDocument).offices.find((one) => one.office === office)?.stages;
};

describe('the figures of a month', () => {
  it('are not there before the first month has closed, and the page says so', async () => {
    await fill();
    town.setClock('2026-06-10T02:00:00Z');
    expect(await freezeMonths(town.service)).toEqual([]);
    expect((await app.inject({ url: '/figures' })).body).toContain('还没有数字');
    expect((await list()).months).toEqual([]);
  });

  it('are published once, when it has closed: kept in a range, every breach exact, a withdrawal as unanswered', async () => {
    town.setClock('2026-09-01T02:00:00Z');
    await sweep(town.service);
    await town.tick();
    const it = await list();
    expect(it.months.map((one) => one.month)).toEqual(['2026-06', '2026-07', '2026-08']);
    expect(of(it, '2026-06', 'housing')?.notice).toEqual({
      month: { kept: { from: 10, to: 49 }, late: 0 },
      year: { kept: { from: 15, to: 19 }, late: 0, medianDays: { from: 0, to: 3 } },
    });
    // Registering is owed by who had the matter when it came in: the one that nobody registered is the desk's.
    expect(of(it, '2026-06', 'letters')?.notice?.month).toEqual({ kept: { from: 10, to: 49 }, late: 2 });
    // Accepted on 3 June, due on 2 August, a Sunday: on the 3rd.
    expect(of(it, '2026-08', 'housing')?.answer).toEqual({
      month: { kept: { from: 10, to: 49 }, late: 3 },
      year: { kept: { from: 10, to: 14 }, late: 3, medianDays: { from: 16, to: 30 } },
    });
    expect(of(it, '2026-07', 'housing')?.answer?.month).toEqual({ kept: { from: 0, to: 9 }, late: 0 });
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('are what the public record names: the hash of exactly these bytes, with a leaf in the log', async () => {
    const record: { events: { payload: string }[] } = (await app.inject({ url: '/record.json' })).json();
    const events = record.events.flatMap((row) => parsePublicEvent(Buffer.from(row.payload)) ?? []);
    const told = events.filter((event) => event.type === 'figures_published').map((event) => event.data);
    const { months } = await list();
    expect(told).toEqual(months.map(({ month, sha256 }) => ({ document: sha256, month })));
    for (const one of months) expect(createHash('sha256').update(one.document).digest('hex')).toBe(one.sha256);
  });

  it('stay as they are, whatever happens later and however often it is tried', async () => {
    const before = await list();
    const late = await file('2026-06-07T02:00:00Z');
    await step(late, '2026-06-08T02:00:00Z', 'desk', 'register', { office: 'housing' });
    town.setClock('2026-09-05T02:00:00Z');
    await Promise.all([freezeMonths(town.service), freezeMonths(town.service)]);
    expect(await list()).toEqual(before);
    town.setClock('2026-10-05T02:00:00Z');
    const [a, b] = await Promise.all([freezeMonths(town.service), freezeMonths(town.service)]);
    expect([...a, ...b]).toEqual(['2026-09']);
    expect((await list()).months.slice(0, 3)).toEqual(before.months);
  });

  it('reconcile names a figure that was changed, one that is missing, and one that the events do not give', async () => {
    const codes = async (): Promise<readonly string[]> =>
      (await reconcile(town.service)).findings.filter((it) => it.code === 'figures').map((it) => `${it.where}: ${it.what}`);
    // The matter above came in with a date of before: exactly what its months no longer agree with is named.
    expect((await codes()).every((it) => /^figure 2026-0[67]\/(housing|letters)\//.test(it))).toBe(true);
    const good = (await town.superuser.query<{ document: Buffer }>("select document from figure where month = '2026-08'")).rows[0]
      ?.document;
    const text = good?.toString('utf8') ?? '';
    await town.superuser.query("update figure set document = $1 where month = '2026-08'", [
      Buffer.from(text.replaceAll('"late":3', '"late":0')),
    ]);
    const found = await codes();
    expect(found).toContain('figure 2026-08: document');
    expect(found).toContain('figure 2026-08/housing/answer: late');
    expect(found).toContain('figure 2026-09: previous');
    await town.superuser.query("update figure set document = $1 where month = '2026-08'", [good]);
    await town.superuser.query("create table kept as select * from figure where month = '2026-08'");
    await town.superuser.query("delete from figure where month = '2026-08'");
    expect(await codes()).toContain('figure 2026-08: row is missing');
    await town.superuser.query('insert into figure select * from kept');
  });

  it('are the same for staff as for everybody, and no page or file takes anything that could narrow them', async () => {
    for (const url of ['/figures', '/en/figures', '/figures/housing', '/figures.csv', '/figures.json']) {
      const open = await app.inject({ url });
      expect(open.statusCode, url).toBe(200);
      const asked = await app.inject({ url: `${url}?from=2026-06-01&office=housing`, headers: { cookie: 'huiyin_staff=anything' } });
      expect(asked.body, url).toBe(open.body);
    }
    expect((await app.inject({ url: '/figures/nobody' })).statusCode).toBe(404);
  });
});
