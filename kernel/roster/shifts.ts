import { isWorkingDay, type Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instant.ts';
import { addDays, addMonths, parsePlainDate, yearOf, type PlainDate } from '../calendar/plain-date.ts';
import { atWallTime } from '../calendar/zone.ts';
import type { Terms } from '../recurrence/surroundings.ts';
import { isOn } from './cover.ts';
import { DAY_MINUTES, spanOf, type DutyPlan, type DutyRole, type On, type Part } from './plan.ts';

/** A month of a calendar, `YYYY-MM`. */
export const parseMonth = (text: string): { readonly first: PlainDate; readonly last: PlainDate } | undefined => {
  const first = /^\d{4}-\d{2}$/.test(text) ? parsePlainDate(`${text}-01`) : undefined;
  return first && { first, last: addDays(addMonths(first, 1), -1) };
};

/** One seat of one shift: a place that somebody has to fill. */
export interface SeatOf {
  /** `2026-12-01.night.officer.2`. */
  readonly seat: string;
  /** `night.officer`: the same seat of another day has the same. */
  readonly kind: string;
  readonly part: Part;
  readonly posts: readonly DutyRole[];
}

/** One shift of a day. Half open: `from` is in it, `to` is not. */
export interface Shift {
  /** `2026-12-01.night`. */
  readonly shift: string;
  readonly rule: string;
  readonly day: PlainDate;
  readonly from: Instant;
  readonly to: Instant;
  /** It lies over midnight. */
  readonly night: boolean;
  /** Its day is a Saturday, a Sunday or a holiday that is not worked. */
  readonly off: boolean;
  readonly reception: { readonly from: Instant; readonly to: Instant } | null;
  readonly seats: readonly SeatOf[];
}

/** The shifts from a day to a day, both included, or the year whose list is not known: nothing is guessed. */
export type Shifts =
  | { readonly shifts: readonly Shift[] }
  | { readonly unknown: 'year_not_loaded' | 'term_not_loaded'; readonly year: number };

const needsYears = (on: On): boolean => on === 'working days' || on === 'days off' || on === 'school days';
const needsTerms = (on: On): boolean => on === 'term days' || on === 'school days';

/**
 * The shifts of a plan from a day to a day. A night over which the clocks go forward is an hour shorter, one over which they go back an hour
 * longer; no minute is left out and none is held twice.
 */
export const shiftsOf = (
  plan: Pick<DutyPlan, 'shifts'>,
  { first, last }: { readonly first: PlainDate; readonly last: PlainDate },
  calendar: Calendar,
  terms: Terms | null,
): Shifts => {
  const shifts: Shift[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const year = yearOf(day);
    const { working, loaded } = isWorkingDay(day, calendar);
    const term = terms?.terms.some((it) => it.from <= day && day <= it.to) ?? false;
    for (const rule of plan.shifts) {
      if (needsYears(rule.on) && !loaded) return { unknown: 'year_not_loaded', year };
      if (needsTerms(rule.on) && terms?.loaded.terms.includes(year) !== true) return { unknown: 'term_not_loaded', year };
      if (!isOn(rule.on, { working, term })) continue;
      const span = spanOf(rule);
      const at = (minutes: number): Instant => atWallTime(day, minutes, calendar.zone);
      const held = rule.reception && spanOf(rule.reception);
      const shift = `${day}.${rule.id}`;
      shifts.push({
        shift,
        rule: rule.id,
        day,
        from: at(span.from),
        to: at(span.to),
        night: span.to > DAY_MINUTES,
        off: !working,
        reception: held && { from: at(held.from), to: at(held.to) },
        seats: rule.seats.flatMap(({ id, part, posts, count }) =>
          Array.from({ length: count }, (_, i) => ({ seat: `${shift}.${id}.${i + 1}`, kind: `${rule.id}.${id}`, part, posts })),
        ),
      });
    }
  }
  return { shifts: shifts.toSorted((a, b) => a.from - b.from || (a.shift < b.shift ? -1 : 1)) };
};
