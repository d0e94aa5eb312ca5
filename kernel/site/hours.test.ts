import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHours } from './hours.ts';

const at = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('opening hours', () => {
  it('are read day by day; a day that is not named is closed', () => {
    expect(parseHours('1-5 07:30-11:30, 13:00-18:00; 6 08:00-12:00')).toEqual([
      ...Array.from({ length: 5 }, () => [
        { from: 450, to: 690 },
        { from: 780, to: 1080 },
      ]),
      [{ from: 480, to: 720 }],
      [],
    ]);
    expect(parseHours('1-7 00:00-24:00')?.every(([span]) => span?.from === 0 && span.to === 1440)).toBe(true);
  });

  it('are refused where they say nothing, go backwards, overlap, or name a day twice', () => {
    for (const text of [
      '',
      '8 08:00-12:00',
      '5-1 08:00-12:00',
      '1 12:00-08:00',
      '1 08:00-08:00',
      '1 08:00-25:00',
      '1 08:60-09:00',
      '1 08:00-12:00, 11:00-13:00',
      '1-3 08:00-12:00; 2 13:00-14:00',
      '1 8-12',
      `1 ${'08:00-09:00,'.repeat(30)}`,
    ])
      expect([text, parseHours(text)]).toEqual([text, undefined]);
  });

  it('come back as they were said', () => {
    const day = fc
      .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
      .map((all) => all.toSorted((a, b) => a - b))
      .map((all) => Array.from({ length: Math.floor(all.length / 2) }, (_, i) => ({ from: all[2 * i] ?? 0, to: all[2 * i + 1] ?? 0 })));
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (week) => {
        const text = week.map((spans, i) => `${i + 1} ${spans.map(({ from, to }) => `${at(from)}-${at(to)}`).join(',')}`).join('; ');
        expect(parseHours(text)).toEqual(text.length > 200 ? undefined : week);
      }),
    );
  });
});
