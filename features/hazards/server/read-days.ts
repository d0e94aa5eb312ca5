import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { HazardDay } from '../domain/days.ts';

/** A hazard as it stood at the end of a day, with what never changes of it. */
export interface HazardOnDay extends HazardDay {
  readonly matter: string;
  readonly source: string | null;
  readonly found_on: PlainDate;
}

/** How a hazard stood from a day on. */
export interface HazardMoved {
  readonly matter: string;
  readonly since: PlainDate;
  readonly lead: string;
  readonly due_on: PlainDate | null;
  readonly mended_on: PlainDate | null;
  readonly done_on: PlainDate | null;
}

// The newest row of each that the office has ever ordered; those that it did not order any more on that day are left out after that.
const ON_DAY = statement<HazardOnDay>(
  'hazards_on_day',
  `select d.matter, h.source, h.found_on::text, d.lead, d.grade, d.due_on::text, d.mended_on::text, d.done_on::text, d.stopped, d.listed, d.extended
    from (select distinct o.matter from hazard_day o where o.jurisdiction = $1 and o.lead = $2 and o.since <= $4::date) o
    cross join lateral (select * from hazard_day s where s.jurisdiction = $1 and s.matter = o.matter and s.since <= $4::date order by s.n desc limit 1) d
    cross join lateral (select f.source, f.found_on from hazard f where f.jurisdiction = $1 and f.matter = d.matter limit 1) h
    where d.lead = $2 and (d.done_on is null or d.done_on >= $3::date or d.stopped or d.listed) order by d.matter`,
);
// Everything of those that changed in a stretch of days, or whose day was in it, up to its end.
const MOVED = statement<HazardMoved>(
  'hazards_that_moved',
  `select s.matter, s.since::text, s.lead, s.due_on::text, s.mended_on::text, s.done_on::text
    from (select c.matter from hazard_day c where c.jurisdiction = $1 and c.since between $2::date and $3::date
      union select o.matter from hazard_day o where o.jurisdiction = $1 and o.due_on between $2::date and $3::date) m
    cross join lateral (select * from hazard_day d where d.jurisdiction = $1 and d.matter = m.matter and d.since <= $3::date order by d.n offset 0) s
    order by s.matter, s.n`,
);
const FIRST_DAYS = statement<{ office: string; first: PlainDate | null }>(
  'first_days_of_offices_with_hazards',
  `select o.office, (select min(d.since) from hazard_day d where d.jurisdiction = o.jurisdiction and d.lead = o.office)::text as first
    from office o where o.jurisdiction = $1 order by o.office`,
);

/** Hazards that an office ordered at the end of the day `to`, as they stood then; those that were done with before `from` are left out. */
export const hazardsOnDay = (tx: Transaction, office: string, from: PlainDate, to: PlainDate): Promise<readonly HazardOnDay[]> =>
  tx.run(ON_DAY, [tx.jurisdiction, office, from, to]);

/** Since when each office has had hazards to order; null: it never had any. */
export const firstDaysOfOffices = (tx: Transaction) => tx.run(FIRST_DAYS, [tx.jurisdiction]);

/** The hazards of all offices that changed in a stretch of days, or whose day was in it: each as it stood from day to day, up to its end. */
export const hazardsThatMoved = async (tx: Transaction, from: PlainDate, to: PlainDate): Promise<readonly (readonly HazardMoved[])[]> => [
  ...Map.groupBy(await tx.run(MOVED, [tx.jurisdiction, from, to]), ({ matter }) => matter).values(),
];
