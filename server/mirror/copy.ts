import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual, toHex } from '../../kernel/canonical/bytes.ts';
import { parseUtf8, utf8Encode } from '../../kernel/canonical/utf8.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import type { Checkpoint } from '../../kernel/log/checkpoint.ts';
import { entriesBytes, parseEntries } from '../../kernel/log/entries.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, readFrontier, storedReader } from '../../kernel/log/frontier.ts';
import { judgeCheckpoint } from '../../kernel/log/judge.ts';
import type { LogPolicy } from '../../kernel/log/policy.ts';
import { entryTilesBetween, TILE_WIDTH, tileBytes, tilePath, tilesBetween } from '../../kernel/log/tiles.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { Unreachable } from '../../verifier/check/comparison.ts';
import { nodeVerifying } from '../../ports/node.ts';
import { fetchEntries, inBatches, TileMissing, type FetchBytes, type TileSource } from '../../verifier/check/tile-source.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { diskReader } from '../../engine/log/publish.ts';
import { openTileStore, type TileStore } from '../../engine/log/tile-store.ts';

/** A head as this mirror saw it, by its own clock: what brackets a leaf's time here, whatever the office says. */
export interface Seen {
  readonly size: number;
  readonly root: string;
  readonly at: Instant;
}

/** A copy of one log on this machine. */
export interface Mirror {
  readonly home: string;
  readonly store: TileStore;
  /** Heads in the order they were seen; the last one is what is served. */
  readonly seen: Seen[];
}

const SEEN = 'seen.jsonl';
/** Bundles of entries fetched at once: 2,048 leaves. */
const STEP = 8;

/** Opens a copy, or begins one. A line that a kill has cut short never happened. */
export const openMirror = (home: string): Mirror => {
  mkdirSync(home, { recursive: true });
  const path = join(home, SEEN);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) {
    writeFileSync(`${path}.tmp`, whole);
    renameSync(`${path}.tmp`, path);
  }
  const lines = whole.split('\n').filter((line) => line !== '');
  return { home, store: openTileStore(home), seen: lines.map((line) => JSON.parse(line) as Seen) }; // written by us, line by line
};

const writeDurably = (path: string, text: string): void => {
  const file = openSync(path, 'a', 0o644);
  appendFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
};

/** What one look at the log has shown. */
export type Copied =
  | { readonly kind: 'current' | 'grown'; readonly size: number }
  /** The log has shown two histories, or less than before; both heads are kept in a file. */
  | { readonly kind: 'fork'; readonly code: 'smaller' | 'other_root' | 'entries_contradict_head'; readonly evidence: string }
  | {
      readonly kind: 'cannot_tell';
      readonly code: 'no_head' | 'not_signed' | 'quorum_not_met' | 'tile_missing' | 'unreachable';
      readonly about: string;
    };

const cannotTell = (code: Extract<Copied, { kind: 'cannot_tell' }>['code'], about: string): Copied => ({
  kind: 'cannot_tell',
  code,
  about,
});

const HEADS = ['', 'log/'];

const fetchHead = async (fetchBytes: FetchBytes): Promise<{ readonly prefix: string; readonly note: string } | undefined> => {
  for (const prefix of HEADS) {
    const bytes = await fetchBytes(`${prefix}checkpoint`);
    if (bytes !== null) return { prefix, note: parseUtf8(bytes) ?? '' };
  }
  return undefined;
};

const EVIDENCE = 'evidence-';
/** As many as the log's own server keeps (engine/log/standing.ts): one is proof enough, and a lasting fork is seen at every look. */
const EVIDENCE_MAX = 16;

/** Keeps both heads where nobody overwrites them: whoever signed them has to explain it. The first ones stay, and name the last that was kept. */
const keepEvidence = (mirror: Mirror, note: string, code: Extract<Copied, { kind: 'fork' }>['code'], now: Instant): Copied => {
  const ours = parseUtf8(mirror.store.read('checkpoint') ?? new Uint8Array()) ?? '';
  const kept = readdirSync(mirror.home)
    .filter((name) => name.startsWith(EVIDENCE))
    .toSorted();
  const last = kept.at(-1);
  if (kept.length >= EVIDENCE_MAX && last !== undefined) return { kind: 'fork', code, evidence: join(mirror.home, last) };
  const path = join(mirror.home, `${EVIDENCE}${toIso(now).replaceAll(/[^0-9TZ]/g, '')}.txt`);
  writeDurably(path, `${code} at ${toIso(now)}\n\nseen before:\n\n${ours}\nshown now:\n\n${note}\n`);
  return { kind: 'fork', code, evidence: path };
};

