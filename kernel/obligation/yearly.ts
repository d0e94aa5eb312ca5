import type { Calendar } from '../calendar/calendar.ts';
import { dueAfter } from '../calendar/due.ts';
import type { Instant } from '../calendar/instant.ts';
import { getPlainDate, yearOf, type PlainDate } from '../calendar/plain-date.ts';
import { dateIn, startOfDay } from '../calendar/zone.ts';
import type { Words } from '../policy/vocabulary.ts';
import type { Pack, YearlyKind, YearlyRule } from '../policy/pack.ts';

/** What is owed to everybody about one year. */
export interface YearlyDuty {
  readonly rule: string;
  readonly kind: YearlyKind;
  readonly year: number;
  /** The last day of the year: the period starts there. */
  readonly from: PlainDate;
  readonly due: PlainDate;
  readonly provisional: boolean;
  /** `pending` while the year is not over. */
  readonly status: 'pending' | 'running' | 'overdue' | 'met' | 'met_late';
}

const lastDay = (year: number): PlainDate => getPlainDate(`${String(year).padStart(4, '0')}-12-31`);

const dutyOf = (rule: YearlyRule, year: number, calendar: Calendar, done: PlainDate | undefined, today: PlainDate): YearlyDuty => {
  const from = lastDay(year);
  const end = dueAfter({ on: from, at: startOfDay(from, calendar.zone) }, rule.within, rule.counting, calendar);
  // A pack's yearly periods are days or months (`checkPack`), which end with a day.
  const due = typeof end.due === 'string' ? end.due : dateIn(end.due, calendar.zone);
  const open = today <= from ? 'pending' : today <= due ? 'running' : 'overdue';
  const status = done === undefined ? open : done <= due ? 'met' : 'met_late';
  return { rule: rule.id, kind: rule.kind, year, from, due, provisional: end.provisional, status };
};

/**
 * What a pack makes owed for each year from `first` to the present one. `done` says on which day the duty of a rule for a year was met,
 * by `RULE YEAR`. No matter starts, stops or moves any of it.
 */
export const yearlyDuties = (
  pack: Pack<Words>,
  calendar: Calendar,
  given: { readonly first: number; readonly done: ReadonlyMap<string, PlainDate> },
  asOf: Instant,
): readonly YearlyDuty[] => {
  const today = dateIn(asOf, calendar.zone);
  const years = Array.from({ length: Math.max(0, yearOf(today) - given.first + 1) }, (_, i) => given.first + i);
  return (pack.yearly ?? []).flatMap((rule) =>
    years.map((year) => dutyOf(rule, year, calendar, given.done.get(`${rule.id} ${year}`), today)),
  );
};
