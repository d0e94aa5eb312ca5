import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { alikeOnDays, runsOf } from './receptions.ts';

const day = (n: number): PlainDate => addDays('2026-12-01' as PlainDate, n);

describe('days of receptions', () => {
  it('are told as runs that hold each day once and no other, over the end of a month and of a year', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }), (numbers) => {
        const days = numbers.toSorted((a, b) => a - b).map(day);
        const told = runsOf(days).flatMap(({ from, to }) => {
          const all: PlainDate[] = [];
          for (let at = from; at <= to; at = addDays(at, 1)) all.push(at);
          return all;
        });
        expect(told).toEqual([...new Set(days)]);
        // Two runs that follow on each other would be one.
        for (const [i, run] of runsOf(days).entries()) if (i > 0) expect(runsOf(days)[i - 1]?.to).not.toBe(addDays(run.from, -1));
      }),
    );
  });

  it('are one line for all that is alike but for its day', () => {
    const all = [
      { post: 'head', on: day(0) },
      { post: 'deputy', on: day(1) },
      { post: 'head', on: day(2) },
      { post: 'head', on: day(3) },
    ];
    expect(
      alikeOnDays(
        all,
        ({ post }) => post,
        ({ on }) => on,
      ).map(({ one, runs }) => [one.post, runs]),
    ).toEqual([
      [
        'head',
        [
          { from: day(0), to: day(0) },
          { from: day(2), to: day(3) },
        ],
      ],
      ['deputy', [{ from: day(1), to: day(1) }]],
    ]);
  });
});
