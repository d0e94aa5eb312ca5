import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chunksOf, CHUNK_BYTES, openText, sealFile } from './content.ts';

const MB = 1_048_576;

describe('a sealed file', () => {
  it('lies in a number of chunks that many other sizes have, never too few and at most half as many again', () => {
    const counts = new Set<number>();
    for (let size = 1; size <= 10 * MB; size += 8191) {
      const count = chunksOf(size);
      counts.add(count);
      expect(count * CHUNK_BYTES).toBeGreaterThanOrEqual(size);
      expect(count).toBeLessThanOrEqual(Math.ceil(size / CHUNK_BYTES) * 1.5);
    }
    expect([...counts]).toEqual([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192]);
  });

  it('gives back its bytes and zeros, each chunk only at its own place and with its own key', () => {
    const key = randomBytes(32);
    const place = { jurisdiction: 1, blob: randomBytes(32) };
    const file = randomBytes(2 * CHUNK_BYTES + 5);
    const { chunks, wrapped } = sealFile(key, place, file);
    expect(new Set(chunks.map((it) => it.length))).toEqual(new Set([CHUNK_BYTES + 29]));
    const plain = Buffer.concat(chunks.map((bytes, chunk) => openText(key, { ...place, chunk }, wrapped, bytes)));
    expect(plain.equals(Buffer.concat([file, Buffer.alloc(CHUNK_BYTES - 5)]))).toBe(true);
    const [first = Buffer.alloc(0)] = chunks;
    expect(() => openText(key, { ...place, chunk: 1 }, wrapped, first)).toThrow();
    expect(() => openText(randomBytes(32), { ...place, chunk: 0 }, wrapped, first)).toThrow();
    expect(sealFile(key, place, file).chunks[0]?.equals(first)).toBe(false);
  });
});
