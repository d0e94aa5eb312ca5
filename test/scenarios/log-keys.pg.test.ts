import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMatter } from '../../features/grievances/server/file-matter.ts';
import { readBundle } from '../../features/grievances/server/read-matter.ts';
import { parsePolicy } from '../../kernel/log/policy.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { rotateKeyOf } from '../../server/commands/log/log-keys.ts';
import { speaking } from '../../server/commands/io.ts';
import { buildApp } from '../../server/app.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { listen } from '../../server/instance.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { askWitnesses } from '../../engine/log/ask-witnesses.ts';
import { copyOnce, openMirror } from '../../server/mirror/copy.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { verifyBundle } from '../support/verify-bundle.ts';
import { peerIn, runWitness, type RunningWitness } from '../support/witness.ts';
import { testFolder } from '../support/folder.ts';

let town: TestTown;
let witness: RunningWitness;
const folder = testFolder('mirror');
beforeAll(async () => {
  town = await openTown();
  // It knows the first key and is never told another.
  witness = await runWitness(town, [town.service.logKeys.checkpoint.key]);
  expect((await peerIn(town, witness.url, { name: 'library' })).code).toBe(0);
});
afterAll(async () => {
  await witness.close();
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

const rotate = async (options: object = {}) => {
  let said = '';
  const code = await speaking(true, { out: (line) => void (said += line), err: () => undefined }, (io) =>
    rotateKeyOf(town.service, options, io),
  );
  const facts: { readonly [fact: string]: unknown } = { ...(JSON.parse(said) as object), code }; // one object, by `speaking`
  return facts;
};
const file = async () => {
  const filed = await fileMatter(town.service, { fields: { subject: '灯', body: '不亮。' }, lang: 'zh-CN' }, { token: null });
  if (isRefusal(filed)) throw new Error(filed.refused);
  return filed;
};
const ticked = async () => {
  await town.tick();
  return (await askWitnesses(town.service)).get('library');
};
const bundleOf = async (number: string) => (await readBundle(town.service, number)) ?? {};
const signatures = () =>
  (
    Buffer.from(town.service.store.read('checkpoint') ?? [])
      .toString('utf8')
      .match(/^— /gm) ?? []
  ).length;
const mirrorBy = async (policy: string) => {
  const parsed = parsePolicy(hashing, policy);
  if (!parsed.ok) throw new Error(parsed.fault);
  return copyOnce(openMirror(folder), async (path) => town.service.store.read(path) ?? null, parsed.policy, town.now());
};

describe('the key of a log is replaced', () => {
  let before = '';
  let during = '';
  let oldBundle: object = {};
  let oldNumber = '';

  it('before: one key signs', async () => {
    oldNumber = (await file()).number;
    expect(await ticked()).toMatchObject({ ok: true });
    before = await policyText(town.service);
    oldBundle = await bundleOf(oldNumber);
    expect(signatures()).toBe(2);
    expect(await mirrorBy(before)).toMatchObject({ kind: 'grown' });
    expect(await rotate({ finish: true })).toMatchObject({ code: 1, problems: [{ code: 'log.rotation_none' }] });
  });

  it('during: both sign; witness, mirror and verifiers with the keys of before go on, and so does who has the new ones', async () => {
    const named = await rotate({ promise: true });
    expect(named).toMatchObject({ code: 0 });
    const { number, promise } = await file();
    expect(await ticked()).toMatchObject({ ok: true });
    during = await policyText(town.service);
    // Two keys of the log, and the witness.
    expect(signatures()).toBe(3);
    expect(during.match(/^log /gm)).toHaveLength(2);
    expect(during.match(/^# huiyin-promise /gm)).toHaveLength(2);
    for (const policy of [before, during]) expect(await mirrorBy(policy)).toMatchObject({ kind: policy === before ? 'grown' : 'current' });
    // A promise of the new key cannot be judged by the policy of before, and by that of now it is true.
    expect(promise).toContain('/promise');
    expect(await verifyBundle(await bundleOf(number), during)).toBe(0);
    expect(await verifyBundle(oldBundle, during)).toBe(0);
    expect(await verifyBundle(oldBundle, before)).toBe(0);
    expect(await verifyBundle(await bundleOf(oldNumber), before)).toBe(0);
    expect((await reconcile(town.service)).findings).toEqual([]);
    expect(await rotate()).toMatchObject({ code: 1, problems: [{ code: 'log.rotation_open' }] });
  });

  it('after: the old one signs no more and its file is gone; what it signed stays true', async () => {
    const done = await rotate({ finish: true });
    expect(done).toMatchObject({ code: 0, elsewhere: [] });
    expect(done['ended']).toHaveLength(2);
    expect(town.installation.keys.names()).not.toContain('log-1');
    expect(town.installation.keys.names()).toContain('log-1-2');
    const { number } = await file();
    // The witness that was never told is of no more use, and says so.
    expect(await ticked()).toEqual({ ok: false, reason: 'refused' });
    const after = await policyText(town.service);
    expect(signatures()).toBe(1);
    expect(await verifyBundle(oldBundle, after)).toBe(0);
    expect(await verifyBundle(oldBundle, before)).toBe(0);
    expect(await peerIn(town, undefined, { threshold: '0' })).toMatchObject({ code: 0 });
    const free = await policyText(town.service);
    expect(await verifyBundle(await bundleOf(number), free)).toBe(0);
    expect(await verifyBundle(await bundleOf(number), before)).not.toBe(0);
    expect(await mirrorBy(before)).toMatchObject({ kind: 'cannot_tell', code: 'not_signed' });
    expect(await mirrorBy(free)).toMatchObject({ kind: 'grown' });
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('can be replaced again', async () => {
    expect(await rotate()).toMatchObject({ code: 0 });
    await town.tick();
    expect(await rotate({ finish: true })).toMatchObject({ code: 0 });
    await town.tick();
    expect(town.installation.keys.names().filter((name) => name.startsWith('log-'))).toEqual(['log-1-3']);
    expect((await reconcile(town.service)).findings).toEqual([]);
  });

  it('a peer reads the card again, and goes on cosigning by the new key', async () => {
    const app = await buildApp(town.service);
    const other = await openTown();
    try {
      const url = await listen(app, 0);
      const namedThere = async () => (await other.service.jurisdiction('fresh')).peers.map(({ log }) => log);
      expect((await peerIn(other, url, { name: 'ours' })).code).toBe(0);
      const old = await namedThere();
      const { log } = await rotate();
      await town.service.jurisdiction('fresh');
      expect((await peerIn(other, url, { name: 'ours' })).lines.join()).toContain('peer_known');
      expect((await peerIn(other, url, { name: 'nobody', again: true })).lines.join()).toContain('peer_unknown');
      expect((await peerIn(other, witness.url, { name: 'ours', again: true })).lines.join()).toContain('peer_other');
      expect(await namedThere()).toEqual(old);
      expect((await peerIn(other, url, { name: 'ours', again: true })).code).toBe(0);
      expect(await namedThere()).toEqual([log]);
      expect((await other.service.jurisdiction()).quorum).toBe(1);
      expect(await rotate({ finish: true })).toMatchObject({ code: 0 });
    } finally {
      await app.close();
      await other.close();
    }
  });
});
