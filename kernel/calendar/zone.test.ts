import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromIso, instant, toIso } from './instant.ts';
import { addDays, fromEpochDay, getPlainDate } from './plain-date.ts';
import { atWallTime, dateIn, isZone, startOfDay, wallTime } from './zone.ts';

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu'];
const zones = fc.constantFrom(...ZONES);
const days = fc.integer({ min: 0, max: 40_000 }).map(fromEpochDay); // 1970 to 2079
const instants = fc.integer({ min: 0, max: 40_000 * 86_400_000 }).map(instant);

describe('the day it is somewhere', () => {
  it('turns at midnight of the zone, not of Greenwich', () => {
    expect(dateIn(fromIso('2026-09-28T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-09-28');
    expect(dateIn(fromIso('2026-09-28T16:00:00.000Z'), 'Asia/Shanghai')).toBe('2026-09-29');
  });

  it('starts at the instant from which the wall shows it, in every zone and year', () => {
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const start = startOfDay(day, zone);
        expect(dateIn(start, zone) >= day).toBe(true);
        expect(dateIn(instant(start - 1), zone) < day).toBe(true);
      }),
    );
  });

  it('holds every instant between its start and the start of the next', () => {
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const day = dateIn(at, zone);
        expect(startOfDay(day, zone)).toBeLessThanOrEqual(at);
        expect(startOfDay(addDays(day, 1), zone)).toBeGreaterThan(at);
      }),
    );
  });

  it('is the one the wall shows, also on days on which the clocks change', () => {
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        expect(dateIn(at, zone)).toBe(wallTime(at, zone).date);
      }),
    );
    for (let at = fromIso('2026-10-24T00:00:00.000Z'); at < fromIso('2026-10-27T00:00:00.000Z'); at = instant(at + 1_799_999)) {
      expect(dateIn(at, 'Europe/Berlin')).toBe(wallTime(at, 'Europe/Berlin').date);
    }
  });

  it('has 23 hours when summer time starts and 25 when it ends', () => {
    const hours = (day: string, zone: string): number =>
      (startOfDay(addDays(getPlainDate(day), 1), zone) - startOfDay(getPlainDate(day), zone)) / 3_600_000;
    expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-03-08', 'America/New_York')).toBe(23);
    expect(hours('2026-11-01', 'America/New_York')).toBe(25);
    expect(hours('2026-09-28', 'Asia/Shanghai')).toBe(24);
  });

  it('starts at one o’clock where summer time skips midnight', () => {
    const start = startOfDay(getPlainDate('2018-11-04'), 'America/Sao_Paulo');
    expect(toIso(start)).toBe('2018-11-04T03:00:00.000Z');
    expect(wallTime(start, 'America/Sao_Paulo').hour).toBe(1);
  });

  it('is the next one where a whole day was left out', () => {
    expect(startOfDay(getPlainDate('2011-12-30'), 'Pacific/Apia')).toBe(startOfDay(getPlainDate('2011-12-31'), 'Pacific/Apia'));
  });

  it('is not asked of a zone that nobody knows', () => {
    expect(isZone('Asia/Shanghai')).toBe(true);
    expect(isZone('Asia/Qingchuan')).toBe(false);
  });
});

describe('a time on the wall', () => {
  const at = (day: string, minutes: number, zone: string): string => toIso(atWallTime(getPlainDate(day), minutes, zone));

  it('shown twice is the first time, left out is as long after midnight as if it were not', () => {
    expect(at('2026-11-01', 90, 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(at('2026-03-08', 150, 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(at('2026-11-28', 1440, 'Asia/Shanghai')).toBe('2026-11-28T16:00:00.000Z');
    expect(at('2026-11-28', 1560, 'Asia/Shanghai')).toBe('2026-11-28T18:00:00.000Z');
  });

  it('is what the wall shows, wherever it is shown at all', () => {
    fc.assert(
      fc.property(zones, days, fc.integer({ min: 0, max: 1439 }), (zone, day, minutes) => {
        const shown = wallTime(atWallTime(day, minutes, zone), zone);
        const isSame = shown.date === day && shown.hour * 60 + shown.minute === minutes;
        // Else the clocks went over it: nothing a minute before or after it shows it either.
        const near = [-180, -120, -60, -30, 30, 60, 120].map((by) => wallTime(instant(atWallTime(day, minutes, zone) + by * 60_000), zone));
        expect(isSame || near.every((it) => it.date !== day || it.hour * 60 + it.minute !== minutes)).toBe(true);
      }),
    );
  });
});
