import type { Hashing } from '../../kernel/crypto/ports.ts';
import { tilePath, tileReader, tilesReadBy, TILE_WIDTH, type EntriesTile, type Tile } from '../../kernel/log/tiles.ts';
import type { HashReader } from '../../kernel/log/tree.ts';

/** Gives what stands at a path below the log's address; null when there is nothing; throws when it cannot be reached. */
export type FetchBytes = (path: string) => Promise<Uint8Array | null>;

/** A tile that a tree of this size must have is not served. */
export class TileMissing extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`not served: ${path}`);
    this.path = path;
  }
}

const HASH_BYTES = 32;
const AT_ONCE = 8;

/** The tiles of a log as a server or mirror shows them. */
export interface TileSource {
  readonly fetchBytes: FetchBytes;
  readonly prefix: string;
}

/** A partial tile may be gone once the full one is there (tlog-tiles, partial tiles): then its beginning serves. */
const fetchTile = async (
  { fetchBytes, prefix }: TileSource,
  tile: Tile | EntriesTile,
): Promise<{ readonly bytes: Uint8Array; readonly full: boolean }> => {
  const path = tilePath(tile);
  const bytes = await fetchBytes(prefix + path);
  if (bytes !== null) return { bytes, full: false };
  const whole = tile.width === TILE_WIDTH ? null : await fetchBytes(prefix + tilePath({ ...tile, width: TILE_WIDTH }));
  if (whole === null) throw new TileMissing(path);
  return { bytes: whole, full: true };
};

/** The hashes of a tile; exactly as many bytes as its width takes, or it counts as missing. */
export const fetchHashTile = async (source: TileSource, tile: Tile): Promise<Uint8Array> => {
  const { bytes, full } = await fetchTile(source, tile);
  const wanted = tile.width * HASH_BYTES;
  if (bytes.length !== (full ? TILE_WIDTH * HASH_BYTES : wanted)) throw new TileMissing(tilePath(tile));
  return bytes.slice(0, wanted);
};

/** The bytes of an entry bundle, which may hold more entries than asked for. */
export const fetchEntries = async (source: TileSource, tile: EntriesTile): Promise<Uint8Array> => (await fetchTile(source, tile)).bytes;

/** Works on all items in order, a few at a time. */
export const inBatches = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  return results;
};

/** Fetches the tiles that a computation over a tree of `size` will read, then gives a reader for it. */
export const fetchReader = async (
  hashing: Hashing,
  source: TileSource,
  size: number,
  compute: (read: HashReader) => void,
): Promise<HashReader> => {
  const tiles = tilesReadBy(size, compute);
  const contents = await inBatches(tiles, (tile) => fetchHashTile(source, tile));
  const known = new Map(tiles.map((tile, at) => [tilePath(tile), contents[at]]));
  return tileReader(hashing, size, (tile) => {
    const bytes = known.get(tilePath(tile));
    if (bytes === undefined) throw new TileMissing(tilePath(tile));
    return bytes;
  });
};
