import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashing } from '../../verifier/testing/ports.ts';
import { toHex, u32be } from '../canonical/bytes.ts';
import { entriesBytes, parseEntries } from './entries.ts';
import { appendLeaves, EMPTY_FRONTIER, storedReader } from './frontier.ts';
import {
  entryTilesBetween,
  parseTilePath,
  tileBytes,
  tileOfHash,
  tilePath,
  tileReader,
  tilesBetween,
  tilesReadBy,
  type Tile,
} from './tiles.ts';
import { consistencyProof, hashLeaf, inclusionProof, treeRoot } from './tree.ts';

const SIZE = 700;
const leafHashes = Array.from({ length: SIZE }, (_, at) => hashLeaf(hashing, u32be(at)));
const read = storedReader(appendLeaves(hashing, EMPTY_FRONTIER, leafHashes).stored);
const ofTiles = (size: number) => tileReader(hashing, size, (tile) => tileBytes(read, tile));

describe('paths of tiles', () => {
  it.each<[string, Tile]>([
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/0/x001/x234/067', { level: 0, index: 1234067, width: 256 }],
    ['tile/1/x001/000.p/1', { level: 1, index: 1000, width: 1 }],
    ['tile/63/999.p/255', { level: 63, index: 999, width: 255 }],
  ])('%s is written as C2SP tlog-tiles says, and read back', (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it('are read back for any tile', () => {
    const tile = fc.record({
      level: fc.oneof(fc.nat(63), fc.constant('entries' as const)),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (some) => {
        expect(parseTilePath(tilePath(some))).toEqual(some);
      }),
    );
  });

  it.each([
    'tile/0/0',
    'tile/0/x000/001',
    'tile/00/000',
    'tile/64/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/entry/000',
    '/tile/0/000',
    'tile/0/000/',
    'tile/0/../000',
    'tile/0/000.p/',
    'tile/0/x999/x999/x999/x999/x999/999',
  ])('%s is refused', (path) => expect(parseTilePath(path)).toBeUndefined());
});

describe('tiles of a tree', () => {
  it('of size 70,000 are those of the example in the specification', () => {
    const tiles = tilesBetween(0, 70_000);
    const count = (level: number, full: boolean): number => tiles.filter((t) => t.level === level && (t.width === 256) === full).length;
    expect([count(0, true), count(0, false), count(1, true), count(1, false), count(2, true), count(2, false)]).toEqual([
      273, 1, 1, 1, 0, 1,
    ]);
    expect(tiles.filter((t) => t.width < 256).map(tilePath)).toEqual(['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']);
    expect(tilesBetween(0, 256).map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
  });

  it('between two sizes are exactly those that change, entry bundles alike', () => {
    const paths = (size: number): readonly string[] => [...tilesBetween(0, size), ...entryTilesBetween(0, size)].map(tilePath);
    fc.assert(
      fc.property(fc.nat(140_000), fc.nat(600), (from, more) => {
        const old = new Set(paths(from));
        const expected = paths(from + more).filter((path) => !old.has(path));
        expect([...tilesBetween(from, from + more), ...entryTilesBetween(from, from + more)].map(tilePath)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('give the same roots and proofs as the stored hashes', () => {
    for (const size of [1, 2, 255, 256, 257, 511, 512, 513, SIZE])
      expect(treeRoot(hashing, ofTiles(size), size)).toEqual(treeRoot(hashing, read, size));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: SIZE }), fc.nat(SIZE), (size, other) => {
        const index = other % size;
        expect(inclusionProof(hashing, ofTiles(size), index, size)).toEqual(inclusionProof(hashing, read, index, size));
        expect(consistencyProof(hashing, ofTiles(size), index, size)).toEqual(consistencyProof(hashing, read, index, size));
      }),
    );
  });

  it('that a proof needs are known before any is fetched', () => {
    const wanted = tilesReadBy(SIZE, (reader) => inclusionProof(hashing, reader, 3, SIZE));
    const have = new Map(wanted.map((tile) => [tilePath(tile), tileBytes(read, tile)]));
    const reader = tileReader(hashing, SIZE, (tile) => have.get(tilePath(tile)) ?? new Uint8Array());
    expect(inclusionProof(hashing, reader, 3, SIZE)).toEqual(inclusionProof(hashing, read, 3, SIZE));
    expect(wanted.map(tilePath).sort()).toEqual(['tile/0/000', 'tile/0/002.p/188', 'tile/1/000.p/2']);
  });

  it('are refused when cut short, and beyond the size of the tree', () => {
    const cut = tileReader(hashing, SIZE, (tile) => tileBytes(read, tile).slice(1));
    expect(() => cut(0, 3)).toThrow();
    expect(() => tileOfHash(0, SIZE, SIZE)).toThrow();
    expect(() => tileOfHash(8, 2, SIZE)).toThrow();
  });
});

describe('entry bundle', () => {
  it('holds each entry behind its length, and is read back', () => {
    expect(toHex(entriesBytes([Uint8Array.of(1, 2, 3), new Uint8Array()]))).toBe('00030102030000');
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 }), (leaves) => {
        expect(parseEntries(entriesBytes(leaves))).toEqual(leaves);
      }),
    );
  });

  it('is refused when empty, cut short or too full', () => {
    expect(parseEntries(new Uint8Array())).toBeUndefined();
    expect(parseEntries(Uint8Array.of(0))).toBeUndefined();
    expect(parseEntries(Uint8Array.of(0, 2, 1))).toBeUndefined();
    expect(parseEntries(new Uint8Array(2 * 257))).toBeUndefined();
    expect(() => entriesBytes([])).toThrow();
    expect(() => entriesBytes([new Uint8Array(65_536)])).toThrow();
  });
});
