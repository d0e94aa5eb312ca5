import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import type { FigureSource } from '../../../kernel/form/form.ts';
import { statement, type Statement, type Transaction } from '../../../engine/store/transaction.ts';
import { SLOT_PARTIES } from '../../checks/public.ts';

/** The whole days that figures are about, both included. */
export interface Span {
  readonly first: PlainDate;
  readonly last: PlainDate;
}

/**
 * What the figures of a return are about: whole days, from the one on which the window before it ended until the one before it ends itself. A
 * return by 11:00 is about the day before; one by the end of the 20th about the 21st to the 20th.
 */
export const spanOf = (before: Instant, due: Instant, zone: string): Span => {
  const [first, last] = [dateIn(before, zone), addDays(dateIn(due, zone), -1)];
  return { first, last: last < first ? first : last };
};

type Counted = Statement<{ readonly count: number }>;

/** One statement a source, each by one index. `$3` and `$4`: the span, half open. */
const IN_DAYS: { readonly [source in FigureSource]?: Counted } = {
  hazards_found: statement(
    'figure_hazards_found',
    'select count(*)::int as count from hazard where jurisdiction = $1 and lead = $2 and found_on >= $3 and found_on < $4',
  ),
  hazards_closed: statement(
    'figure_hazards_closed',
    'select count(*)::int as count from hazard where jurisdiction = $1 and lead = $2 and delisted_on is not null and delisted_on >= $3 and delisted_on < $4',
  ),
};
const IN_TIME: { readonly [source in FigureSource]?: Counted } = {
  checks_done: statement(
    'figure_checks_done',
    'select count(*)::int as count from check_record where jurisdiction = $1 and office = $2 and received_at >= $3 and received_at < $4 and not voided',
  ),
  shifts_kept: statement(
    'figure_shifts_kept',
    'select count(*)::int as count from duty_shift where jurisdiction = $1 and office = $2 and ends >= $3 and ends < $4 and signed_in_at is not null',
  ),
  incidents_opened: statement(
    'figure_incidents_opened',
    'select count(*)::int as count from incident where jurisdiction = $1 and lead = $2 and began_at >= $3 and began_at < $4',
  ),
};
const HAZARDS_OPEN: Counted = statement(
  'figure_hazards_open',
  'select count(*)::int as count from hazard where jurisdiction = $1 and lead = $2 and delisted_on is null',
);
const CHECKS_OPEN: Counted = statement(
  'figure_checks_open',
  "select count(*)::int as count from obligation where jurisdiction = $1 and office = $2 and nature = 'duty' and owed_by = any($3) and status in ('pending', 'open', 'late') and due_at <= $4",
);

/** Counts one source for an office: over the span, or as it stands now. */
const count = async (
  tx: Transaction,
  source: FigureSource,
  office: string,
  { first, last }: Span,
  now: Instant,
  zone: string,
): Promise<number> => {
  const [days, time] = [IN_DAYS[source], IN_TIME[source]];
  const end = addDays(last, 1);
  const rows = days
    ? await tx.run(days, [tx.jurisdiction, office, first, end])
    : time
      ? await tx.run(time, [tx.jurisdiction, office, toIso(startOfDay(first, zone)), toIso(startOfDay(end, zone))])
      : source === 'hazards_open'
        ? await tx.run(HAZARDS_OPEN, [tx.jurisdiction, office])
        : await tx.run(CHECKS_OPEN, [tx.jurisdiction, office, SLOT_PARTIES, toIso(now)]);
  return rows[0]?.count ?? 0;
};

/** What the system counts for an office, by source. */
export const countFigures = async (
  tx: Transaction,
  sources: readonly FigureSource[],
  office: string,
  span: Span,
  now: Instant,
  zone: string,
): Promise<ReadonlyMap<FigureSource, number>> => {
  const counted = new Map<FigureSource, number>();
  for (const source of new Set(sources)) counted.set(source, await count(tx, source, office, span, now, zone));
  return counted;
};
