import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMENT_OUTCOMES } from '../../../kernel/matter/comment.ts';
import { inFives } from '../../figures/public.ts';
import { publicBalance, type Cell } from './public-balance.ts';
import type { Group } from './state.ts';

const group = (nth: number, outcome: (typeof COMMENT_OUTCOMES)[number] | null): Group => ({
  nth,
  heading: '组',
  answer: outcome === null ? null : { n: nth, outcome, post: 'housing.head', office: 'housing', rule: null },
});
const told = (groups: readonly Group[], cells: readonly Cell[]) => publicBalance({ groups }, { cells, agreed: 0, leftOut: [] });

describe('what everybody is told of the comments', () => {
  it('is a range of five, or below ten, and sums of those', () => {
    const it = told(
      [group(1, 'adopted'), group(2, 'not_adopted'), group(3, null)],
      [
        { group: 1, outcome: 'adopted', count: 1203 },
        { group: 2, outcome: 'not_adopted', count: 3 },
        { group: 2, outcome: 'adopted', count: 12 },
        { group: 3, outcome: null, count: 40 },
        { group: null, outcome: null, count: 3 },
      ],
    );
    expect(it.groups).toEqual(
      new Map([
        [1, { from: 1200, to: 1204 }],
        [2, { from: 0, to: 9 }],
      ]),
    );
    expect(it.unanswered).toEqual({ from: 40, to: 44 });
    expect(it.outcomes).toEqual([
      { outcome: 'adopted', count: { from: 1210, to: 1218 } },
      { outcome: 'adopted_in_part', count: { from: 0, to: 9 } },
      { outcome: 'not_adopted', count: { from: 0, to: 9 } },
      { outcome: 'outside_draft', count: { from: 0, to: 9 } },
    ]);
    expect(it.received).toEqual({ from: 1250, to: 1289 });
  });

  const cells = fc.array(
    fc.record({
      group: fc.option(fc.integer({ min: 1, max: 4 })),
      outcome: fc.option(fc.constantFrom(...COMMENT_OUTCOMES)),
      count: fc.integer({ min: 1, max: 300 }),
    }),
    { maxLength: 12 },
  );
  const groups = fc
    .array(fc.option(fc.constantFrom(...COMMENT_OUTCOMES)), { minLength: 4, maxLength: 4 })
    .map((outcomes) => outcomes.map((outcome, i) => group(i + 1, outcome)));

  it('holds the truth in each of its ranges', () => {
    fc.assert(
      fc.property(groups, cells, (some, counted) => {
        const it = told(some, counted);
        const all = counted.reduce((sum, { count }) => sum + count, 0);
        expect(it.received.from).toBeLessThanOrEqual(all);
        expect(it.received.to).toBeGreaterThanOrEqual(all);
        for (const { outcome, count } of it.outcomes) {
          const exact = counted.filter((cell) => cell.outcome === outcome).reduce((sum, cell) => sum + cell.count, 0);
          expect(count.from <= exact && exact <= (count.to ?? Infinity)).toBe(true);
        }
      }),
    );
  });

  it('leaves whoever adds and subtracts all of it at least five values for each part', () => {
    const some = [group(1, 'adopted'), group(2, 'adopted'), group(3, null), group(4, null)];
    const parts = fc.tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 24 }));
    const cellsOf = (counts: readonly number[]): readonly Cell[] =>
      (['adopted', 'adopted', null] as const).map((outcome, k) => ({
        group: outcome === null ? null : k + 1,
        outcome,
        count: counts[k] ?? 0,
      }));
    const valuesOf = (count: number): readonly number[] => {
      const { from, to } = inFives(count);
      return Array.from({ length: (to ?? from) - from + 1 }, (_, k) => from + k);
    };
    const words = (counts: readonly number[]): string => {
      const it = told(some, cellsOf(counts));
      return JSON.stringify([it.received, it.unanswered, it.outcomes, [...it.groups]]);
    };
    fc.assert(
      fc.property(parts, (counts) => {
        const shown = words(counts);
        const [a, b, c] = counts.map(valuesOf);
        const left: [Set<number>, Set<number>, Set<number>] = [new Set(), new Set(), new Set()];
        for (const x of a ?? [])
          for (const y of b ?? [])
            for (const z of c ?? [])
              if (words([x, y, z]) === shown) {
                left[0].add(x);
                left[1].add(y);
                left[2].add(z);
              }
        for (const values of left) expect(values.size).toBeGreaterThanOrEqual(5);
      }),
      { numRuns: 40 },
    );
  });
});
