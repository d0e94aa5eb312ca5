import { describe, expect, it } from 'vitest';
import { randomBytes } from './random.ts';

describe('randomBytes', () => {
  it('gives as many bytes as asked for, never the same twice, never what was wiped', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 5000; i += 1) {
      const bytes = randomBytes(16);
      expect(bytes.length).toBe(16);
      expect(bytes.equals(Buffer.alloc(16))).toBe(false);
      seen.add(bytes.toString('hex'));
    }
    expect(seen.size).toBe(5000);
  });

  it('uses every bit about half of the time', () => {
    const counts = Array.from({ length: 8 }, () => 0);
    for (let i = 0; i < 400; i += 1)
      for (const byte of randomBytes(64)) counts.forEach((_count, bit) => (counts[bit] = (counts[bit] ?? 0) + ((byte >> bit) & 1)));
    // 25,600 draws a bit: 12,800 ± 400 is five standard deviations.
    for (const count of counts) expect(Math.abs(count - 12_800)).toBeLessThan(400);
  });

  it('gives copies: changing one changes nothing that comes later', () => {
    const first = randomBytes(32);
    first.fill(7);
    expect(randomBytes(32).equals(first)).toBe(false);
  });

  it('refuses what is not a number of bytes', () => {
    for (const wrong of [-1, 1.5, 16_385, Number.NaN]) expect(() => randomBytes(wrong)).toThrow();
  });
});
