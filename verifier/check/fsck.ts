import { toBase64 } from '../../kernel/canonical/base64.ts';
import { bytesEqual, concatBytes } from '../../kernel/canonical/bytes.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import type { Checkpoint } from '../../kernel/log/checkpoint.ts';
import { entriesBytes, parseEntries } from '../../kernel/log/entries.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, type Frontier } from '../../kernel/log/frontier.ts';
import { judgeCheckpoint } from '../../kernel/log/judge.ts';
import type { LogPolicy } from '../../kernel/log/policy.ts';
import { parseTilePath, tilePath, tilesBetween, TILE_WIDTH, type EntriesTile, type Tile } from '../../kernel/log/tiles.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { fetchHead } from './against.ts';
import { Unreachable } from './comparison.ts';
import { fetchEntries, fetchHashTile, inBatches, TileMissing, type FetchBytes, type TileSource } from './tile-source.ts';
import type { Ports } from './verdict.ts';
import { checkpointIn } from './watch.ts';

/** What is wrong with one file of a log. */
export interface LogFault {
  readonly path: string;
  /**
   * `hashes`: they are not those of what lies below. `entries`: not readable as so many. `length`: another size than its place says.
   * `partial`: not the beginning of the tile that took its place. `root`, `signature`, `malformed`: of the checkpoint.
   */
  readonly what: 'hashes' | 'entries' | 'length' | 'root' | 'signature' | 'malformed' | 'partial';
}

/** What reading a whole log came to. */
export interface Fsck {
  /** 0: everything agrees. 1: something does not. 2: cannot tell, since something could not be read. */
  readonly code: 0 | 1 | 2;
  readonly origin: string | null;
  readonly size: number;
  readonly root: string | null;
  /** Whether the checkpoint's signature was checked: only against a policy. */
  readonly signed: boolean;
  readonly files: number;
  readonly faults: readonly LogFault[];
  /** What could not be read, and why. */
  readonly unread: readonly string[];
}

export interface FsckInput {
  readonly fetchBytes: FetchBytes;
  readonly policy: LogPolicy | null;
  readonly ports: Ports;
  /** Further files that lie there: partial tiles of earlier sizes. */
  readonly others: readonly string[];
}

/** Bundles and tiles in memory at once: 1.5 MB of our leaves. */
const PAIRS_HELD = 64;

interface Walk {
  readonly faults: LogFault[];
  readonly unread: string[];
  files: number;
  frontier: Frontier;
  /** By tile level from 1 on: the hashes that its tiles must hold. */
  readonly levels: Uint8Array[][];
  /** Where the entries could not be read, the tree above cannot be computed. */
  whole: boolean;
}

/** Reads one file; what is missing or not reached is noted, what is there and of another length is a fault. */
const reading = async <T>({ fetchBytes, prefix }: TileSource, walk: Walk, path: string, read: () => Promise<T>): Promise<T | undefined> => {
  try {
    const value = await read();
    walk.files += 1;
    return value;
  } catch (error) {
    if (!(error instanceof TileMissing) && !(error instanceof Unreachable)) throw error;
    const isThere = error instanceof TileMissing && (await fetchBytes(prefix + path).catch(() => null)) !== null;
    if (isThere) walk.faults.push({ path, what: 'length' });
    else walk.unread.push(`${path}: ${error instanceof TileMissing ? 'missing' : error.message}`);
    return undefined;
  }
};

const leavesOf = (bytes: Uint8Array, width: number): readonly Uint8Array[] | undefined => {
  const leaves = parseEntries(bytes);
  return leaves !== undefined && leaves.length >= width ? leaves.slice(0, width) : undefined;
};

interface Pair {
  readonly tile: Tile;
  readonly entries: EntriesTile;
  readonly bytes: Uint8Array | undefined;
  readonly hashes: Uint8Array | undefined;
}

const readPair = async (source: TileSource, tile: Tile, walk: Walk): Promise<Pair> => {
  const entries: EntriesTile = { level: 'entries', index: tile.index, width: tile.width };
  return {
    tile,
    entries,
    bytes: await reading(source, walk, tilePath(entries), () => fetchEntries(source, entries)),
    hashes: await reading(source, walk, tilePath(tile), () => fetchHashTile(source, tile)),
  };
};

/** One bundle of entries with the hashes over it; bundles come in order. */
const checkPair = (hashing: Hashing, { tile, entries, bytes, hashes }: Pair, walk: Walk): void => {
  const leaves = bytes && leavesOf(bytes, tile.width);
  if (bytes && !leaves) walk.faults.push({ path: tilePath(entries), what: 'entries' });
  if (!leaves) {
    walk.whole = false;
    return;
  }
  const leafHashes = leaves.map((leaf) => hashLeaf(hashing, leaf));
  // Which of the two is wrong cannot be told here; both are named by the lower one's path, the root says more.
  if (hashes && !bytesEqual(concatBytes(...leafHashes), hashes))
    walk.faults.push({ path: `${tilePath(tile)} ${tilePath(entries)}`, what: 'hashes' });
  if (!walk.whole) return;
  walk.frontier = appendLeaves(hashing, walk.frontier, leafHashes).frontier;
  if (tile.width === TILE_WIDTH) addTo(hashing, walk, 1, frontierRoot(hashing, appendLeaves(hashing, EMPTY_FRONTIER, leafHashes).frontier));
};

