import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, storedReader } from '../../kernel/log/frontier.ts';
import { tileBytes, tilePath, tilesBetween } from '../../kernel/log/tiles.ts';
import { hashLeaf, inclusionProof } from '../../kernel/log/tree.ts';
import { hashing } from '../keys/hashing.ts';
import { prove } from './prove.ts';
import type { TileStore } from './tile-store.ts';

const SIZE = 1000;

/** A log of a thousand leaves, and how often each of its tiles is read. */
const logOf = () => {
  const leaves = Array.from({ length: SIZE }, (_, i) => hashLeaf(hashing, Uint8Array.of(i >> 8, i & 255)));
  const { frontier, stored } = appendLeaves(hashing, EMPTY_FRONTIER, leaves);
  const read = storedReader(stored, undefined);
  const files = new Map(tilesBetween(0, SIZE).map((tile) => [tilePath(tile), tileBytes(read, tile)] as const));
  const reads = new Map<string, number>();
  const store: TileStore = {
    home: '',
    read: (path) => {
      reads.set(path, (reads.get(path) ?? 0) + 1);
      return files.get(path);
    },
    write: () => Promise.reject(new Error('nothing is written')),
    sync: () => Promise.resolve(),
  };
  const checkpoint = { origin: 'x', size: SIZE, root: frontierRoot(hashing, frontier), extensions: [] };
  return { read, reads, store, newest: { note: '', checkpoint } };
};

describe('proofs of many leaves', () => {
  it('read each tile once, let others have a turn, and are those of each leaf alone', async () => {
    const { read, reads, store, newest } = logOf();
    const at = new Map(Array.from({ length: 321 }, (_, i) => [`${i}`, i * 3] as const));
    let turns = 0;
    let isDone = false;
    const others = (async (): Promise<void> => {
      while (!isDone) {
        await new Promise((turn) => setImmediate(turn));
        turns += 1;
      }
    })();
    const places = await prove(store, { newest, at });
    isDone = true;
    await others;
    expect(Math.max(...reads.values())).toBe(1);
    expect(turns).toBeGreaterThan(20);
    for (const [name, index] of at)
      expect(places.get(name)).toEqual({ index, proof: inclusionProof(hashing, read, index, SIZE).map(toBase64) });
  });
});
