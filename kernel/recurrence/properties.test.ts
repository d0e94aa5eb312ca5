import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import { getCadence } from './cadence.ts';
import type { Surroundings, Window } from './surroundings.ts';
import { ALWAYS, HOUR, NONE, TERMS, hours, inZone } from '../../test/support/recurrence/fixtures.ts';
import { windows } from './windows.ts';

describe('the windows of one rule', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Europe/London');
  const spans = fc.tuple(fc.integer({ min: 0, max: 365 * 24 * 4 }), fc.integer({ min: 1, max: 60 * 24 * 4 }));
  const BASE = Date.parse('2026-01-01T00:00:00Z');
  const QUARTER = HOUR / 4;
  const everyDay = Array.from({ length: 7 }, () => [
    { from: '09:30', to: '12:00' },
    { from: '18:00', to: '01:00' },
  ]);
  const GIVEN: Surroundings = {
    ...NONE,
    terms: TERMS,
    hours: [hours({ week: everyDay, meals: [{ id: 'noon', from: '11:00', to: '12:00' }] })],
  };
  const EVERY = [
    'day',
    'week',
    '2 weeks',
    'half month',
    'month',
    '2 months',
    'quarter',
    'half year',
    'year',
    '2 years',
    '3 years',
    'open day',
    'working day',
    'term',
    'school year',
    'day by 14:00',
    'month by 20',
    '2 hours',
    '3 hours at night',
    '2 hours while open and at closing',
    'closing',
    'night',
    'meal',
    'before term',
    'first 14 days of term',
    'week while term',
    'before holiday',
    'week while season flood',
    'after month by 5',
    '15 days since last',
  ];

  it('never overlap, sort by name as they begin, lie in cover, and are the same whatever range they are asked for', () => {
    fc.assert(
      fc.property(zones, fc.constantFrom(...EVERY), spans, spans, (zone, every, [start, length], [ask, span]) => {
        const given = { ...GIVEN, calendar: inZone(zone) };
        const cover = { from: instant(BASE + start * QUARTER), to: instant(BASE + (start + length * 4) * QUARTER) };
        const all = windows(getCadence(every), given, cover, { from: cover.from, to: cover.to });
        for (const [i, it] of all.entries()) {
          const next = all[i + 1];
          expect(it.from < it.to && it.from >= cover.from).toBe(true);
          // What counts from the last time may be due after the thing has left: then it was met before.
          expect(it.to <= cover.to).toBe(true);
          if (next) expect([it.to <= next.from, it.id < next.id]).toEqual([true, true]);
        }
        const range = { from: instant(BASE + ask * QUARTER), to: instant(BASE + (ask + span) * QUARTER) };
        const asked = windows(getCadence(every), given, cover, range);
        const firm = (list: readonly Window[]): readonly Window[] =>
          list.filter((it) => it.provisional === null && it.from < range.to && range.from < it.to);
        if (every !== '15 days since last') expect(firm(asked)).toEqual(firm(all));
      }),
      { numRuns: 400 },
    );
  });

  it('leave no gap in cover but the part of a bucket of which less than half is covered', () => {
    const tiling = fc.constantFrom('day', 'week', '2 weeks', 'half month', 'month', '2 months', 'quarter', 'half year', 'year', '2 hours');
    fc.assert(
      fc.property(zones, tiling, spans, (zone, every, [start, length]) => {
        const given = { ...NONE, calendar: inZone(zone) };
        const cover = { from: instant(BASE + start * QUARTER), to: instant(BASE + (start + length * 4) * QUARTER) };
        const cut = windows(getCadence(every), given, cover, cover);
        const whole = windows(getCadence(every), given, ALWAYS, cover);
        // Of a day of 24 and a half hours the rest is less than half of two hours.
        const slack = every === '2 hours' ? HOUR : 1;
        for (const [i, it] of whole.entries()) expect((whole[i + 1]?.from ?? it.to) - it.to).toBeLessThan(slack);
        const kept = whole.filter((it) => (Math.min(it.to, cover.to) - Math.max(it.from, cover.from)) * 2 >= it.to - it.from);
        expect(cut.map((it) => [it.id, it.from, it.to])).toEqual(
          kept.map((it) => [it.id, Math.max(it.from, cover.from), Math.min(it.to, cover.to)]),
        );
      }),
      { numRuns: 300 },
    );
  });
});
