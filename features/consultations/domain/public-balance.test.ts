import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMENT_OUTCOMES } from '../../../kernel/matter/comment.ts';
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
      { outcome: 'not_adopted', count: { from: 0, to: 18 } },
      { outcome: 'outside_draft', count: { from: 0, to: 9 } },
    ]);
    expect(it.received).toEqual({ from: 1250, to: 1298 });
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

  it('tells no more of a part by adding and subtracting: one more or one less within its five changes nothing that is shown', () => {
    fc.assert(
      fc.property(groups, cells, fc.nat(), fc.integer({ min: 0, max: 4 }), (some, counted, at, offset) => {
        // One cell a part of the partition, so that nothing else lies in its range.
        const single = [...new Map(counted.map((cell) => [`${cell.group} ${cell.outcome}`, cell])).values()].filter(
          ({ group: nth, outcome }) => nth !== null && outcome !== null && some[nth - 1]?.answer?.outcome === outcome,
        );
        if (single.length === 0) return;
        const i = at % single.length;
        const moved = single.map((cell, k) =>
          k === i ? { ...cell, count: (cell.count < 10 ? 0 : Math.floor(cell.count / 5) * 5) + offset } : cell,
        );
        expect(told(some, moved)).toEqual(told(some, single));
      }),
    );
  });
});
