import { concatBytes } from '../canonical/bytes.ts';
import type { Hashing } from '../crypto/ports.ts';
import { hashNode, type HashReader } from './tree.ts';

/** Hashes across a full tile, and tree levels a tile spans (c2sp.org/tlog-tiles). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const HASH_BYTES = 32;
const LEVEL_MAX = 63;

/** A tile of hashes: `level` counts tiles, not tree levels; `width` is 256 when it is full. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** A bundle of entries: the leaves under the level 0 tile of the same index and width. */
export interface EntriesTile {
  readonly level: 'entries';
  readonly index: number;
  readonly width: number;
}

/** 1234067 is written x001/x234/067. */
const indexPath = (index: number): string => {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
};

/** The path of a tile or entry bundle below the log's prefix. */
export const tilePath = ({ level, index, width }: Tile | EntriesTile): string =>
  `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads a path that `tilePath` writes; anything else is undefined. */
export const parseTilePath = (path: string): Tile | EntriesTile | undefined => {
  const found = PATH.exec(path);
  if (found === null) return undefined;
  const [, level, places = '', partial] = found;
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const index = Number(places.replace(/[x/]/g, ''));
  const tile: Tile | EntriesTile = level === 'entries' ? { level, index, width } : { level: Number(level), index, width };
  if (tile.level !== 'entries' && tile.level > LEVEL_MAX) return undefined;
  // Writing it again catches a needless leading group, a width of 256 or more, and numbers beyond 2^53.
  return Number.isSafeInteger(index) && width <= TILE_WIDTH && tilePath(tile) === path ? tile : undefined;
};

/** Hashes at a tile level of a tree. */
const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

const tilesAt = (level: number, oldSize: number, newSize: number): readonly Tile[] => {
  const [old, now] = [hashesAt(level, oldSize), hashesAt(level, newSize)];
  const tiles: Tile[] = [];
  if (old === now) return tiles;
  for (let index = Math.floor(old / TILE_WIDTH); index * TILE_WIDTH < now; index += 1) {
    tiles.push({ level, index, width: Math.min(TILE_WIDTH, now - index * TILE_WIDTH) });
  }
  return tiles;
};

/** Hash tiles that a tree of `newSize` has and one of `oldSize` has not, lowest level first. */
export const tilesBetween = (oldSize: number, newSize: number): readonly Tile[] => {
  const tiles: Tile[] = [];
  for (let level = 0; hashesAt(level, newSize) > 0; level += 1) tiles.push(...tilesAt(level, oldSize, newSize));
  return tiles;
};

/** Entry bundles that a tree of `newSize` has and one of `oldSize` has not. */
export const entryTilesBetween = (oldSize: number, newSize: number): readonly EntriesTile[] =>
  tilesAt(0, oldSize, newSize).map(({ index, width }) => ({ level: 'entries', index, width }));

/** The content of a tile. */
export const tileBytes = (read: HashReader, { level, index, width }: Tile): Uint8Array =>
  concatBytes(...Array.from({ length: width }, (_, at) => read(level * TILE_HEIGHT, index * TILE_WIDTH + at)));

/** A stored subtree hash, and which hashes of which tile give it. */
interface Span {
  readonly tile: Tile;
  /** Place of the first hash in the tile, and how many it takes. */
  readonly first: number;
  readonly count: number;
}

const spanOf = (level: number, index: number, size: number): Span => {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const start = index * count;
  const tileIndex = Math.floor(start / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, hashesAt(tileLevel, size) - tileIndex * TILE_WIDTH);
  const first = start - tileIndex * TILE_WIDTH;
  if (first + count > width) throw new Error(`a tree of ${size} has no hash at level ${level}, index ${index}`);
  return { tile: { level: tileLevel, index: tileIndex, width }, first, count };
};

/** The tile of a tree of `size` that holds, or gives by hashing, the perfect subtree at (level, index). */
export const tileOfHash = (level: number, index: number, size: number): Tile => spanOf(level, index, size).tile;

const foldHashes = (hashing: Hashing, hashes: readonly Uint8Array[]): Uint8Array => {
  const [only] = hashes;
  if (only !== undefined && hashes.length === 1) return only;
  const middle = hashes.length / 2;
  return hashNode(hashing, foldHashes(hashing, hashes.slice(0, middle)), foldHashes(hashing, hashes.slice(middle)));
};

/** Reads hashes of a tree of `size` from its tiles. `tileContent` throws, or gives bytes of exactly the tile's width. */
export const tileReader =
  (hashing: Hashing, size: number, tileContent: (tile: Tile) => Uint8Array): HashReader =>
  (level, index) => {
    const { tile, first, count } = spanOf(level, index, size);
    const bytes = tileContent(tile);
    if (bytes.length !== tile.width * HASH_BYTES) throw new Error(`${tilePath(tile)} has ${bytes.length} bytes`);
    const hashAt = (at: number): Uint8Array => bytes.slice((first + at) * HASH_BYTES, (first + at + 1) * HASH_BYTES);
    return foldHashes(
      hashing,
      Array.from({ length: count }, (_, at) => hashAt(at)),
    );
  };

/** The tiles a computation over a tree of `size` reads, found by running it on empty hashes. */
export const tilesReadBy = (size: number, compute: (read: HashReader) => void): readonly Tile[] => {
  const tiles = new Map<string, Tile>();
  compute((level, index) => {
    const tile = tileOfHash(level, index, size);
    tiles.set(tilePath(tile), tile);
    return new Uint8Array(HASH_BYTES);
  });
  return [...tiles.values()];
};
