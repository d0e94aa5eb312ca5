import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual } from '../../kernel/canonical/bytes.ts';
import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import type { Bundle, FilingAnswer } from '../../kernel/leaf/bundle.ts';
import { parseCheckpoint, type Checkpoint } from '../../kernel/log/checkpoint.ts';
import { parseEntries } from '../../kernel/log/entries.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot } from '../../kernel/log/frontier.ts';
import { judgeCheckpoint, judgePromise } from '../../kernel/log/judge.ts';
import { parseNote } from '../../kernel/log/note.ts';
import type { LogPolicy } from '../../kernel/log/policy.ts';
import type { InclusionPromise } from '../../kernel/leaf/promise.ts';
import { TILE_WIDTH, tilesBetween, type EntriesTile } from '../../kernel/log/tiles.ts';
import { consistencyProof, hashLeaf, inclusionProof, treeRoot, verifyConsistency, verifyInclusion } from '../../kernel/log/tree.ts';
import { contradicted, Unreachable, type Comparison, type ComparisonCannotTell } from './comparison.ts';
import { fetchEntries, fetchHashTile, fetchReader, inBatches, TileMissing, type FetchBytes, type TileSource } from './tile-source.ts';
import type { Ports } from './verdict.ts';

export interface AgainstInput {
  /** A bundle that `verifyBundle` found true. */
  readonly bundle: Bundle | FilingAnswer;
  readonly policy: LogPolicy;
  readonly ports: Ports;
  readonly fetchBytes: FetchBytes;
  readonly now: Instant;
}

const HASH_BYTES = 32;
const cannotTell = (code: ComparisonCannotTell, params: Comparison['params'] = {}): Comparison => ({
  finding: 'cannot_tell',
  code,
  params,
});

const HEADS = ['', 'log/'];

/** The head under the address itself, or under `log/`, where an instance serves it. */
export const fetchHead = async (
  fetchBytes: FetchBytes,
): Promise<{ readonly prefix: string; readonly message: string | undefined } | undefined> => {
  for (const prefix of HEADS) {
    const bytes = await fetchBytes(`${prefix}checkpoint`);
    if (bytes !== null) return { prefix, message: parseUtf8(bytes) };
  }
  return undefined;
};

const ownCheckpoint = (bundle: Bundle | FilingAnswer): Checkpoint | undefined => {
  const note = bundle.kind === 'bundle' && bundle.checkpoint !== null ? parseNote(bundle.checkpoint) : undefined;
  return note === undefined ? undefined : parseCheckpoint(note.text);
};

const ownPromise = ({ bundle, policy, ports }: AgainstInput): InclusionPromise | undefined => {
  if (bundle.promise === null) return undefined;
  const judged = judgePromise(bundle.promise, policy, strictVerifying(ports.verifying));
  return judged.ok ? judged.promise : undefined;
};

/** The tree of a checkpoint seen before is the beginning of the server's tree; undefined when it is. */
export const compareTrees = async (
  hashing: Hashing,
  source: TileSource,
  own: Checkpoint,
  head: Checkpoint,
): Promise<Comparison | undefined> => {
  const params = { ownSize: own.size, serverSize: head.size };
  if (head.size < own.size) return contradicted('server_smaller', params);
  if (head.size === own.size) return bytesEqual(own.root, head.root) ? undefined : contradicted('other_root', params);
  const read = await fetchReader(hashing, source, head.size, (some) => {
    treeRoot(hashing, some, head.size);
    consistencyProof(hashing, some, own.size, head.size);
  });
  if (!bytesEqual(treeRoot(hashing, read, head.size), head.root)) return contradicted('tiles_contradict_head', params);
  const claim = { oldSize: own.size, oldRoot: own.root, newSize: head.size, newRoot: head.root };
  const isExtension = verifyConsistency(hashing, claim, consistencyProof(hashing, read, own.size, head.size));
  return isExtension ? undefined : contradicted('other_root', params);
};

const entriesTileOf = (index: number, size: number): EntriesTile => {
  const tile = Math.floor(index / TILE_WIDTH);
  return { level: 'entries', index: tile, width: Math.min(TILE_WIDTH, size - tile * TILE_WIDTH) };
};

