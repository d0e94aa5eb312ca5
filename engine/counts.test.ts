import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Counts } from './counts.ts';

describe('a tally', () => {
  it('counts each name for itself, and forgets what it is told to forget', () => {
    const counts = new Counts();
    expect([counts.add('a'), counts.add('b'), counts.add('a'), counts.add('a')]).toEqual([1, 1, 2, 3]);
    counts.forget('a');
    expect([counts.add('a'), counts.add('b')]).toEqual([1, 2]);
  });

  it('holds a bounded number of names; who is counted all the time never gives way to a flood of others', () => {
    const counts = new Counts(3);
    for (let i = 1; i <= 50; i += 1) {
      expect(counts.add('tried')).toBe(i);
      counts.add(`flood ${i}`);
      counts.add(`more ${i}`);
    }
    expect(counts.add('flood 1')).toBe(1);
  });

  it('counts like a map for as long as the names are few', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd')), (names) => {
        const counts = new Counts(4);
        const plain = new Map<string, number>();
        for (const name of names) {
          plain.set(name, (plain.get(name) ?? 0) + 1);
          expect(counts.add(name)).toBe(plain.get(name));
        }
      }),
    );
  });
});
