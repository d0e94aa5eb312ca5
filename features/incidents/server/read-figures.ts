import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** How often a clock was met in time, late, and not at all. */
export interface ClockFigure {
  readonly rule: string;
  readonly met: number;
  readonly late: number;
  readonly never: number;
}

/** What an office and those below it came to, since an instant. Incidents only: drills lie in tables of their own (G22). */
export interface IncidentFigures {
  readonly incidents: number;
  readonly watches: number;
  readonly kinds: readonly { readonly what: string; readonly count: number }[];
  readonly clocks: readonly ClockFigure[];
  readonly called: number;
  readonly unanswered: number;
  /** Seconds to the first answer of a post that was called. */
  readonly p50: number | null;
  readonly p90: number | null;
  readonly seats: number;
  readonly seatsHeld: number;
}

const KINDS = statement<{ what: string; count: number; watches: number }>(
  'incident_figures_kinds',
  `select what, count(*) filter (where began_at is not null)::int as count, count(*) filter (where began_at is null and over_at is not null)::int as watches
   from incident where jurisdiction = $1 and known_at >= $3 and (lead = $2 or above = $2) group by what order by what`,
);
const CLOCKS = statement<ClockFigure>(
  'incident_figures_clocks',
  `select o.rule, count(*) filter (where o.status = 'met')::int as met, count(*) filter (where o.status = 'met_late')::int as late,
     count(*) filter (where o.status = 'late' or (o.status = 'open' and o.due_at <= $4))::int as never
   from incident i join obligation o on o.jurisdiction = i.jurisdiction and o.matter = i.matter
   where i.jurisdiction = $1 and i.known_at >= $3 and (i.lead = $2 or i.above = $2) and o.nature = 'duty' and o.status <> 'not_needed'
   group by o.rule order by o.rule`,
);
const ANSWERS = statement<{ called: number; unanswered: number; p50: number | null; p90: number | null }>(
  'incident_figures_answers',
  `select count(*)::int as called, count(*) filter (where c.answered_at is null)::int as unanswered,
     percentile_disc(0.5) within group (order by extract(epoch from c.answered_at - c.called_at)::int) as p50,
     percentile_disc(0.9) within group (order by extract(epoch from c.answered_at - c.called_at)::int) as p90
   from incident i join incident_call c on c.jurisdiction = i.jurisdiction and c.matter = i.matter
   where i.jurisdiction = $1 and i.known_at >= $3 and (i.lead = $2 or i.above = $2)`,
);
const SEATS = statement<{ seats: number; held: number }>(
  'incident_figures_seats',
  `select count(*)::int as seats, count(holder)::int as held from duty_seat
   where jurisdiction = $1 and office = $2 and begins >= $3 and begins <= $4 and published and not dropped`,
);

/** Figures of the incidents that an office deals with or is told of, and of its own duty. */
export const figuresOf = async (tx: Transaction, office: string, since: Instant, now: Instant): Promise<IncidentFigures> => {
  const [from, to] = [toIso(since), toIso(now)];
  const kinds = await tx.run(KINDS, [tx.jurisdiction, office, from]);
  const [answers] = await tx.run(ANSWERS, [tx.jurisdiction, office, from]);
  const [seats] = await tx.run(SEATS, [tx.jurisdiction, office, from, to]);
  return {
    incidents: kinds.reduce((sum, { count }) => sum + count, 0),
    watches: kinds.reduce((sum, { watches }) => sum + watches, 0),
    kinds: kinds.filter(({ count }) => count > 0).map(({ what, count }) => ({ what, count })),
    clocks: await tx.run(CLOCKS, [tx.jurisdiction, office, from, to]),
    called: answers?.called ?? 0,
    unanswered: answers?.unanswered ?? 0,
    p50: answers?.p50 ?? null,
    p90: answers?.p90 ?? null,
    seats: seats?.seats ?? 0,
    seatsHeld: seats?.held ?? 0,
  };
};
