import type { Pool } from 'pg';
import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual, toHex } from '../../kernel/canonical/bytes.ts';
import { parseUtf8, utf8Encode } from '../../kernel/canonical/utf8.ts';
import { entriesBytes } from '../../kernel/log/entries.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, readFrontier, storedReader } from '../../kernel/log/frontier.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { entryTilesBetween, TILE_WIDTH, tileBytes, tilePath, tileReader, tilesBetween, type Tile } from '../../kernel/log/tiles.ts';
import { consistencyProof, type HashReader } from '../../kernel/log/tree.ts';
import { isSameKey, parseVkey } from '../../kernel/log/vkey.ts';
import { inJurisdiction, statement, type Transaction } from '../store/transaction.ts';
import { hashing } from '../keys/hashing.ts';
import type { HeadSigner } from './head-signer.ts';
import { findLogState, type LogState } from './integrate.ts';
import type { TileStore } from './tile-store.ts';
import { LogBehind, LogFork } from './trouble.ts';

const READ_LEAVES = statement<{ idx: number; leaf: Buffer; hash: Buffer }>(
  'read_leaves',
  'select idx, leaf, hash from log_leaf where jurisdiction = $1 and idx >= $2 and idx < $3 order by idx',
);
const SAVE_CHECKPOINT = statement(
  'save_checkpoint',
  'insert into log_checkpoint (jurisdiction, size, root, note, at) values ($1, $2, $3, $4, $5) on conflict do nothing',
);
const MARK_PUBLISHED = statement('mark_published', 'update log_state set published = $2 where jurisdiction = $1 and published < $2');
const LOCK_STATE = statement('lock_log_state', 'select size from log_state where jurisdiction = $1 for update');
const STEP = 16_384; // leaves read at once

/** What one reader remembers: 128 tiles are a megabyte, and hashes inside them a quarter of one. */
const TILES_KEPT = 128;
const HASHES_KEPT = 8192;

/** Remembers what was computed for a key; begins anew when it holds too much. What it holds never changes: a log only grows. */
const remembering = <T>(max: number): ((key: string, make: () => T) => T) => {
  const kept = new Map<string, T>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (kept.size >= max) kept.clear();
    kept.set(key, made);
    return made;
  };
};

/**
 * Reads hashes from the tiles on disk, each tile once: a hash inside a tile takes up to 255 others, and the proofs of one matter ask for
 * the same ones again and again. Throws where a tile is missing or short.
 */
export const diskReader = (store: TileStore, size: number): HashReader => {
  const tiles = remembering<Uint8Array>(TILES_KEPT);
  const hashes = remembering<Uint8Array>(HASHES_KEPT);
  const read = tileReader(hashing, size, (tile: Tile) =>
    tiles(tilePath(tile), () => {
      const bytes = store.read(tilePath(tile));
      if (bytes === undefined || bytes.length !== tile.width * 32) throw new Error(`${tilePath(tile)} is missing or damaged`);
      return bytes;
    }),
  );
  return (level, index) => hashes(`${level}/${index}`, () => read(level, index));
};

/** Writes the tiles of [from, to) and returns the root at `to`. Leaves come from the database, older hashes from disk. */
const writeTiles = async (tx: Transaction, store: TileStore, from: number, to: number): Promise<Uint8Array> => {
  const first = Math.floor(from / TILE_WIDTH) * TILE_WIDTH;
  const rows = await tx.run(READ_LEAVES, [tx.jurisdiction, first, to]);
  if (rows.length !== to - first) throw new LogFork(`the log has gaps between ${first} and ${to}`);
  const older = from === 0 ? undefined : diskReader(store, from);
  const start = older ? readFrontier(older, from) : EMPTY_FRONTIER;
  const { frontier, stored } = appendLeaves(
    hashing,
    start,
    rows.slice(from - first).map((row) => new Uint8Array(row.hash)),
  );
  const read = storedReader(stored, older);
  for (const tile of entryTilesBetween(from, to)) {
    const at = tile.index * TILE_WIDTH - first;
    await store.write(tilePath(tile), entriesBytes(rows.slice(at, at + tile.width).map((row) => new Uint8Array(row.leaf))));
  }
  for (const tile of tilesBetween(from, to)) await store.write(tilePath(tile), tileBytes(read, tile));
  return frontierRoot(hashing, frontier);
};

