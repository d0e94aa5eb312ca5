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
