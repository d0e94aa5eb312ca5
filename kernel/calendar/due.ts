import { isWorkingDay, toWorkingDay, type Calendar, type FoundDay } from './calendar.ts';
import { instant, type Instant } from './instant.ts';
import { addDays, addMonths, type PlainDate } from './plain-date.ts';
import { getPeriod, type DayPeriod } from './within.ts';
import { startOfDay } from './zone.ts';

/** How days are counted; a parameter of the pack because the regulations rarely say. */
export interface Counting {
  /** Civil Code art. 201: the day it starts is not counted. */
  readonly firstDay: 'excluded' | 'included';
  /** Civil Code art. 203: a last day that is a holiday moves to the next working day. */
  readonly lastDay: 'roll' | 'keep';
}

/** When a period starts: the day there, and the instant for hours and minutes. */
export interface StartPoint {
  readonly on: PlainDate;
  readonly at: Instant;
}

/** Days left out of a period, both ends included. */
export interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The end of a period. `breachAt` is the first instant at which it is late. */
export interface Due {
  readonly due: PlainDate | Instant;
  readonly breachAt: Instant;
  readonly provisional: boolean;
}

/** The last day of a period that is counted in days. */
export interface DueDay {
  readonly due: PlainDate;
  readonly breachAt: Instant;
  readonly provisional: boolean;
}

const isLeftOut = (day: PlainDate, spans: readonly Span[]): boolean => spans.some((span) => span.from <= day && day <= span.to);

/** The day `count` counted days after `start`; days in `spans` and days that `counts` refuses are passed over. */
const walk = (start: PlainDate, count: number, spans: readonly Span[], counts: (day: PlainDate) => boolean): PlainDate => {
  let day = start;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (counts(day) && !isLeftOut(day, spans)) left -= 1;
  }
  return day;
};

const workingDaysAfter = (start: PlainDate, count: number, calendar: Calendar, spans: readonly Span[]): FoundDay => {
  let provisional = false;
  const date = walk(start, count, spans, (day) => {
    const found = isWorkingDay(day, calendar);
    provisional ||= !found.loaded;
    return found.working;
  });
  return { date, provisional };
};

const daysAfter = (start: PlainDate, count: number, spans: readonly Span[]): PlainDate =>
  spans.length === 0 ? addDays(start, count) : walk(start, count, spans, () => true);

const leftOutBetween = (start: PlainDate, end: PlainDate, spans: readonly Span[]): number => {
  let count = 0;
  for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) if (isLeftOut(day, spans)) count += 1;
  return count;
};

const monthsAfter = (start: PlainDate, count: number, spans: readonly Span[]): PlainDate => {
  const end = addMonths(start, count);
  return spans.length === 0 ? end : daysAfter(end, leftOutBetween(start, end, spans), spans);
};

const lastDay = (start: PlainDate, period: DayPeriod, counting: Counting, calendar: Calendar, spans: readonly Span[]): FoundDay => {
  if (period.unit === 'same day') return { date: start, provisional: false };
  if (period.unit === 'same working day') return toWorkingDay(start, calendar);
  const first = counting.firstDay === 'included' ? addDays(start, -1) : start;
  if (period.unit === 'working days') return workingDaysAfter(first, period.count, calendar, spans);
  const end = period.unit === 'months' ? monthsAfter(first, period.count, spans) : daysAfter(first, period.count, spans);
  return counting.lastDay === 'roll' ? toWorkingDay(end, calendar) : { date: end, provisional: false };
};

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * The end of a period. First day excluded and last day rolled as `counting` says; days in `spans` are not counted.
 * Provisional when any day that was looked at lies in a year without a list.
 */
export const dueAfter = (start: StartPoint, within: string, counting: Counting, calendar: Calendar, spans: readonly Span[] = []): Due => {
  const period = getPeriod(within);
  if (period.unit === 'hours' || period.unit === 'minutes') {
    const due = instant(start.at + period.count * (period.unit === 'hours' ? HOUR_MS : MINUTE_MS));
    return { due, breachAt: due, provisional: false };
  }
  return closeOf(lastDay(start.on, period, counting, calendar, spans), calendar);
};

/** A whole day as the end of a period: it is late from the first instant of the next day there. */
export const closeOf = (day: FoundDay, calendar: Calendar): DueDay => ({
  due: day.date,
  breachAt: startOfDay(addDays(day.date, 1), calendar.zone),
  provisional: day.provisional,
});
