import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyText } from '../../engine/http/log-files.ts';
import type { Installation } from '../../engine/installation.ts';
import { bundleOf } from '../../engine/log/build-bundle.ts';
import { tick } from '../../engine/log/tick.ts';
import { openService } from '../../engine/service.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep } from '../../engine/staff-entity.ts';
import { HAZARD } from '../../features/hazards/domain/vocabulary.ts';
import { hazards } from '../../features/hazards/server/hazards.ts';
import { makeHazardPaper, papersOfEvent } from '../../features/hazards/server/papers.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { openInstallation } from '../../server/instance.ts';
import { sweep } from '../../server/loops/sweep.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { verifyBundle } from '../../verifier/check/verify.ts';
import { hasDebianPostgres, startDebianPostgres } from '../support/debian-postgres.ts';
import { testFolder } from '../support/folder.ts';
import { setUpCounty } from '../support/installation.ts';
import { member } from '../support/sign-in.ts';
import { publishPack } from '../support/towns/staff-town.ts';
import { wants } from '../support/wants.ts';

const NO = { no_photo: '没有带相机' };

/** What people do and when, and what time alone opens: `late` names the rules that are late on that day and were not the day before. */
type Part =
  | { readonly at: string; readonly post: string; readonly name: string; readonly input?: JsonObject }
  | { readonly day: string; readonly late: readonly string[] };

const does = (at: string, post: string, name: string, input?: JsonObject): Part => ({ at, post, name, ...(input ? { input } : {}) });
const time = (day: string, ...late: readonly string[]): Part => ({ day, late });

const FIVE = { measures: '开一个门', money: '十万元', by: '2026-12-18', meanwhile: '限制人数', standard: '净宽1.4米' };
const PLAN = { goals: '加一个出口', methods: '开墙', money: '十万元', people: '基建科', by: '2026-12-17', safety: '限流，有人值守' };

/** Everything that can become of a major one, by people and by time alone; every edge of the machine is in it or in edges.test.ts. */
const LIFE: readonly Part[] = [
  time('2026-11-24', 'hazard.grade'),
  does('2026-11-24T03:00', 'housing.handler', 'refer', { office: 'water', reason: '归水务管' }),
  time('2026-12-02', 'hazard.referral'),
  does('2026-12-02T03:00', 'water.head', 'return_referral', { reason: '不归水务管' }),
  does('2026-12-02T04:00', 'housing.handler', 'grade', { grade: 'major', cites: 'gb35181.goods', criterion: '存放烟花' }),
  does('2026-12-02T05:00', 'housing.handler', 'stop_use', { stops: 'part', words: '二层停业' }),
  does('2026-12-02T05:10', 'housing.handler', 'set_guard', { until: '2026-12-31', words: '门边有人' }),
  time('2026-12-03', 'hazard.order.major'),
  time('2026-12-04', 'hazard.major.report'),
  does('2026-12-04T03:00', 'housing.handler', 'report_up', { cause: '存放烟花', harm: '会爆炸', proposal: '清走' }),
  does('2026-12-04T03:10', 'housing.head', 'order', { mender: 'water', acceptor: 'letters', ...FIVE }),
  time('2026-12-08', 'hazard.guard'),
  does('2026-12-08T03:00', 'water.handler', 'set_guard', { until: '2026-12-31', words: '还有人' }),
  does('2026-12-08T03:10', 'water.handler', 'make_plan', PLAN),
  time('2026-12-12', 'hazard.listing'),
  does('2026-12-12T03:00', 'county.head', 'list', { reason: '人多' }),
  does('2026-12-12T03:05', 'county.handler', 'press_above', { words: '请按期' }),
  does('2026-12-14T03:00', 'county.handler', 'publish_listing', { public_what: '存放烟花爆竹', public_where: '东市场' }),
  does('2026-12-14T04:00', 'water.handler', 'ask_extension', { until: '2026-12-22', reason: '运力不够' }),
  does('2026-12-14T05:00', 'housing.head', 'grant_extension', { until: '2026-12-22', reason: '可以' }),
  does('2026-12-15T03:00', 'water.handler', 'ask_extension_above', { until: '2026-12-30', reason: '还差一车' }),
  does('2026-12-15T04:00', 'county.head', 'refuse_extension', { reason: '不可以' }),
  does('2026-12-15T05:00', 'water.handler', 'tell_progress', { told: '清走了一半' }),
  time('2026-12-23', 'hazard.mend'),
  does('2026-12-23T03:00', 'housing.handler', 'press', { words: '马上' }),
  does('2026-12-23T04:00', 'water.handler', 'report_mended', { words: '清走了', ...NO }),
  does('2026-12-24T03:00', 'county.inspector', 'return_mend', { by: '2026-12-29', reason: '还有两箱' }),
  does('2026-12-28T03:00', 'water.handler', 'report_mended', { words: '都清走了', ...NO }),
  does('2026-12-29T03:00', 'county.inspector', 'accept_mend', { words: '合格', ...NO }),
  does('2026-12-29T04:00', 'water.handler', 'ask_resume', { words: '可以用了' }),
  does('2026-12-29T05:00', 'housing.head', 'resume_use', { words: '可以' }),
  does('2026-12-29T06:00', 'county.head', 'end_listing'),
  does('2026-12-29T07:00', 'housing.head', 'delist'),
  does('2026-12-30T03:00', 'county.inspector', 'reopen', { reason: '又放了两箱' }),
  does('2026-12-30T04:00', 'housing.head', 'order', { mender: 'water', acceptor: 'letters', ...FIVE, by: '2026-12-31' }),
];

