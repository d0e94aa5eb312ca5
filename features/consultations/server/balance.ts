import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { COMMENT_OUTCOMES, LEFT_OUT } from '../../../kernel/matter/comment.ts';
import type { Counts } from '../domain/public-balance.ts';

/** How many comments there are of one consultation, exactly; what is public is made of it by `domain/public-balance.ts`. */
export interface Balance extends Counts {
  readonly received: number;
  readonly unanswered: number;
  /** Of those without an answer: how many its office could still answer. */
  readonly waiting: number;
  /** How many of those that wait are in no group. */
  readonly ungrouped: number;
}

/** Of the comments, by their own clocks and each exactly: those whose day has passed without an answer, and those that were answered after it (G16: a breach is always told). */
export interface Lateness {
  readonly late: number;
  readonly answeredLate: number;
}

interface Counted {
  readonly in_group: number | null;
  readonly outcome: string | null;
  readonly withdrawn: boolean;
  readonly agreed: boolean;
  readonly left_out: string | null;
  readonly count: number;
}

const COUNTED = statement<Counted>(
  'consultation_balance',
  `select in_group, outcome, withdrawn, publish = 'agreed' as agreed, left_out, count(*)::integer as count from consultation_comment
    where jurisdiction = $1 and consultation = $2 group by 1, 2, 3, 4, 5`,
);

const LATE = statement<Lateness>(
  'consultation_lateness',
  `select (count(*) filter (where o.status in ('open', 'late') and o.due_at <= $3 and (o.stops_at is null or o.stops_at > o.due_at)))::integer as late, (count(*) filter (where o.status = 'met_late'))::integer as "answeredLate"
    from consultation_comment m join obligation o on o.jurisdiction = m.jurisdiction and o.matter = m.matter
    where m.jurisdiction = $1 and m.consultation = $2 and o.nature = 'duty' and o.owed_by = 'consulted_office'`,
);

const sum = (rows: readonly Counted[]): number => rows.reduce((total, { count }) => total + count, 0);

/** Counts what has become of the comments of a consultation. */
export const readBalance = async (tx: Transaction, consultation: string): Promise<Balance> => {
  const rows = await tx.run(COUNTED, [tx.jurisdiction, consultation]);
  const open = rows.filter(({ outcome }) => outcome === null);
  const cells = [...Map.groupBy(rows, ({ in_group, outcome }) => `${in_group ?? ''} ${outcome ?? ''}`).values()].map((same) => ({
    group: same[0]?.in_group ?? null,
    outcome: COMMENT_OUTCOMES.find((it) => it === same[0]?.outcome) ?? null,
    count: sum(same),
  }));
  return {
    received: sum(rows),
    unanswered: sum(open),
    waiting: sum(open.filter(({ withdrawn }) => !withdrawn)),
    ungrouped: sum(open.filter(({ withdrawn, in_group }) => !withdrawn && in_group === null)),
    cells: cells.toSorted((a, b) => (a.group ?? 0) - (b.group ?? 0) || (a.outcome ?? '').localeCompare(b.outcome ?? '')),
    agreed: sum(rows.filter(({ agreed }) => agreed)),
    leftOut: LEFT_OUT.map((reason) => ({ reason, count: sum(rows.filter((row) => row.agreed && row.left_out === reason)) })),
  };
};

/** How many comments are late, and were answered late. */
export const readLateness = async (tx: Transaction, consultation: string, now: Instant): Promise<Lateness> =>
  (await tx.run(LATE, [tx.jurisdiction, consultation, toIso(now)]))[0] ?? { late: 0, answeredLate: 0 };

// What a withdrawal has ended, once its seven days are over, is not waited for; until then it can be taken up again.
const WAITS = statement<{ count: number }>(
  'consultation_not_answered',
  `select count(*)::integer as count from consultation_comment c where c.jurisdiction = $1 and c.consultation = $2 and c.outcome is null
    and (c.in_group is null or c.in_group <> all($3)) and (not c.withdrawn or exists (select from obligation o
      where o.jurisdiction = c.jurisdiction and o.matter = c.matter and o.nature = 'duty' and o.owed_by = 'consulted_office'
        and o.status in ('pending', 'open', 'late') and (o.stops_at is null or o.stops_at > $4 or o.stops_at > o.due_at)))`,
);

/**
 * How many comments their office has not answered, which a decision now does not wait for: neither those whose group is answered and which are being
 * told, nor those that were taken back for good while there was time yet.
 */
export const readNotAnswered = async (
  tx: Transaction,
  consultation: string,
  { answered, now }: { readonly answered: readonly number[]; readonly now: Instant },
): Promise<number> => (await tx.run(WAITS, [tx.jurisdiction, consultation, answered, toIso(now)]))[0]?.count ?? 0;
