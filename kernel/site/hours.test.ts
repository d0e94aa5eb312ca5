import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHours, parseMeals, parseNight } from './hours.ts';

const at = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('opening hours', () => {
  it('are read day by day; a day that is not named is closed', () => {
    expect(parseHours('1-5 07:30-11:30, 13:00-18:00; 6 08:00-12:00')).toEqual([
      ...Array.from({ length: 5 }, () => [
        { from: '07:30', to: '11:30' },
        { from: '13:00', to: '18:00' },
      ]),
      [{ from: '08:00', to: '12:00' }],
      [],
    ]);
    expect(parseHours('1-7 00:00-24:00')?.every(([span]) => span?.from === '00:00' && span.to === '24:00')).toBe(true);
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
      '1 24:00-24:00',
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
      .map((all) =>
        Array.from({ length: Math.floor(all.length / 2) }, (_, i) => ({ from: at(all[2 * i] ?? 0), to: at(all[2 * i + 1] ?? 0) })),
      );
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (week) => {
        const text = week.map((spans, i) => `${i + 1} ${spans.map(({ from, to }) => `${from}-${to}`).join(',')}`).join('; ');
        expect(parseHours(text)).toEqual(text.length > 200 ? undefined : week);
      }),
    );
  });
});

describe('meals and nights', () => {
  it('are read, or refused where they overlap, come twice, or are none', () => {
    expect(parseMeals('lunch 11:00-12:30; breakfast 06:30-07:30')).toEqual([
      { id: 'breakfast', from: '06:30', to: '07:30' },
      { id: 'lunch', from: '11:00', to: '12:30' },
    ]);
    for (const text of ['', 'brunch 10:00-11:00', 'lunch 11:00-12:00; lunch 12:00-13:00', 'lunch 11:00-12:30; dinner 12:00-13:00'])
      expect([text, parseMeals(text)]).toEqual([text, undefined]);
    expect(parseNight('21:00-06:00')).toEqual({ from: '21:00', to: '06:00' });
    expect(['06:00-21:00', '21:00', '21:00-21:00'].map(parseNight)).toEqual([undefined, undefined, undefined]);
  });
});
