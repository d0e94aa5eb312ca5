import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getCalendar, isWorkingDay, toWorkingDay } from './calendar.ts';
import { dueAfter, type Counting } from './due.ts';
import { fromIso, toIso } from './instant.ts';
import { addDays, daysBetween, fromEpochDay, getPlainDate } from './plain-date.ts';
import { startOfDay } from './zone.ts';
import { parseWithin } from './within.ts';

/** National Day 2026: off from 1 to 7 October, Saturday 10 October worked. */
const calendar = getCalendar({
  id: 'test',
  zone: 'Asia/Shanghai',
  source: 'test',
  years: [2026],
  holidays: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
  makeUpDays: ['2026-09-20', '2026-10-10'],
});
const CIVIL: Counting = { firstDay: 'excluded', lastDay: 'roll' };
const on = (text: string): { on: ReturnType<typeof getPlainDate>; at: ReturnType<typeof startOfDay> } => ({
  on: getPlainDate(text),
  at: startOfDay(getPlainDate(text), 'Asia/Shanghai'),
});
const due = (start: string, within: string, counting = CIVIL): unknown => dueAfter(on(start), within, counting, calendar).due;

describe('a working day', () => {
  it('is a weekday that is no holiday, or a weekend day that is worked in exchange', () => {
    expect(isWorkingDay(getPlainDate('2026-10-05'), calendar)).toEqual({ working: false, loaded: true });
    expect(isWorkingDay(getPlainDate('2026-10-10'), calendar)).toEqual({ working: true, loaded: true });
    expect(isWorkingDay(getPlainDate('2026-10-11'), calendar)).toEqual({ working: false, loaded: true });
  });

  it('of a year without a list knows weekends only, and says so', () => {
    expect(isWorkingDay(getPlainDate('2027-10-01'), calendar)).toEqual({ working: true, loaded: false });
    expect(toWorkingDay(getPlainDate('2027-10-02'), calendar)).toEqual({ date: '2027-10-04', provisional: true });
  });
});

describe('the end of a period', () => {
  it('does not count the day it starts', () => expect(due('2026-09-28', '15 days')).toBe('2026-10-13'));

  it('on a holiday moves to the next working day', () => expect(due('2026-09-21', '10 days')).toBe('2026-10-08'));

  it('on a make-up Saturday stays there', () => expect(due('2026-09-25', '15 days')).toBe('2026-10-10'));

  it('on an ordinary Saturday moves to Monday', () => expect(due('2026-10-02', '15 days')).toBe('2026-10-19'));

  it('in working days passes over holidays and counts make-up days', () => expect(due('2026-09-29', '4 working days')).toBe('2026-10-10'));

  it('in months is the same day of a later month, or its last', () => {
    expect(due('2026-08-31', '1 month')).toBe('2026-09-30');
    expect(due('2026-01-12', '3 months')).toBe('2026-04-13');
  });

  it('the same working day is the day itself, or the next on which offices work', () => {
    expect(due('2026-09-28', 'same working day')).toBe('2026-09-28');
    expect(due('2026-10-03', 'same working day')).toBe('2026-10-08');
  });

  it('is kept on a holiday where the pack says so', () => {
    expect(due('2026-09-21', '10 days', { firstDay: 'excluded', lastDay: 'keep' })).toBe('2026-10-01');
    expect(due('2026-09-21', '8 days', { firstDay: 'included', lastDay: 'keep' })).toBe('2026-09-28');
  });

  it('in hours and minutes is an instant, whatever the day', () => {
    const start = { on: getPlainDate('2026-10-01'), at: fromIso('2026-10-01T02:00:00.000Z') };
    const end = dueAfter(start, '30 minutes', CIVIL, calendar);
    expect([end.due, toIso(end.breachAt)]).toEqual([fromIso('2026-10-01T02:30:00.000Z'), '2026-10-01T02:30:00.000Z']);
    expect(toIso(dueAfter(start, '2 hours', CIVIL, calendar).breachAt)).toBe('2026-10-01T04:00:00.000Z');
  });

  it('is late from the first instant of the next day in the jurisdiction', () => {
    expect(toIso(dueAfter(on('2026-09-28'), '15 days', CIVIL, calendar).breachAt)).toBe('2026-10-13T16:00:00.000Z');
  });

  it('is provisional as soon as it needs a day of a year without a list, and only then', () => {
    expect(dueAfter(on('2026-12-20'), '11 days', CIVIL, calendar).provisional).toBe(false);
    expect(dueAfter(on('2026-12-20'), '12 days', CIVIL, calendar).provisional).toBe(true);
    expect(dueAfter(on('2026-12-29'), '3 working days', CIVIL, calendar)).toMatchObject({ due: '2027-01-01', provisional: true });
  });

  it('moves by the days of a hearing, both counted', () => {
    const hearing = [{ from: getPlainDate('2026-09-07'), to: getPlainDate('2026-09-09') }];
    expect(dueAfter(on('2026-09-01'), '10 days', CIVIL, calendar, hearing).due).toBe('2026-09-14');
    expect(dueAfter(on('2026-09-01'), '1 month', CIVIL, calendar, hearing).due).toBe('2026-10-08');
    expect(dueAfter(on('2026-09-01'), '5 working days', CIVIL, calendar, hearing).due).toBe('2026-09-11');
  });

  it('is never a day on which offices are closed, nor earlier than the days allow', () => {
    const start = fc.integer({ min: 20_400, max: 20_800 }).map(fromEpochDay);
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 90 }), (day, count) => {
        const end = dueAfter(on(day), count === 1 ? '1 day' : `${count} days`, CIVIL, calendar);
        const last = getPlainDate(String(end.due));
        expect(isWorkingDay(last, calendar).working).toBe(true);
        expect(daysBetween(day, last)).toBeGreaterThanOrEqual(count);
        for (let open = addDays(day, count); open < last; open = addDays(open, 1)) expect(isWorkingDay(open, calendar).working).toBe(false);
      }),
    );
  });
});

describe('a period', () => {
  it.each(['15 days', '1 day', '5 working days', '3 months', '30 minutes', '2 hours', 'same working day'])('%s is understood', (text) => {
    expect(parseWithin(text)).toBeDefined();
  });

  it.each(['', '0 days', '15', '15 day', '1 days', '-3 days', '1.5 days', '15 Days', '99999 days', ' 15 days', 'two weeks', '3 years'])(
    '%j is refused',
    (text) => {
      expect(parseWithin(text)).toBeUndefined();
    },
  );
});
