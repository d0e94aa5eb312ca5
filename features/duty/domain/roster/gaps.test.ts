import { describe, expect, it } from 'vitest';
import { instant, type Instant } from '../../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../../kernel/calendar/zone.ts';
import { gapEvents, type Found } from './gaps.ts';
import type { Seat } from './state.ts';

const ZONE = 'Asia/Shanghai';
const at = (day: string): Instant => startOfDay(day as PlainDate, ZONE);
const HOUR = 3_600_000;
/** A seat from eight in the morning of a day for a day and a night. */
const seat = (day: string, holder: string | null): Seat => ({
  seat: `${day}.all.officer.1`,
  shift: `${day}.all`,
  kind: 'all.officer',
  part: 'officer',
  day: day as PlainDate,
  from: instant(at(day) + 8 * HOUR),
  to: instant(at(day) + 32 * HOUR),
  night: true,
  off: false,
  posts: ['duty'],
  restHours: 24,
  reception: null,
  holder,
  post: holder === null ? null : 'town.duty',
  reason: null,
  been: [],
  atOnce: false,
  dropped: false,
  version: 0,
});
/** What is said on a day, of seats by day and holder, of which some were told as gaps. */
const said = (today: string, seats: { readonly [day: string]: string | null }, told: readonly string[] = [], left: Found['left'] = []) => {
  const all = Object.entries(seats).map(([day, holder]) => seat(day, holder));
  const now = instant(at(today) + 9 * HOUR);
  const empty = all.filter((one) => one.holder === null && one.from > now && one.from < now + 14 * 24 * HOUR);
  const state = { seats: new Map(all.map((one) => [one.seat, one])), gapsTold: told.map((day) => `${day}.all.officer.1`) };
  return gapEvents({ left, empty }, state, today as PlainDate, now).map(({ type, data, occurredOn }) => [
    type,
    ...(Array.isArray(data['seats']) ? [data['seats'].map((id) => String(id).slice(0, 10))] : []),
    // What it is owed by, by the pack: 14 days later.
    ...(occurredOn === undefined ? [] : [addDays(occurredOn, 14)]),
  ]);
};

describe('gaps of a roster', () => {
  it('are told once they are near, to be filled by the day before the nearest', () => {
    expect(said('2026-12-01', { '2026-12-10': null, '2026-12-12': null, '2026-12-11': 'a' })).toEqual([
      ['gaps_found', ['2026-12-10', '2026-12-12'], '2026-12-09'],
    ]);
    expect(said('2026-12-01', { '2026-12-10': null }, ['2026-12-10'])).toEqual([]);
    expect(said('2026-12-01', { '2026-12-20': null })).toEqual([]);
  });

  it('are counted anew where a nearer one comes: the one that was told first is no longer what it goes by', () => {
    expect(said('2026-12-05', { '2026-12-08': null, '2026-12-15': null }, ['2026-12-15'])).toEqual([
      ['gaps_counted_anew'],
      ['gaps_found', ['2026-12-08', '2026-12-15'], '2026-12-07'],
    ]);
  });

  it('are counted anew where the nearest was filled and others are left: nobody is late for one that is filled', () => {
    expect(said('2026-12-05', { '2026-12-08': 'a', '2026-12-15': null }, ['2026-12-08', '2026-12-15'])).toEqual([
      ['gaps_counted_anew'],
      ['gaps_found', ['2026-12-15'], '2026-12-14'],
    ]);
    // Another one behind the nearest changes the list and no clock.
    expect(said('2026-12-05', { '2026-12-08': null, '2026-12-15': null }, ['2026-12-08']).map(([type]) => type)).toEqual(['gaps_found']);
  });

  it('are filled when somebody has each of them, and not because its shift has begun', () => {
    expect(said('2026-12-05', { '2026-12-08': 'a' }, ['2026-12-08'])).toEqual([['gaps_filled']]);
    expect(said('2026-12-08', { '2026-12-08': null }, ['2026-12-08'])).toEqual([]);
    expect(said('2026-12-09', { '2026-12-08': null }, ['2026-12-08'])).toEqual([['gaps_filled']]);
  });

  it('of an account that ends today are owed by today at the earliest', () => {
    expect(said('2026-12-08', { '2026-12-09': null })).toEqual([['gaps_found', ['2026-12-09'], '2026-12-08']]);
    expect(said('2026-12-07', { '2026-12-07': 'gone', '2026-12-08': null }, []).at(-1)?.at(-1)).toBe('2026-12-07');
  });

  it('empty a seat only while the one who left still has it', () => {
    const left = [{ seat: '2026-12-10.all.officer.1', holder: 'gone' }];
    expect(said('2026-12-05', { '2026-12-10': 'gone' }, [], left)).toEqual([['seats_emptied', ['2026-12-10']]]);
    expect(said('2026-12-05', { '2026-12-10': 'new' }, [], left)).toEqual([]);
  });
});