const addTo = (hashing: Hashing, walk: Walk, level: number, hash: Uint8Array): void => {
  const hashes = (walk.levels[level] ??= []);
  hashes.push(hash);
  if (hashes.length % TILE_WIDTH !== 0) return;
  const tile = hashes.slice(-TILE_WIDTH);
  addTo(hashing, walk, level + 1, subtreeRoot(hashing, tile));
};

/** The root over hashes of perfect subtrees of one level. */
const subtreeRoot = (hashing: Hashing, hashes: readonly Uint8Array[]): Uint8Array =>
  frontierRoot(hashing, appendLeaves(hashing, EMPTY_FRONTIER, hashes).frontier);

const checkUpper = async (source: TileSource, tile: Tile, walk: Walk): Promise<void> => {
  const bytes = await reading(source, walk, tilePath(tile), () => fetchHashTile(source, tile));
  const expected = walk.levels[tile.level]?.slice(tile.index * TILE_WIDTH, tile.index * TILE_WIDTH + tile.width);
  if (bytes && walk.whole && !bytesEqual(concatBytes(...(expected ?? [])), bytes))
    walk.faults.push({ path: tilePath(tile), what: 'hashes' });
};

/** A partial tile of an earlier size is the beginning of the one that took its place. */
const checkPartial = async (source: TileSource, path: string, size: number, walk: Walk): Promise<void> => {
  const tile = parseTilePath(path);
  if (!tile) return;
  const level = tile.level === 'entries' ? 0 : tile.level;
  const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - tile.index * TILE_WIDTH);
  // Wider than the signed size asks for: written for a checkpoint that is not signed yet.
  if (width <= tile.width) return;
  const bytes = await reading(source, walk, path, async () => {
    const found = await source.fetchBytes(source.prefix + path);
    if (found === null) throw new TileMissing(path);
    return found;
  });
  const now = await reading(source, walk, tilePath({ ...tile, width }), async () =>
    tile.level === 'entries'
      ? fetchEntries(source, { ...tile, level: 'entries', width })
      : fetchHashTile(source, { ...tile, level: tile.level, width }),
  );
  if (!bytes || !now) return;
  const leaves = tile.level === 'entries' ? leavesOf(now, tile.width) : undefined;
  const expected = tile.level === 'entries' ? leaves && entriesBytes(leaves) : now.slice(0, tile.width * 32);
  if (!expected || !bytesEqual(expected, bytes)) walk.faults.push({ path, what: 'partial' });
};

const walkLog = async ({ ports: { hashing }, others }: FsckInput, source: TileSource, { size, root }: Checkpoint): Promise<Walk> => {
  const walk: Walk = { faults: [], unread: [], files: 1, frontier: EMPTY_FRONTIER, levels: [], whole: true };
  const tiles = tilesBetween(0, size);
  const lowest = tiles.filter(({ level }) => level === 0);
  for (let from = 0; from < lowest.length; from += PAIRS_HELD)
    for (const pair of await inBatches(lowest.slice(from, from + PAIRS_HELD), (tile) => readPair(source, tile, walk)))
      checkPair(hashing, pair, walk);
  await inBatches(
    tiles.filter(({ level }) => level > 0),
    (tile) => checkUpper(source, tile, walk),
  );
  if (walk.whole && !bytesEqual(frontierRoot(hashing, walk.frontier), root)) walk.faults.push({ path: 'checkpoint', what: 'root' });
  for (const path of others) await checkPartial(source, path, size, walk);
  return walk;
};

const NOTHING = { origin: null, size: 0, root: null, signed: false, files: 0, faults: [], unread: [] };

/** Reads every tile and entry of a log, recomputes every hash up to the root, and compares it with the checkpoint. */
export const fsckLog = async (input: FsckInput): Promise<Fsck> => {
  const found = await fetchHead(input.fetchBytes).catch((error: unknown) => {
    if (error instanceof Unreachable) return error;
    throw error;
  });
  if (found === undefined || found instanceof Unreachable)
    return { ...NOTHING, code: 2, unread: [`checkpoint: ${found?.message ?? 'missing'}`] };
  const checkpoint = checkpointIn(found.message ?? '');
  if (!checkpoint) return { ...NOTHING, code: 1, files: 1, faults: [{ path: 'checkpoint', what: 'malformed' }] };
  const judged = input.policy && judgeCheckpoint(found.message ?? '', input.policy, strictVerifying(input.ports.verifying));
  const isStranger = judged !== null && !judged.ok && judged.reason === 'unknown_log';
  const walk = await walkLog(input, { fetchBytes: input.fetchBytes, prefix: found.prefix }, checkpoint);
  const named: readonly LogFault[] = [
    ...(judged && !judged.ok && !isStranger ? [{ path: 'checkpoint', what: 'signature' as const }] : []),
    ...walk.faults,
  ]; // narrows to its literal
  // What stands below several others is met several times.
  const faults = named.filter((it, i) => named.findIndex((other) => other.path === it.path && other.what === it.what) === i);
  const unread = [...(isStranger ? [`checkpoint: the policy does not name the log ${checkpoint.origin}`] : []), ...new Set(walk.unread)];
  return {
    code: faults.length > 0 ? 1 : unread.length > 0 ? 2 : 0,
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: toBase64(checkpoint.root),
    signed: judged?.ok === true,
    files: walk.files,
    faults,
    unread,
  };
};
