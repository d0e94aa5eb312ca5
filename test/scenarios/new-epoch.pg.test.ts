import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readBundle } from '../../features/grievances/server/read-matter.ts';
import { rotateKeyOf } from '../../server/commands/log/log-keys.ts';
import { buildApp } from '../../server/app.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { askWitnesses } from '../../engine/log/ask-witnesses.ts';
import { putAside } from '../../engine/log/new-epoch.ts';
import { tick } from '../../engine/log/tick.ts';
import { LogFork } from '../../engine/log/trouble.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { factsOf, fileIn, newEpochIn, reopen } from '../support/log-towns.ts';
import { verifyBundle } from '../support/verify-bundle.ts';
import { peerIn, runWitness } from '../support/witness.ts';

let town: TestTown;
beforeEach(async () => {
  town = await openTown();
});
afterEach(async () => {
  await town.close();
});
const bundleOf = async (service: TestTown['service'], number: string) => (await readBundle(service, number)) ?? {};

it('a stolen key: the log is closed, a new one commits to the last witnessed head, and every proof goes on', async () => {
  const witness = await runWitness(town, [town.service.logKeys.checkpoint.key]);
  try {
    await peerIn(town, witness.url, { name: 'library', threshold: '1' });
    const { number } = await fileIn(town.service);
    await town.tick();
    await askWitnesses(town.service);
    const [kept, policy] = [await bundleOf(town.service, number), await policyText(town.service)];
    // A key was replaced before, and one tick was not witnessed.
    await factsOf((io) => rotateKeyOf(town.service, {}, io));
    await town.tick();
    await factsOf((io) => rotateKeyOf(town.service, { finish: true }, io));
    const late = await fileIn(town.service);
    await town.tick();

    const done = await newEpochIn(town, 'key-stolen');
    expect(done).toMatchObject({ code: 0, before: { size: 24 }, witnessed: { size: 8, by: ['library'] } });
    const service = await reopen(town);
    expect((await reconcile(service)).findings).toEqual([]);
    // Peers go on knowing our witness.
    expect(service.witness.key).toEqual(town.service.witness.key);
    const now = await policyText(service);
    expect(now.match(/^log /gm)).toHaveLength(3);
    expect(await verifyBundle(kept, policy)).toBe(0);
    expect(await verifyBundle(kept, now)).toBe(0);
    await peerIn(town, undefined, { threshold: '0' });
    const free = await reopen(town);
    for (const one of [number, late.number]) expect(await verifyBundle(await bundleOf(free, one), await policyText(free))).toBe(0);

    const names = town.installation.keys.names().filter((name) => /^(log|promise)-/.test(name));
    expect(names).toEqual(['log-1-3', 'promise-1-2']);
    expect(town.installation.keys.readText('closed-0-heads-1.json')).toContain('"size":24');
    expect(existsSync(join(town.installation.dataDirectory, 'log', '1-closed-0', 'checkpoint'))).toBe(true);
    const app = await buildApp(service);
    const record = (await app.inject('/record.json')).body;
    expect(record).toContain('key_stolen');
    expect((await app.inject('/en/record')).body).toContain('A new log begun');
    await app.close();
    await tick(free);
    expect((await reconcile(free)).findings).toEqual([]);
  } finally {
    await witness.close();
  }
});

it('is refused where it is not the remedy, and changes nothing', async () => {
  expect(await newEpochIn(town, 'key-stolen')).toMatchObject({ code: 1, problems: [{ code: 'log.log_empty' }] });
  await fileIn(town.service);
  await town.tick();
  const before = await policyText(town.service);
  expect(await newEpochIn(town, 'boredom')).toMatchObject({ code: 2 });
  expect(await newEpochIn(town, 'fork')).toMatchObject({ code: 1, problems: [{ code: 'log.log_is_no_fork' }] });
  await town.superuser.query('delete from log_leaf where idx >= 4; update log_state set size = 4');
  expect(await newEpochIn(town, 'key-stolen')).toMatchObject({ code: 1, problems: [{ code: 'log.log_behind' }] });
  expect(await policyText(await reopen(town))).toBe(before);
  expect(town.installation.keys.names()).toContain('log-1');
});

it('a fork is closed only as a fork: the new log goes on from what the database holds, and reconcile goes on naming the contradiction', async () => {
  await fileIn(town.service);
  await town.tick();
  await town.superuser.query(
    "update log_leaf set leaf = overlay(leaf placing sha256(leaf) from 17) where idx = 7; update log_leaf set hash = sha256('\\x00'::bytea || leaf) where idx = 7",
  );
  expect(await newEpochIn(town, 'key-stolen')).toMatchObject({ code: 1, problems: [{ code: 'log.log_is_fork' }] });
  expect(await newEpochIn(town, 'fork')).toMatchObject({ code: 0 });
  const { findings } = await reconcile(await reopen(town));
  expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['checkpoint']));
});

it('a kill after the database was turned over: nothing is signed for the wrong name, and the command ends what was cut off', async () => {
  await fileIn(town.service);
  await town.tick();
  const heads = town.installation.keys.readText('heads-1.json') ?? '';
  expect(await newEpochIn(town, 'key-stolen')).toMatchObject({ code: 0 });
  // As if the files had not been put aside.
  await town.installation.keys.writeText('heads-1.json', heads);
  const service = await reopen(town);
  await expect(tick(service)).rejects.toThrow(LogFork);
  expect(await newEpochIn(town, 'key-stolen')).toMatchObject({ code: 0 });
  await tick(await reopen(town));
  expect(await putAside(town.installation, await reopen(town))).toEqual([]);
  expect(readdirSync(join(town.installation.dataDirectory, 'log')).toSorted()).toContain('1');
});
