import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, afterEach, expect, it } from 'vitest';
import { readBundle } from '../../features/grievances/server/read-matter.ts';
import { checkpointText } from '../../kernel/log/checkpoint.ts';
import { entriesBytes, parseEntries } from '../../kernel/log/entries.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, storedReader } from '../../kernel/log/frontier.ts';
import { signNote } from '../../kernel/log/note.ts';
import { parsePolicy, type LogPolicy } from '../../kernel/log/policy.ts';
import { consistencyProof, hashLeaf } from '../../kernel/log/tree.ts';
import { entryTilesBetween, tileBytes, tilePath, tilesBetween } from '../../kernel/log/tiles.ts';
import { addCheckpointBody } from '../../kernel/log/witness.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { policyText } from '../../engine/http/log-files.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { askForHeads } from '../../engine/log/ask-heads.ts';
import { askWitnesses } from '../../engine/log/ask-witnesses.ts';
import { findLeaf } from '../../engine/log/find-leaf.ts';
import { newestCheckpoint } from '../../engine/log/prove.ts';
import { checkpointSigners } from '../../engine/log/signer.ts';
import { assertStanding } from '../../engine/log/standing.ts';
import { LogBehind } from '../../engine/log/trouble.ts';
import { copyOnce, openMirror } from '../../server/mirror/copy.ts';
import { reconcile } from '../../server/reconcile/reconcile.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import { watchOnce } from '../../verifier/check/watch.ts';
import { verifyBundle as verifyWith } from '../../verifier/check/verify.ts';
import { leafName, parseLeafName } from '../../kernel/canonical/names.ts';
import { openTown, type TestTown } from '../support/installation.ts';
import { fileIn, reopen } from '../support/log-towns.ts';
import { keepDatabase } from '../support/old-backup.ts';
import { peerIn, runWitness, type RunningWitness } from '../support/witness.ts';
import { testFolder } from '../support/folder.ts';

/** Bytes of a log by path. */
type Files = (path: string) => Uint8Array | undefined;

interface Row {
  readonly act: string;
  readonly caughtBy: string;
  /** Looks that it took: ticks of the log, or rounds of whoever watches. */
  readonly looks: number;
  readonly seconds: number;
}
const rows: Row[] = [];
let began = 0;
const caught = (act: string, caughtBy: string, looks: number): void =>
  void rows.push({ act, caughtBy, looks, seconds: Math.round((performance.now() - began) / 10) / 100 });

