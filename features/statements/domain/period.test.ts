import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/calendar/instant.ts';
import {
  addDays,
  addMonths,
  fromEpochDay,
  getPlainDate,
  toEpochDay,
  weekday,
  yearOf,
  type PlainDate,
} from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { obligations } from '../../../kernel/obligation/obligations.ts';
import { bucketOf } from '../../../kernel/recurrence/buckets.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { getPackOf } from '../../../policy/load.ts';
import { ENDED, endedPeriods, UNITS, type Period } from './period.ts';
import { STATEMENT } from './vocabulary.ts';

const pack = getPackOf([STATEMENT], 'hazard-statistics');
const calendar = getPackCalendar(pack.calendar);
const day = fc.integer({ min: toEpochDay(getPlainDate('1990-01-01')), max: toEpochDay(getPlainDate('2090-12-31')) }).map(fromEpochDay);

/** By when a statement of a period is signed, where the sweep comes so many minutes after it. */
const dueOf = ({ unit, to }: Period, minutes: number): unknown => {
  const recordedAt = instant(startOfDay(addDays(to, 1), calendar.zone) + minutes * 60_000);
  const base = { v: 1, level: 0, recordedAt, actor: { kind: 'system' }, visibility: 'open', policy: '', calendar: '', data: {} } as const;
  const events: readonly StreamEvent[] = [
    { ...base, type: 'statement_opened', n: 0 },
    { ...base, type: ENDED[unit], n: 1, occurredOn: to },
  ];
  return obligations(STATEMENT, events, pack, calendar, recordedAt).find((it) => it.kind === 'sign_statement')?.due;
};

describe('quarters and years that are over', () => {
  it('are the whole ones before today that hold a day from the first on, each once', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1500 }), (first, days) => {
        const today = addDays(first, days);
        for (const unit of UNITS) {
          const found = endedPeriods(first, today).filter((it) => it.unit === unit);
          expect(found.every(({ to }) => to >= first && to < today)).toBe(true);
          for (const [i, { from, to }] of found.entries()) {
            expect(to).toBe(addDays(addMonths(from, unit === 'quarter' ? 3 : 12), -1));
            if (i > 0) expect(from).toBe(addDays(found[i - 1]?.to ?? first, 1));
          }
          // Nothing that is over is left out: the one after the last is not.
          const last = found.at(-1)?.to;
          expect(bucketOf(unit, last === undefined ? first : addDays(last, 1)).last >= today).toBe(true);
        }
      }),
    );
  });

  it('begin with the day after the last one, not with it', () => {
    const [first, last] = [getPlainDate('2026-08-01'), getPlainDate('2026-09-30')];
    expect(endedPeriods(first, last)).toEqual([]);
    expect(endedPeriods(first, addDays(last, 1))).toEqual([{ unit: 'quarter', from: '2026-07-01', to: '2026-09-30' }]);
    expect(endedPeriods(first, getPlainDate('2027-01-01')).map((it) => `${it.unit} ${it.to}`)).toEqual([
      'quarter 2026-09-30',
      'quarter 2026-12-31',
      'year 2026-12-31',
    ]);
  });
});

describe('the day by which a statement is signed', () => {
  const periodOf = (unit: Period['unit'], some: PlainDate): Period => {
    const found = endedPeriods(some, addDays(some, 800)).find((it) => it.unit === unit);
    if (!found) throw new Error('800 days hold a whole year');
    return found;
  };

  it('is the 15th of the month after a quarter and 31 January after a year, weekend or not, however late the sweep comes', () => {
    const weekdays = new Set<number>();
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 40 * 1440 }), (some, minutes) => {
        const [quarter, year] = [periodOf('quarter', some), periodOf('year', some)];
        expect(dueOf(quarter, minutes)).toBe(`${addDays(quarter.to, 1).slice(0, 8)}15`);
        expect(dueOf(year, minutes)).toBe(`${yearOf(year.to) + 1}-01-31`);
        weekdays.add(weekday(getPlainDate(`${addDays(quarter.to, 1).slice(0, 8)}15`)));
      }),
      { numRuns: 300 },
    );
    expect(weekdays.size).toBe(7);
  });
});