/** Up to where the tiles are there; 0 where any was lost: all of it can be made again from the leaves. */
const sound = (store: TileStore, published: number): number => {
  try {
    if (published > 0) readFrontier(diskReader(store, published), published);
    return published;
  } catch {
    return 0;
  }
};

const writeSteps = async (tx: Transaction, store: TileStore, state: LogState, from: number): Promise<Uint8Array> => {
  let root: Uint8Array = state.root;
  for (let at = from; at < state.size; at = Math.min(at + STEP, state.size))
    root = await writeTiles(tx, store, at, Math.min(at + STEP, state.size));
  return root;
};

/** The root of the first `size` leaves: older hashes from the tiles where they are there, the rest from the database. Writes nothing. */
const rootAt = async (tx: Transaction, store: TileStore, published: number, size: number): Promise<Uint8Array> => {
  if (size <= published) return frontierRoot(hashing, readFrontier(diskReader(store, published), size));
  let frontier = published === 0 ? EMPTY_FRONTIER : readFrontier(diskReader(store, published), published);
  while (frontier.size < size) {
    const rows = await tx.run(READ_LEAVES, [tx.jurisdiction, frontier.size, Math.min(frontier.size + STEP, size)]);
    if (rows.length === 0) throw new LogFork(`the log has gaps before ${size}`);
    frontier = appendLeaves(
      hashing,
      frontier,
      rows.map((row) => new Uint8Array(row.hash)),
    ).frontier;
  }
  return frontierRoot(hashing, frontier);
};

/** What publishing needs besides the pool. */
export interface Publisher {
  readonly jurisdiction: number;
  readonly origin: string;
  readonly signer: HeadSigner;
  /** The verifier keys that sign. */
  readonly signWith: readonly string[];
  readonly store: TileStore;
}

/** Whoever writes the checkpoint file holds this until the transaction ends, so that an older one never takes the place of a newer. */
export const lockLogState = async (tx: Transaction): Promise<void> => void (await tx.run(LOCK_STATE, [tx.jurisdiction]));

const isSignedBy = (note: Uint8Array | undefined, keys: readonly string[]): boolean => {
  const signatures = parseNote(parseUtf8(note ?? new Uint8Array()) ?? '')?.signatures ?? [];
  const wanted = keys.map((vkey) => parseVkey(hashing, vkey));
  return wanted.every((key) => key !== undefined && signatures.some((signature) => isSameKey(key, signature)));
};

/**
 * Tiles, then the signature, then the checkpoint file: each step can be redone after a crash, and never are two roots signed for one size.
 * Throws a `LogTrouble` instead of signing what does not go on from what was signed before. Returns the published size.
 */
export const publish = async (pool: Pool, it: Publisher, now: Instant): Promise<number> =>
  inJurisdiction(pool, it.jurisdiction, async (tx) => {
    await lockLogState(tx);
    const state = await findLogState(tx);
    if (!state || state.size === 0) return 0;
    const note = it.store.read('checkpoint');
    if (state.published === state.size && isSignedBy(note, it.signWith)) return state.size;
    const head = await it.signer.head();
    if (head && head.size > state.size) throw new LogBehind(`size ${head.size} was signed before and the database holds ${state.size}`);
    const from = sound(it.store, note === undefined ? 0 : state.published);
    // A database of before that has grown again is longer than what was signed, and another one: seen before a tile of it is written.
    if (head?.origin === it.origin && toHex(await rootAt(tx, it.store, from, head.size)) !== head.root)
      throw new LogFork(`size ${head.size} was signed before and the database goes on from another history`);
    const root = await writeSteps(tx, it.store, state, from);
    if (!bytesEqual(root, new Uint8Array(state.root)))
      throw new LogFork(`the tiles of size ${state.size} do not give the root in the database`);
    await it.store.sync();
    const read = diskReader(it.store, state.size);
    const signed = await it.signer.sign({
      origin: it.origin,
      size: state.size,
      root,
      keys: it.signWith,
      proofFrom: (oldSize) => consistencyProof(hashing, read, oldSize, state.size),
    });
    await tx.run(SAVE_CHECKPOINT, [it.jurisdiction, state.size, Buffer.from(root), signed, toIso(now)]);
    await it.store.write('checkpoint', utf8Encode(signed));
    await it.store.sync();
    await tx.run(MARK_PUBLISHED, [it.jurisdiction, state.size]);
    return state.size;
  });