let town: TestTown;
let witness: RunningWitness;
let folder: string;
beforeEach(async () => {
  town = await openTown();
  witness = await runWitness(town, [town.service.logKeys.checkpoint.key]);
  folder = testFolder('attacks');
  expect((await peerIn(town, witness.url, { name: 'library', threshold: '1' })).code).toBe(0);
  for (let ticks = 0; ticks < 2; ticks += 1) {
    await fileIn(town.service);
    await town.tick();
    await askWitnesses(town.service);
  }
  began = performance.now();
});
afterEach(async () => {
  await witness.close();
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => {
  const line = ({ act, caughtBy, looks, seconds }: Row): string => `| ${act} | ${caughtBy} | ${looks} | ${seconds.toFixed(2)} |`;
  process.stdout.write(['| act | caught by | looks | seconds |', '|---|---|---|---|', ...rows.map(line), ''].join('\n'));
});

const files: Files = (path) => town.service.store.read(path);
const fetchOf = (read: Files) => async (path: string) => read(path) ?? null;
const policyOf = async (): Promise<LogPolicy> => {
  const parsed = parsePolicy(hashing, await policyText(town.service));
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.policy;
};
const look = async (known: string | null, read: Files) =>
  watchOnce({ fetchBytes: fetchOf(read), policy: await policyOf(), ports: { hashing: nodeHashing, verifying: nodeVerifying }, known });
/** The same without asking for a quorum: somebody who took the keys and not the witnesses. */
const freePolicy = async (): Promise<LogPolicy> => ({ ...(await policyOf()), quorum: 'none' });

const leavesNow = (): readonly Uint8Array[] => {
  const size = newestCheckpoint(town.service.store)?.checkpoint.size ?? 0;
  return entryTilesBetween(0, size).flatMap((tile) => parseEntries(files(tilePath(tile)) ?? new Uint8Array()) ?? []);
};

/** A log of some leaves, signed with the key that was stolen: all its files, and proofs between its sizes. */
const forge = (leaves: readonly Uint8Array[]) => {
  const [signer] = checkpointSigners(town.installation.keys, 1, town.service.logKeys.checkpoint.key.name);
  if (!signer) throw new Error('the town holds its key');
  const { frontier, stored } = appendLeaves(
    hashing,
    EMPTY_FRONTIER,
    leaves.map((leaf) => hashLeaf(hashing, leaf)),
  );
  const reader = storedReader(stored);
  const size = leaves.length;
  const note = signNote(
    checkpointText({ origin: signer.key.name, size, root: frontierRoot(hashing, frontier), extensions: [] }),
    signer.key,
    signer.signing,
  );
  const made = new Map<string, Uint8Array>([['checkpoint', utf8Encode(note)]]);
  for (const tile of tilesBetween(0, size)) made.set(tilePath(tile), tileBytes(reader, tile));
  for (const tile of entryTilesBetween(0, size))
    made.set(tilePath(tile), entriesBytes(leaves.slice(tile.index * 256, tile.index * 256 + tile.width)));
  return { note, read: ((path) => made.get(path)) as Files, proof: (from: number) => consistencyProof(hashing, reader, from, size) };
};
const askLibrary = async (oldSize: number, proof: readonly Uint8Array[], message: string): Promise<number> =>
  (await fetch(`${witness.url}/add-checkpoint`, { method: 'POST', body: addCheckpointBody({ oldSize, proof, message }) })).status;
const changed = (leaves: readonly Uint8Array[], at: number): readonly Uint8Array[] =>
  leaves.map((leaf, i) => (i === at ? leaf.map((byte, n) => (n === 20 ? byte ^ 1 : byte)) : leaf));
const signedNow = (): string => newestCheckpoint(town.service.store)?.note ?? '';

it('split view: one log shown to two people', async () => {
  // Both have seen the same up to here; from here on the second one is shown another last leaf.
  const leaves = leavesNow();
  const other = forge(changed([...leaves, ...leaves.slice(0, 8)], leaves.length + 2));
  await fileIn(town.service);
  await town.tick();
  await askWitnesses(town.service);
  expect(leavesNow()).toHaveLength(leaves.length + 8);

  const seen = await look(null, files);
  expect(seen.outcome).toBe('first');
  // Whoever carries the head that he has seen to the other view.
  expect(await look('message' in seen ? seen.message : '', other.read)).toMatchObject({ outcome: 'contradicted' });
  caught('split view', '`watch` of somebody who has seen the other one', 1);
  const mirror = openMirror(folder);
  expect(await copyOnce(mirror, fetchOf(files), await policyOf(), town.now())).toMatchObject({ kind: 'grown' });
  expect(await copyOnce(mirror, fetchOf(other.read), await policyOf(), town.now())).toMatchObject({
    kind: 'cannot_tell',
    code: 'quorum_not_met',
  });
  expect(await copyOnce(mirror, fetchOf(other.read), await freePolicy(), town.now())).toMatchObject({ kind: 'fork', code: 'other_root' });
  caught('split view', 'a mirror, which keeps both heads', 1);
  expect(await askLibrary(leaves.length + 8, [], other.note)).toBe(409);
  caught('split view', 'the witness: it cosigns one of the two, and keeps both', 1);
});

it('backdating: a leaf put in later, said to be of an earlier day', async () => {
  const before = leavesNow().length;
  town.setClock('2026-09-30T02:00:00Z');
  // What it says of itself is a day that has passed; the log says between which two signatures it came.
  const { leaf } = await fileIn(town.service);
  await town.tick();
  await askWitnesses(town.service);
  const range = parseLeafName(leafName(hashLeaf(hashing, new Uint8Array(Buffer.from(leaf, 'base64')))));
  if (!range) throw new Error('a leaf has a name');
  const found = await town.service.read((tx) => findLeaf(tx, town.service.store, range));
  expect(found).toMatchObject({ kind: 'logged', since: Date.parse('2026-09-28T02:00:00Z'), until: Date.parse('2026-09-30T02:00:00Z') });
  expect(found.kind === 'logged' && found.index).toBeGreaterThanOrEqual(before);
  // The witness has put its own time under both sizes: nobody has to believe the office's clock.
  expect(signedNow().match(/^— w\.example /gm)).toHaveLength(1);
  caught('backdating', 'the two cosigned sizes around the leaf', 1);

  // Put in below what was signed, it changes every root above it.
  const leaves = leavesNow();
  const slipped = forge([...leaves.slice(0, 3), leaves.at(-8) ?? new Uint8Array(48), ...leaves.slice(3)].slice(0, leaves.length));
  expect(await look(signedNow(), slipped.read)).toMatchObject({ outcome: 'contradicted' });
  caught('a leaf put in among old ones', '`watch`, a mirror, any bundle with `--against`', 1);
});

it('truncation: the end of the log is cut off', async () => {
  const leaves = leavesNow();
  const short = forge(leaves.slice(0, 8));
  expect(await look(signedNow(), short.read)).toMatchObject({ outcome: 'contradicted' });
  caught('truncation', '`watch`, which has seen the longer one', 1);
  const mirror = openMirror(folder);
  await copyOnce(mirror, fetchOf(files), await policyOf(), town.now());
  expect(await copyOnce(mirror, fetchOf(short.read), await freePolicy(), town.now())).toMatchObject({ kind: 'fork', code: 'smaller' });
  caught('truncation', 'a mirror', 1);
  expect(await askLibrary(0, [], short.note)).toBe(409);
  caught('truncation', 'the witness', 1);
  await town.superuser.query('delete from log_leaf where idx >= 8; update log_state set size = 8, published = 8');
  await expect(town.tick()).rejects.toThrow(LogBehind);
  caught('truncation in the database', 'the next tick, by the heads file: BEHIND, nothing is signed', 1);
  expect((await reconcile(town.service)).findings.map(({ code }) => code)).toContain('head');
});

it('old backup restored over a newer log: the database alone, and the whole machine', async () => {
  const bringBack = await keepDatabase(town.superuser);
  const [keys, data] = [town.installation.keys.path, town.installation.dataDirectory];
  cpSync(keys, join(folder, 'keys'), { recursive: true });
  cpSync(data, join(folder, 'data'), { recursive: true });
  const lost = await fileIn(town.service);
  await town.tick();
  await askWitnesses(town.service);
  const bundle = JSON.stringify(await readBundle(town.service, lost.number));
  const policy = await policyText(town.service);
  began = performance.now();

  await bringBack();
  await expect(town.tick()).rejects.toThrow(LogBehind);
  caught('old backup of the database', 'the first tick, by the heads file: BEHIND', 1);

  // Heads file, tiles and all: nothing on this machine remembers.
  for (const path of [keys, data]) rmSync(path, { recursive: true });
  cpSync(join(folder, 'keys'), keys, { recursive: true });
  cpSync(join(folder, 'data'), data, { recursive: true });
  const service = await reopen(town);
  await assertStanding(service);
  expect(await askForHeads(service)).toHaveLength(1);
  await expect(assertStanding(service)).rejects.toThrow(LogBehind);
  caught('old backup of the whole machine', 'the start, which asks the witness what it has signed: BEHIND', 0);
  // And whoever holds a receipt can prove what was lost.
  const ports = { hashing: nodeHashing, verifying: nodeVerifying };
  expect(verifyWith({ bundleText: bundle, policyText: policy, ports }).verdict).toBe('true');
});

it('key stolen after witnessing: nothing before the witnessed size can be told otherwise', async () => {
  const leaves = leavesNow();
  const size = leaves.length;
  // Another past of the same size, a shorter one, and one that goes on from another past.
  const past = forge(changed(leaves, 2));
  const short = forge(changed(leaves.slice(0, 8), 2));
  const onward = forge([...changed(leaves, 2), ...leaves.slice(0, 8)]);
  expect(await askLibrary(size, [], past.note)).toBe(409);
  expect(await askLibrary(0, [], short.note)).toBe(409);
  expect(await askLibrary(size, onward.proof(size), onward.note)).toBe(422);
  caught('key stolen: another past', 'the witness, which signs none of it', 1);
  for (const { read } of [past, short, onward]) expect(await look(signedNow(), read)).toMatchObject({ outcome: 'contradicted' });
  caught('key stolen: another past', '`watch` of anybody who has seen the log', 1);
  const mirror = openMirror(folder);
  for (const { read } of [past, short, onward])
    expect(await copyOnce(mirror, fetchOf(read), await policyOf(), town.now())).toMatchObject({ code: 'quorum_not_met' });
  caught('key stolen: another past', 'who asks for a witness believes none of it, even at first sight', 1);

  // What the thief can do: go on from the true past, if the witness hears of it first. Then the office itself finds out.
  const stolen = forge([...leaves, ...leaves.slice(0, 8)]);
  expect(await askLibrary(size, stolen.proof(size), stolen.note)).toBe(200);
  await fileIn(town.service);
  await town.tick();
  expect((await askWitnesses(town.service)).get('library')).toMatchObject({ ok: false });
  await expect(town.tick()).rejects.toThrow(/another one of that size/);
  caught('key stolen: the thief goes on', 'the office, from the witness, at its next tick: FORK, both heads kept', 1);
});