const liveThrough = async (installation: Installation): Promise<void> => {
  let now = instant(Date.parse('2026-11-10T01:00:00Z'));
  const at = (iso: string): void => {
    now = instant(Date.parse(iso));
  };
  await setUpCounty(installation, now);
  const { pools, keys, dataDirectory } = installation;
  const service = await openService({ id: 1, pools, keys, dataDirectory, clock: () => now, tickMs: 1000 });
  await publishPack({ service, now: () => now }, HAZARD, 'fire-order', false);
  await tick(service);
  at('2026-11-20T02:00:00Z');
  await sweep(service);
  await service.jurisdiction('fresh');
  const found = await beginStaffEntity(service, hazards, member('housing.handler'), {
    source: 'supervision',
    danger: 'fire',
    what: '存放烟花爆竹',
    spot: '东市场',
  });
  if (isRefusal(found)) throw new Error(JSON.stringify(found));
  const number = found;
  const view = async () => {
    const seen = await readStaffEntity(service, hazards, number, member('housing.head'));
    if (!seen || isRefusal(seen)) throw new Error('not seen');
    return seen;
  };
  const late = async (): Promise<readonly string[]> => {
    await sweep(service);
    return (await view()).entries.filter(({ event }) => event.type === 'deadline_passed').map(({ event }) => String(event.data['rule']));
  };
  let passed: readonly string[] = [];
  for (const part of LIFE) {
    if ('name' in part) {
      at(`${part.at}:00Z`);
      const { name, input = {} } = part;
      expect([name, await takeStaffStep(service, hazards, number, member(part.post), { name, input })]).toEqual([name, undefined]);
      continue;
    }
    // The last second of the day before, there, and the first of the day.
    at(`${part.day}T00:00:00+08:00`);
    now = instant(now - 1000);
    const before = await late();
    expect([part.day, before.filter((rule) => part.late.includes(rule) && !passed.includes(rule))]).toEqual([part.day, []]);
    at(`${part.day}T00:00:00+08:00`);
    passed = await late();
    expect([part.day, part.late.filter((rule) => !passed.includes(rule))]).toEqual([part.day, []]);
    // What another office has let pass is for the office above from that second on.
    const open = (await view()).owed.map((it) => it.rule);
    const isTakenUp = open.some((rule) => rule.startsWith('hazard.oversee'));
    expect([part.day, isTakenUp || part.late.includes('hazard.listing')]).toEqual([part.day, true]);
  }
  await tick(service);
  const last = await view();
  const papers = last.entries.flatMap(({ event }) => papersOfEvent(event.type).map((paper) => `${paper}-0-${event.n}`));
  expect(new Set(papers.map((id) => id.split('-')[0])).size).toBe(9);
  for (const id of papers)
    for (const lang of ['zh-CN', 'en'] as const) {
      const paper = await makeHazardPaper(service, last, id, lang);
      expect([id, paper?.number === '' || paper === undefined, paper?.blocks.length]).toEqual([id, false, expect.any(Number)]);
    }
  const bundle = await bundleOf(service, number);
  const ports = { hashing: nodeHashing, verifying: nodeVerifying };
  const verdict = verifyBundle({ bundleText: JSON.stringify(bundle), policyText: await policyText(service), ports });
  expect(verdict.verdict).toBe('true');
  expect(verdict.events.length).toBe(last.entries.length);
  expect((await reconcile(service)).findings).toEqual([]);
};

const within = async (url: string | undefined): Promise<void> => {
  const folder = testFolder('hazard-life');
  const installation = await openInstallation(join(folder, 'data'), url);
  try {
    await liveThrough(installation);
  } finally {
    await installation.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('a major hazard by people and by time alone: each duty of the office above opens on the day after, not the day before', () => {
  it('on the embedded server: verify says true, reconcile finds nothing', () => within(undefined));

  it.runIf(hasDebianPostgres())("on Debian's PostgreSQL 15 by DATABASE_URL", wants('postgres15'), async () => {
    const debian = await startDebianPostgres();
    try {
      await within(debian.url);
    } finally {
      await debian.stop();
    }
  });
});
