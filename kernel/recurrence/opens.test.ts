import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getPackCalendar } from '../../policy/calendars/find-calendar.ts';
import { addDays, getPlainDate } from '../calendar/plain-date.ts';
import { atWallTime, startOfDay } from '../calendar/zone.ts';
import { endsAt, getCadence, opensAt, parseCadence } from './cadence.ts';
import { windows } from './windows.ts';

const ZONE = 'Asia/Shanghai';
const given = {
  calendar: getPackCalendar({ id: 'cn', zone: ZONE }),
  terms: null,
  hours: [],
  closures: [],
  uses: [],
  dated: [],
  incidents: [],
};
const DAY = getPlainDate('2026-11-30');
const on = (every: string, from = DAY, days = 1) =>
  windows(
    getCadence(every),
    given,
    { from: startOfDay(getPlainDate('2020-01-01'), ZONE), to: null },
    { from: startOfDay(from, ZONE), to: startOfDay(addDays(from, days), ZONE) },
  );
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('a window that opens later than its bucket', () => {
  it('given an hour to open and one to close, it is what lies between, under the same name', () => {
    const [window] = on('day from 11:00 by 13:30');
    expect(window).toMatchObject({ id: '2026-11-30', from: atWallTime(DAY, 660, ZONE), due: atWallTime(DAY, 810, ZONE), times: 1 });
    expect(on('day by 11:00')[0]?.due).toBe(window?.from);
  });

  it('given days of a week, a month or a year, it opens with the first of them', () => {
    expect(on('week from wednesday by friday', DAY, 7)[0]).toMatchObject({ id: '2026-W49', first: '2026-12-02', last: '2026-12-04' });
    expect(on('month from 21 by 22', getPlainDate('2026-11-01'), 30)[0]).toMatchObject({
      id: '2026-11',
      first: '2026-11-21',
      last: '2026-11-22',
    });
    expect(on('year from 02-01 by 03-15', getPlainDate('2026-02-10'))[0]).toMatchObject({ first: '2026-02-01', last: '2026-03-15' });
    expect(on('after month from 6 by 8', getPlainDate('2026-12-07'))[0]).toMatchObject({
      id: '2026-11',
      first: '2026-12-06',
      last: '2026-12-08',
    });
  });

  it('is none without an end, after its end, or in a bucket that has no days', () => {
    for (const text of [
      'day from 11:00',
      'day from 14:00 by 13:30',
      'day from 13:30 by 13:30',
      'week from friday by monday',
      'term from 3 by 4',
    ])
      expect([text, parseCadence(text)]).toEqual([text, undefined]);
    expect(parseCadence('after month from 9 by 8')).toBeUndefined();
    // One day alone is a window.
    expect(parseCadence('week from friday by friday')).toBeDefined();
  });

  it('given any two tiers of one unit, the upper one opens after the lower closes exactly where the order of their parts says so', () => {
    const minute = fc.integer({ min: 1, max: 1438 });
    fc.assert(
      fc.property(minute, minute, fc.integer({ min: 1, max: 1 }), (by, from, more) => {
        const [lower, upper] = [getCadence(`day by ${clock(by)}`), getCadence(`day from ${clock(from)} by ${clock(from + more)}`)];
        if (lower.kind !== 'bucket' || upper.kind !== 'bucket' || lower.by === null || upper.opens === undefined)
          throw new Error('buckets');
        const [below, above] = [on(`day by ${clock(by)}`)[0], on(`day from ${clock(from)} by ${clock(from + more)}`)[0]];
        if (!below || !above) throw new Error('each day has one');
        expect(opensAt(upper.opens) >= endsAt(lower.by)).toBe(above.from >= below.due);
      }),
    );
  });
});
