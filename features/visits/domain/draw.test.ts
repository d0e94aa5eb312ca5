import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import { nodeHashing as hashing } from '../../../ports/node.ts';
import { checkDraw, commitmentOf, drawOffices, type ToldDraw } from './draw.ts';

const hash = (text: string): string => toHex(hashing.sha256(utf8Encode(text)));
const OFFICES = ['agriculture', 'education', 'fire', 'health', 'housing', 'letters', 'transport', 'water'];
const ROOT = hash('a root');

const office = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const hex = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const drum = fc.record({ seed: hex, root: hex, offices: fc.array(office, { maxLength: 30 }), count: fc.integer({ min: 0, max: 40 }) });

/** A draw that was told truly. */
const told = (seed: string, root = ROOT, offices: readonly string[] = OFFICES, count = 3): ToldDraw => ({
  seed,
  root,
  offices,
  count,
  commitment: commitmentOf(hashing, seed) ?? '',
  drawn: drawOffices(hashing, { seed, root, offices, count }) ?? [],
});

describe('a draw', () => {
  it('takes as many different offices of the drum as are asked for, or all there are', () => {
    fc.assert(
      fc.property(drum, (given) => {
        const drawn = drawOffices(hashing, given) ?? [];
        const all = new Set(given.offices);
        expect(drawn.length).toBe(Math.min(given.count, all.size));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.every((one) => all.has(one))).toBe(true);
      }),
    );
  });

  it('does not hang on the order of the drum, nor on an office that stands in it twice', () => {
    fc.assert(
      fc.property(
        drum.chain((given) =>
          fc.record({
            given: fc.constant(given),
            mixed: fc.shuffledSubarray([...given.offices, ...given.offices], { minLength: given.offices.length * 2 }),
          }),
        ),
        ({ given, mixed }) => {
          expect(drawOffices(hashing, { ...given, offices: mixed })).toEqual(drawOffices(hashing, given));
        },
      ),
    );
  });

  it('of more offices begins with the draw of fewer', () => {
    fc.assert(
      fc.property(drum, (given) => {
        const more = drawOffices(hashing, { ...given, count: given.count + 1 }) ?? [];
        expect(more.slice(0, given.count)).toEqual(drawOffices(hashing, given));
      }),
    );
  });

  it('is total: what is no seed and no root draws nothing and commits to nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), fc.integer(), (seed, root, offices, count) => {
        const drawn = drawOffices(hashing, { seed, root, offices, count });
        expect(drawn === undefined || Array.isArray(drawn)).toBe(true);
      }),
    );
    for (const seed of ['', 'ab', `${hash('x')}00`, hash('x').toUpperCase(), 'g'.repeat(64)]) {
      expect([seed, commitmentOf(hashing, seed), drawOffices(hashing, { seed, root: ROOT, offices: OFFICES, count: 1 })]).toEqual([
        seed,
        undefined,
        undefined,
      ]);
    }
  });

  it('draws every office equally often, and every pair (chi-square over 6000 fixed seeds, p = 0.001)', () => {
    const draws = 6000;
    const counts = new Map<string, number>();
    const pairs = new Map<string, number>();
    for (let i = 0; i < draws; i += 1) {
      const drawn = drawOffices(hashing, { seed: hash(`seed ${i}`), root: hash(`root ${i % 17}`), offices: OFFICES, count: 2 }) ?? [];
      for (const one of drawn) counts.set(one, (counts.get(one) ?? 0) + 1);
      const pair = drawn.toSorted().join(' ');
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    const chiSquare = (seen: ReadonlyMap<string, number>, cells: number, total: number): number =>
      [...seen.values()].reduce(
        (sum, count) => sum + (count - total / cells) ** 2 / (total / cells),
        (cells - seen.size) * (total / cells),
      );
    // Two are drawn without putting back, so counts of single offices spread less than this bound allows.
    expect(chiSquare(counts, 8, draws * 2)).toBeLessThan(24.32); // 7 degrees of freedom
    expect(pairs.size).toBe(28);
    expect(chiSquare(pairs, 28, draws)).toBeLessThan(55.48); // 27 degrees of freedom
  });

  it('hangs on the root as on the seed: with one seed, other roots draw all offices alike', () => {
    const seed = hash('one seed');
    const first = Array.from(
      { length: 4000 },
      (_, i) => drawOffices(hashing, { seed, root: hash(`root ${i}`), offices: OFFICES, count: 1 })?.[0],
    );
    const expected = first.length / OFFICES.length;
    const chi = OFFICES.reduce((sum, one) => sum + (first.filter((it) => it === one).length - expected) ** 2 / expected, 0);
    expect(chi).toBeLessThan(24.32);
  });

  it('is the same on any machine: one worked example', () => {
    // printf 'huiyin/visit-seed/v1\n' and the bytes of the seed through sha256sum; for an office, seed and root and its name.
    const seed = '00'.repeat(32);
    expect(commitmentOf(hashing, seed)).toBe('f5905eae2b1a67b24b4a27f3c4c5213df49d506e72c4af6d352175ae91a568ea');
    expect(drawOffices(hashing, { seed, root: 'ff'.repeat(32), offices: ['housing', 'letters', 'water'], count: 3 })).toEqual([
      'housing',
      'water',
      'letters',
    ]);
  });
});

describe('whoever recomputes a draw', () => {
  it('agrees with one that was told truly', () => {
    fc.assert(
      fc.property(drum, ({ seed, root, offices, count }) => {
        expect(checkDraw(hashing, told(seed, root, offices, count))).toBeUndefined();
      }),
    );
  });

  it('sees another seed than the one that was committed to', () => {
    const draw = told(hash('mine'));
    const other = told(hash('better'));
    expect(checkDraw(hashing, { ...draw, seed: other.seed })).toBe('seed_not_committed');
    expect(checkDraw(hashing, { ...other, commitment: draw.commitment })).toBe('seed_not_committed');
    expect(checkDraw(hashing, { ...draw, seed: 'no seed' })).toBe('seed_not_committed');
  });

  it('sees offices that were put in, left out, exchanged or put into another order', () => {
    const draw = told(hash('mine'));
    const spared = OFFICES.find((one) => !draw.drawn.includes(one)) ?? '';
    for (const drawn of [[spared, ...draw.drawn.slice(1)], draw.drawn.slice(1), [...draw.drawn, spared], draw.drawn.toReversed(), []])
      expect([drawn, checkDraw(hashing, { ...draw, drawn })]).toEqual([drawn, 'others_drawn']);
    // A drum without an office that was drawn, or a root of another checkpoint.
    expect(checkDraw(hashing, { ...draw, offices: OFFICES.filter((one) => one !== draw.drawn[0]) })).toBe('others_drawn');
    expect(checkDraw(hashing, { ...draw, root: hash('another root') })).toBe('others_drawn');
    expect(checkDraw(hashing, { ...draw, count: 4 })).toBe('others_drawn');
  });
});
