import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { HazardDay } from '../domain/days.ts';

/** A hazard as it stood at the end of a day, with what never changes of it. */
export interface HazardOnDay extends HazardDay {
  readonly matter: string;
  readonly source: string | null;
  readonly found_on: PlainDate;
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
