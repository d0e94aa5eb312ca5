import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { bucketsBetween } from '../../../kernel/recurrence/buckets.ts';

export const UNITS = ['quarter', 'year'] as const;
export type Unit = (typeof UNITS)[number];

/** What a statement is about: whole days, both included. */
export interface Period {
  readonly unit: Unit;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The event that says so, from whose day the duty counts. */
export const ENDED = { quarter: 'quarter_ended', year: 'year_ended' } as const satisfies { readonly [unit in Unit]: string };

/** Quarters and years that hold a day from `first` on and are over before `today`. */
export const endedPeriods = (first: PlainDate, today: PlainDate): readonly Period[] =>
  UNITS.flatMap((unit) =>
    bucketsBetween(unit, first, today)
      .filter(({ last }) => last < today)
      .map(({ first: from, last: to }) => ({ unit, from, to })),
  );
