import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readBundle, readForFiler } from '../../features/grievances/server/read-matter.ts';
import { takeStep } from '../../features/grievances/server/take-step.ts';
import { instant } from '../../kernel/calendar/instant.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { openInstallation } from '../../server/instance.ts';
import type { Installation } from '../../engine/installation.ts';
import { tick } from '../../engine/log/tick.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openService } from '../../engine/service.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { verifyBundle } from '../../verifier/check/verify.ts';
import { hasDebianPostgres, startDebianPostgres } from '../support/debian-postgres.ts';
import { PEOPLE, setUpCounty } from '../support/installation.ts';
import { wants } from '../support/wants.ts';
import { testFolder } from '../support/folder.ts';

/** Lives through one matter to the decision of the office above, then checks everything that can be checked. */
const liveThrough = async (installation: Installation): Promise<void> => {
  let now = instant(Date.parse('2026-09-28T02:00:00Z'));
  await setUpCounty(installation, now);
  const service = await openService({
    id: 1,
    pools: installation.pools,
    keys: installation.keys,
    dataDirectory: installation.dataDirectory,
    clock: () => now,
    tickMs: 1000,
  });
  const at = (iso: string): void => {
    now = instant(Date.parse(iso));
  };
  const filed = await fileMatter(
    service,
    { fields: { subject: '路灯不亮', body: '和平街的路灯三周不亮。', place: '和平街', ask: '修好' }, lang: 'zh-CN' },
    { token: 'form-token-1' },
  );
  if (isRefusal(filed)) throw new Error(filed.refused);
  const step = (who: (typeof PEOPLE)[keyof typeof PEOPLE], name: string, input = {}) =>
    takeStep(service, filed.number, who, { name, input });
  expect(await step(PEOPLE.desk, 'register', { office: 'housing' })).toBeUndefined();
  at('2026-10-09T02:00:00Z');
  expect(await step(PEOPLE.handler, 'accept')).toBeUndefined();
  at('2026-11-20T02:00:00Z');
  expect(
    await step(PEOPLE.handler, 'reply', {
      outcome: 'supported',
      facts: '三盏灯线路断开。',
      opinion: '已修复。',
      basis: '城市照明管理规定',
    }),
  ).toBeUndefined();
  expect(await step(PEOPLE.filer, 'open_notice', { notice: 'reply' })).toBeUndefined();
  expect(await step(PEOPLE.filer, 'ask_review', { words: '又坏了一盏。' })).toBeUndefined();
  expect(await step(PEOPLE.above, 'decide_review', { outcome: 'changed', opinion: '责成再次检修。' })).toBeUndefined();
  await tick(service);

  const view = await readForFiler(service, filed.number);
  expect(view?.state.history.map((event) => event.type)).toEqual([
    'filed',
    'registered',
    'accepted',
    'replied',
    'notice_opened',
    // All of it happens at one instant here; then the stream below stands before the one above.
    'review_notified',
    'review_asked',
    'review_decided',
  ]);
  expect(view?.stages.filter((stage) => stage.status === 'met').map((stage) => stage.rule.id)).toEqual([
    'petition.bureau.route',
    'petition.direct.notice',
    'petition.decide',
    'petition.review.ask',
    'petition.review.decide',
  ]);
  const bundle = await readBundle(service, filed.number);
  const verdict = verifyBundle({
    bundleText: JSON.stringify(bundle),
    policyText: await policyText(service),
    ports: { hashing: nodeHashing, verifying: nodeVerifying },
  });
  expect(verdict.verdict).toBe('true');
  expect(verdict.events.every((event) => event.index !== null)).toBe(true);
  const { checked, findings } = await reconcile(service);
  expect(findings).toEqual([]);
  expect(checked).toMatchObject({ matters: 1, events: 8, leaves: 16 });
};

const within = async (url: string | undefined): Promise<void> => {
  const folder = testFolder('scenario');
  const installation = await openInstallation(join(folder, 'data'), url);
  try {
    await liveThrough(installation);
  } finally {
    await installation.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('a matter from its filing to the decision of the office above: verify says true, reconcile finds nothing', () => {
  it('on the embedded server', () => within(undefined));

  it.runIf(hasDebianPostgres())("on Debian's PostgreSQL 15 by DATABASE_URL", wants('postgres15'), async () => {
    const debian = await startDebianPostgres();
    try {
      await within(debian.url);
    } finally {
      await debian.stop();
    }
  });
});
