import { isWorkingDay } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instant.ts';
import { addDays, weekday, yearOf, type PlainDate } from '../calendar/plain-date.ts';
import { atWallTime, dateIn, startOfDay } from '../calendar/zone.ts';
import { parseClock } from './cadence.ts';
import { earlier, later } from './raw.ts';
import type { Hours, Range, SiteHours, Surroundings, Why } from './surroundings.ts';

/** A stretch of time in which a site is open, and the day on which it began. */
export interface Period extends Range {
  readonly day: PlainDate;
  readonly why: Why | null;
}

/** The hours that hold on a day; undefined where none have been entered for it. */
export const hoursOn = (day: PlainDate, versions: readonly SiteHours[]): SiteHours | undefined =>
  versions.filter((it) => it.since <= day).toSorted((a, b) => (a.since < b.since ? 1 : -1))[0];

/** Hours of a day as instants; what is no time of a clock, or ends where it begins, is left out. */
export const toRange = (hours: Hours, day: PlainDate, zone: string): Range | null => {
  const [from, to] = [parseClock(hours.from), parseClock(hours.to)];
  if (from === undefined || to === undefined || from === to) return null;
  const range = { from: atWallTime(day, from, zone), to: atWallTime(day, to > from ? to : to + 1440, zone) };
  return range.from < range.to ? range : null;
};

/** Whether a day lies in a term; null where its year is not loaded. */
const isInTerm = (day: PlainDate, { terms }: Surroundings): boolean | null => {
  if (terms?.terms.some((term) => term.from <= day && day <= term.to)) return true;
  return terms?.loaded.terms.includes(yearOf(day)) ? false : null;
};

/** What a day is to a site: the hours that are open on it, and why that may change. */
const dayOf = (day: PlainDate, hours: SiteHours, given: Surroundings): { readonly open: readonly Hours[]; readonly why: Why | null } => {
  const { calendar } = given;
  const { loaded } = isWorkingDay(day, calendar);
  const inTerm = hours.termOnly ? isInTerm(day, given) : true;
  if (inTerm === false || (hours.holidays === 'closed' && calendar.holidays.has(day))) return { open: [], why: null };
  const swapped = hours.makeUpDays === 'as_monday' && calendar.makeUpDays.has(day);
  const open = hours.week[swapped ? 0 : weekday(day) - 1] ?? [];
  const hangs = !loaded && (hours.holidays !== 'as_week' || hours.makeUpDays !== 'as_week');
  return { open, why: inTerm === null ? 'term_not_loaded' : hangs ? 'year_not_loaded' : null };
};

/** Periods that overlap are one; those that only touch stay two. */
const merged = (periods: readonly Period[]): readonly Period[] =>
  periods
    .toSorted((a, b) => a.from - b.from || a.to - b.to)
    .reduce<Period[]>((done, next) => {
      const last = done.at(-1);
      if (last === undefined || next.from >= last.to) done.push(next);
      else if (next.to > last.to) done[done.length - 1] = { ...last, to: next.to };
      return done;
    }, []);

const daysBetween = (range: Range, zone: string, before: number, after: number): readonly PlainDate[] => {
  const days: PlainDate[] = [];
  const last = addDays(dateIn(range.to, zone), after);
  for (let day = addDays(dateIn(range.from, zone), -before); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
};

/** What a range holds of a site's time, a day more at both ends, and the days of it for which nothing has been entered. */
export interface Stretches {
  readonly periods: readonly Period[];
  readonly missing: readonly Range[];
}

/** Runs of days for which something is missing, cut to the range, and begun where a period of the day before ends. */
const missingIn = (
  days: readonly PlainDate[],
  isSet: (day: PlainDate) => boolean,
  range: Range,
  periods: readonly Period[],
  zone: string,
) =>
  days
    .slice(1, -1)
    .filter((day) => !isSet(day))
    .reduce<Range[]>((runs, day) => {
      const [begin, end] = [startOfDay(day, zone), earlier(startOfDay(addDays(day, 1), zone), range.to)];
      const from = periods.filter((it) => it.from < begin && it.day < day).reduce((at, it) => later(at, it.to), later(begin, range.from));
      const last = runs.at(-1);
      if (last?.to === from) runs[runs.length - 1] = { from: last.from, to: end };
      else if (from < end) runs.push({ from, to: end });
      return runs;
    }, []);

/** When a site is open. Closures are not looked at. */
export const openPeriods = (given: Surroundings, range: Range): Stretches => {
  const { zone } = given.calendar;
  const days = daysBetween(range, zone, 1, 1);
  const periods = merged(
    days.flatMap((day) => {
      const hours = hoursOn(day, given.hours);
      const { open, why } = hours ? dayOf(day, hours, given) : { open: [], why: null };
      return open.flatMap((it): readonly Period[] => {
        const found = toRange(it, day, zone);
        return found ? [{ ...found, day, why }] : [];
      });
    }),
  );
  return { periods, missing: missingIn(days, (day) => hoursOn(day, given.hours) !== undefined, range, periods, zone) };
};

/** The nights of a site. */
export const nightPeriods = (given: Surroundings, range: Range): Stretches => {
  const { zone } = given.calendar;
  const days = daysBetween(range, zone, 1, 1);
  const nightOf = (day: PlainDate): Hours | null => hoursOn(day, given.hours)?.night ?? null;
  const periods = days.flatMap((day): readonly Period[] => {
    const night = nightOf(day);
    const found = night === null ? null : toRange(night, day, zone);
    return found ? [{ ...found, day, why: null }] : [];
  });
  return { periods, missing: missingIn(days, (day) => nightOf(day) !== null, range, periods, zone) };
};

/** Whether a site is shut on a day by a closure that was recorded before the window that ends then. */
export const isShut = (day: PlainDate, to: Instant, { closures }: Surroundings): boolean =>
  closures.some((it) => it.from <= day && day <= it.to && it.recordedAt < to);