/** A leaf stands at its place: in the server's hashes, up to its signed root, and among its entries. */
const compareLeaf = async (
  hashing: Hashing,
  source: TileSource,
  head: Checkpoint,
  leaf: Uint8Array,
  index: number,
): Promise<Comparison | undefined> => {
  const read = await fetchReader(hashing, source, head.size, (some) => {
    inclusionProof(hashing, some, index, head.size);
    some(0, index);
  });
  const leafHash = hashLeaf(hashing, leaf);
  if (!bytesEqual(read(0, index), leafHash)) return contradicted('leaf_differs', { index });
  const claim = { leafHash, index, size: head.size, root: head.root };
  if (!verifyInclusion(hashing, claim, inclusionProof(hashing, read, index, head.size)))
    return contradicted('tiles_contradict_head', { index });
  const entries = parseEntries(await fetchEntries(source, entriesTileOf(index, head.size)));
  const entry = entries?.[index % TILE_WIDTH];
  return entry !== undefined && bytesEqual(entry, leaf) ? undefined : contradicted('entry_differs', { index });
};

/** Looks through every leaf hash of the signed tree; hashes that do not add up to its root prove nothing. */
const searchLeaf = async (
  hashing: Hashing,
  source: TileSource,
  head: Checkpoint,
  leafHash: Uint8Array,
): Promise<number | 'absent' | 'no_tree'> => {
  const tiles = tilesBetween(0, head.size).filter(({ level }) => level === 0);
  let frontier = EMPTY_FRONTIER;
  let place: number | 'absent' = 'absent';
  for (let from = 0; from < tiles.length; from += TILE_WIDTH) {
    for (const bytes of await inBatches(tiles.slice(from, from + TILE_WIDTH), (tile) => fetchHashTile(source, tile))) {
      const hashes = Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES));
      const at = hashes.findIndex((hash) => bytesEqual(hash, leafHash));
      if (at >= 0 && place === 'absent') place = frontier.size + at;
      frontier = appendLeaves(hashing, frontier, hashes).frontier;
    }
  }
  return bytesEqual(frontierRoot(hashing, frontier), head.root) ? place : 'no_tree';
};

/** Whether the server kept its word about a filing that the bundle does not prove yet. */
const comparePromise = async (
  input: AgainstInput,
  source: TileSource,
  head: Checkpoint,
  promise: InclusionPromise,
): Promise<Comparison> => {
  const params = { serverSize: head.size, includeBy: toIso(promise.includeBy) };
  const place = await searchLeaf(input.ports.hashing, source, head, promise.leafHash);
  if (place === 'no_tree') return contradicted('tiles_contradict_head', params);
  if (place !== 'absent') return { finding: 'consistent', code: 'promise_kept', params: { ...params, index: place } };
  if (input.now <= promise.includeBy) return { finding: 'consistent', code: 'promise_not_due', params };
  return { finding: 'promise_without_inclusion', code: 'promise_without_inclusion', params };
};

const compareWithHead = async (input: AgainstInput, source: TileSource, head: Checkpoint): Promise<Comparison> => {
  const {
    bundle,
    ports: { hashing },
  } = input;
  const own = ownCheckpoint(bundle);
  const trees = own === undefined ? undefined : await compareTrees(hashing, source, own, head);
  if (trees !== undefined) return trees;
  const events = bundle.kind === 'bundle' ? bundle.events : [];
  for (const { leaf, place } of events) {
    if (place === null) continue;
    const different = await compareLeaf(hashing, source, head, leaf, place.index);
    if (different !== undefined) return different;
  }
  const promise = ownPromise(input);
  const filing = events.find(({ level, n }) => level === 0 && n === 0);
  if (promise !== undefined && (filing?.place ?? null) === null) return comparePromise(input, source, head, promise);
  return { finding: 'consistent', code: 'consistent', params: { serverSize: head.size } };
};

/** Holds a true bundle against what a server or mirror shows now: is its past still there, and was its promise kept? */
export const compareAgainst = async (input: AgainstInput): Promise<Comparison> => {
  const { bundle, policy, ports, fetchBytes } = input;
  try {
    const found = await fetchHead(fetchBytes);
    if (found === undefined) return cannotTell('no_head');
    const origin = bundle.kind === 'bundle' ? bundle.origin : ownPromise(input)?.origin;
    const judged = judgeCheckpoint(found.message ?? '', policy, strictVerifying(ports.verifying));
    if (!judged.ok) return cannotTell(judged.reason === 'unknown_log' ? 'other_log' : 'head_not_signed', { reason: judged.reason });
    const { checkpoint } = judged.judged;
    if (checkpoint.origin !== origin) return cannotTell('other_log', { reason: checkpoint.origin });
    return await compareWithHead(input, { fetchBytes, prefix: found.prefix }, checkpoint);
  } catch (error) {
    if (error instanceof TileMissing) return cannotTell('tile_missing', { path: error.path });
    if (error instanceof Unreachable) return cannotTell('unreachable', { reason: error.message });
    throw error;
  }
};
