import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlotState } from '../../../kernel/recurrence/slots.ts';
import { isNothing, sumOf, type Below } from './sum.ts';

const ITEMS = ['faults', 'mended'];
const figures = fc.record({ faults: fc.nat(999_999), mended: fc.nat(999_999) });
const act = fc.record({
  id: fc.string({ minLength: 1, maxLength: 8 }),
  figures,
  lacks: fc.array(fc.constantFrom('p', 'q'), { maxLength: 2 }),
  deeper: fc.nat(5),
});
const state = fc.constantFrom<SlotState>('open', 'missed', 'excused');
const below: fc.Arbitrary<readonly Below[]> = fc
  .array(
    fc.oneof(
      act.map((one) => ({ state: 'done' as SlotState, act: one })),
      state.map((one) => ({ state: one, act: null })),
    ),
    {
      maxLength: 12,
    },
  )
  .map((some) => some.map((one, i) => ({ office: `o${i}`, ...one })));

describe('a sum of what those below returned', () => {
  it('given one silent office, when it is summed up, then the others are added and the silent one is named, not counted as 0', () => {
    const returned = { id: 'a-1', figures: { faults: 0, mended: 3 }, lacks: [], deeper: 0 };
    const sum = sumOf(ITEMS, [
      { office: 'a', state: 'done', act: returned },
      { office: 'b', state: 'missed', act: null },
      { office: 'c', state: 'excused', act: null },
    ]);
    expect(sum).toEqual({ figures: { faults: 0, mended: 3 }, holds: ['a'], lacks: ['b'], deeper: 0, acts: ['a-1'] });
    expect(isNothing(ITEMS, { faults: 0, mended: 0 }, sum.lacks.length)).toBe(false);
    expect(isNothing(ITEMS, { faults: 0, mended: 0 }, 0)).toBe(true);
    expect([isNothing(ITEMS, { faults: 0 }, 0), isNothing([], {}, 0)]).toEqual([false, false]);
  });

  it('given nobody who returned, then there is no figure at all', () => {
    expect(sumOf(ITEMS, [{ office: 'a', state: 'missed', act: null }])).toMatchObject({ figures: {}, lacks: ['a'] });
  });

  it('given what a section has summed up itself, then who was missing there is counted on', () => {
    const returned = { id: 'a-1', figures: {}, lacks: ['x', 'y'], deeper: 3 };
    expect(sumOf(ITEMS, [{ office: 'a', state: 'done', act: returned }])).toMatchObject({ figures: {}, lacks: [], deeper: 5 });
  });

  it('given anything, each office is held, missing or excused, and the figures are what those that are held said', () => {
    fc.assert(
      fc.property(below, (some) => {
        const sum = sumOf(ITEMS, some);
        const excused = some.filter((one) => one.act === null && one.state === 'excused').map(({ office }) => office);
        expect([...sum.holds, ...sum.lacks, ...excused].toSorted()).toEqual(some.map(({ office }) => office).toSorted());
        for (const item of ITEMS) {
          let total: number | undefined;
          for (const one of some) if (one.act) total = (total ?? 0) + (one.act.figures[item] ?? 0);
          expect(sum.figures[item]).toBe(total);
        }
      }),
    );
  });
});
