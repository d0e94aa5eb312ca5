import type { Label } from '../policy/pack.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instant.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Dated, Season, Use } from './cadence.ts';

/** Hours of a day as a clock shows them, `HH:MM` (24:00 is the end); an end that is no later than the start lies on the next day. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** A meal that is served on every day on which the site is open. */
export interface Meal extends Hours {
  readonly id: string;
}

/** When a site works, from a day on; an earlier one holds for the days before it. */
export interface SiteHours {
  readonly since: PlainDate;
  /** Monday to Sunday; an empty list is a day on which it is closed. */
  readonly week: readonly (readonly Hours[])[];
  /** On days of the official list of holidays. */
  readonly holidays: 'as_week' | 'closed';
  /** On Saturdays and Sundays that are worked in exchange. */
  readonly makeUpDays: 'as_week' | 'as_monday';
  /** Whether it works in terms only. */
  readonly termOnly: boolean;
  readonly night: Hours | null;
  readonly meals: readonly Meal[];
}

/** Whole days, both included, on which a site is shut for a public reason; it counts for windows that end after it was recorded. */
export interface Closure {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly recordedAt: Instant;
}

/** A span of whole days, both included. */
export interface DaySpan {
  readonly id: string;
  /** What it is called, where it was published under a name. Nothing is counted by it. */
  readonly label?: Label;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Terms, holidays and seasons as they are counted with. `loaded`: the calendar years whose list is known; of others nothing is guessed. */
export interface Terms {
  readonly terms: readonly DaySpan[];
  readonly schoolYears: readonly DaySpan[];
  readonly holidays: readonly DaySpan[];
  readonly seasons: readonly (DaySpan & { readonly season: Season })[];
  readonly loaded: { readonly terms: readonly number[]; readonly holidays: readonly number[]; readonly seasons: readonly number[] };
}

/** A use that has been entered: a trip, a job. Its id is its own (`[a-z0-9-]`). */
export interface UseOf {
  readonly id: string;
  readonly use: Use;
  readonly at: Instant;
}

/** Something with a date; `knownSince`: when it was first entered. */
export interface DatedThing {
  readonly id: string;
  readonly dated: Dated;
  readonly at: Instant;
  readonly knownSince: Instant;
}

/** An incident, from its first word to its closing. */
export interface Running {
  readonly id: string;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** All that a window hangs on beside its rule and its thing. Lists may be in any order. */
export interface Surroundings {
  readonly calendar: Calendar;
  readonly terms: Terms | null;
  readonly hours: readonly SiteHours[];
  readonly closures: readonly Closure[];
  readonly uses: readonly UseOf[];
  readonly dated: readonly DatedThing[];
  readonly incidents: readonly Running[];
}

/** When a thing came under a rule, and when it left it. */
export interface Cover {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Half open: `from` is in it, `to` is not. */
export interface Range {
  readonly from: Instant;
  readonly to: Instant;
}

/** Why a window may still change: nothing is owed by it, and no event may cite it. */
export type Why =
  | 'year_not_loaded'
  | 'term_not_loaded'
  | 'holiday_not_loaded'
  | 'season_not_loaded'
  | 'hours_not_set'
  /** Begins when the one before it is done. */
  | 'hangs_on_record';

/** One span in which an act is owed, `times` times. */
export interface Window {
  /** Its natural name (`2026-W48`, `2026-11-28T14`): the same whatever is loaded or recorded later. Names of one rule sort as they begin. */
  readonly id: string;
  readonly from: Instant;
  /** The first instant after it. */
  readonly to: Instant;
  /** When it would have ended had it not been met; `to` for every kind that does not count from the last time. */
  readonly due: Instant;
  /** The first and last day of it there. */
  readonly first: PlainDate;
  readonly last: PlainDate;
  readonly times: number;
  readonly provisional: Why | null;
}