const fetchLeaves = async (source: TileSource, from: number, to: number): Promise<readonly Uint8Array[]> => {
  const tiles = entryTilesBetween(from, to);
  const bundles = await inBatches(tiles, async (tile) => {
    const entries = parseEntries(await fetchEntries(source, tile));
    if (!entries || entries.length < tile.width) throw new TileMissing(tilePath(tile));
    return entries.slice(0, tile.width);
  });
  return bundles.flat();
};

/** Writes what is new between two sizes; the older leaves of a tile that has grown are our own, not what is served now. */
const writeSteps = async (mirror: Mirror, source: TileSource, from: number, to: number): Promise<Uint8Array> => {
  const { store } = mirror;
  const first = Math.floor(from / TILE_WIDTH) * TILE_WIDTH;
  const older = from === 0 ? undefined : diskReader(store, from);
  const ours =
    from === first
      ? []
      : (parseEntries(store.read(tilePath({ level: 'entries', index: first / TILE_WIDTH, width: from - first })) ?? new Uint8Array()) ??
        []);
  const fetched = await fetchLeaves(source, from, to);
  const leaves = [...ours, ...fetched.slice(from - first)];
  const hashes = leaves.slice(from - first).map((leaf) => hashLeaf(hashing, leaf));
  const { frontier, stored } = appendLeaves(hashing, older ? readFrontier(older, from) : EMPTY_FRONTIER, hashes);
  const read = storedReader(stored, older);
  for (const tile of entryTilesBetween(from, to)) {
    const at = tile.index * TILE_WIDTH - first;
    await store.write(tilePath(tile), entriesBytes(leaves.slice(at, at + tile.width)));
  }
  for (const tile of tilesBetween(from, to)) await store.write(tilePath(tile), tileBytes(read, tile));
  return frontierRoot(hashing, frontier);
};

const grow = async (mirror: Mirror, source: TileSource, head: Checkpoint, note: string, now: Instant): Promise<Copied> => {
  const { store } = mirror;
  const from = mirror.seen.at(-1)?.size ?? 0;
  let root: Uint8Array = new Uint8Array();
  // Nothing below what was seen is written again: a log that tells its past otherwise does not give the root it has signed.
  for (let at = from; at < head.size;) {
    const to = Math.min(head.size, (Math.floor(at / TILE_WIDTH) + STEP) * TILE_WIDTH);
    root = await writeSteps(mirror, source, at, to);
    at = to;
  }
  if (!bytesEqual(root, head.root)) return keepEvidence(mirror, note, 'entries_contradict_head', now);
  await store.sync();
  await store.write('checkpoint', utf8Encode(note));
  await store.sync();
  const seen = { size: head.size, root: toHex(head.root), at: now };
  writeDurably(join(mirror.home, SEEN), `${JSON.stringify(seen)}\n`);
  mirror.seen.push(seen);
  return { kind: 'grown', size: head.size };
};

/**
 * Looks at a log once and takes over what it has grown by, after everything has been computed again from its entries. The policy says
 * whose log it is; with a quorum, a head that too few witnesses have cosigned is not taken. What was copied once is never changed.
 */
export const copyOnce = async (mirror: Mirror, fetchBytes: FetchBytes, policy: LogPolicy, now: Instant): Promise<Copied> => {
  try {
    const found = await fetchHead(fetchBytes);
    if (!found) return cannotTell('no_head', 'checkpoint');
    const judged = judgeCheckpoint(found.note, policy, strictVerifying(nodeVerifying));
    if (!judged.ok) return cannotTell('not_signed', judged.reason);
    const { checkpoint, quorum, witnessedBy } = judged.judged;
    if (!quorum) return cannotTell('quorum_not_met', witnessedBy.join(', '));
    const last = mirror.seen.at(-1);
    if (last && checkpoint.size < last.size) return keepEvidence(mirror, found.note, 'smaller', now);
    if (last && checkpoint.size === last.size) {
      if (toHex(checkpoint.root) !== last.root) return keepEvidence(mirror, found.note, 'other_root', now);
      // The same tree with more cosignatures.
      await mirror.store.write('checkpoint', utf8Encode(found.note));
      return { kind: 'current', size: last.size };
    }
    return await grow(mirror, { fetchBytes, prefix: found.prefix }, checkpoint, found.note, now);
  } catch (error) {
    if (error instanceof TileMissing) return cannotTell('tile_missing', error.path);
    if (error instanceof Unreachable) return cannotTell('unreachable', error.message);
    throw error;
  }
};
