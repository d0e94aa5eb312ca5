import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addYear, type YearList } from './add-year.ts';
import { getCalendar, isWorkingDay, type CalendarDefinition } from './calendar.ts';
import { addDays, getPlainDate } from './plain-date.ts';

const base: CalendarDefinition = {
  id: 'cn',
  zone: 'Asia/Shanghai',
  source: 'notice of 2025',
  years: [2026],
  holidays: ['2026-10-01', '2026-10-02'],
  makeUpDays: ['2026-10-10'],
};
const list: YearList = {
  year: 2027,
  source: 'notice of November 2026',
  holidays: ['2027-01-01', '2027-02-06'],
  makeUpDays: ['2027-02-20'],
};
const added = (): CalendarDefinition => {
  const result = addYear(base, list);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
};

describe('adding the list of a year', () => {
  it('makes the year known, with its holidays and make-up days, and names its source', () => {
    const calendar = getCalendar(added());
    expect(isWorkingDay(getPlainDate('2027-01-01'), calendar)).toEqual({ working: false, loaded: true });
    expect(isWorkingDay(getPlainDate('2027-02-20'), calendar)).toEqual({ working: true, loaded: true });
    expect(added().source).toContain('notice of November 2026');
  });

  it('leaves every day of the years that were loaded as it was', () => {
    const [before, after] = [getCalendar(base), getCalendar(added())];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), (day) => {
        const date = addDays(getPlainDate('2026-01-01'), day);
        expect(isWorkingDay(date, after)).toEqual(isWorkingDay(date, before));
      }),
    );
  });

  it.each([
    [{ ...list, year: 2026, holidays: ['2026-01-01'], makeUpDays: [] }, 'calendar.year.loaded'],
    [{ ...list, holidays: ['2027-02-30'] }, 'calendar.day.not_a_date'],
    [{ ...list, holidays: ['2028-01-01'] }, 'calendar.day.other_year'],
    [{ ...list, holidays: ['2027-01-01', '2027-01-01'] }, 'calendar.day.twice'],
    [{ ...list, makeUpDays: ['2027-02-06'] }, 'calendar.day.twice'],
    [{ ...list, makeUpDays: ['2027-02-22'] }, 'calendar.make_up.not_weekend'],
    [{ ...list, source: ' ' }, 'calendar.source.missing'],
    [{ ...list, holidays: [] }, 'calendar.holidays.none'],
    [{ ...list, year: 27, holidays: ['0027-01-01'], makeUpDays: [] }, 'calendar.year.unknown'],
  ])('refuses %j', (wrong, code) => {
    const result = addYear(base, wrong);
    expect('problems' in result && result.problems.map((problem) => problem.code)).toContain(code);
  });
});
