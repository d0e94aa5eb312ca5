import { COMMENT_OUTCOMES, type CommentOutcome, type LeftOut } from '../../../kernel/matter/comment.ts';
import { inFives, K, sumRanges, type Range } from '../../figures/public.ts';
import type { ConsultationState } from './state.ts';

/** How many comments of one group have which answer. `group` null: of none. `outcome` null: no answer. */
export interface Cell {
  readonly group: number | null;
  readonly outcome: CommentOutcome | null;
  readonly count: number;
}

/** What of it was counted (server/balance.ts). */
export interface Counts {
  readonly cells: readonly Cell[];
  readonly agreed: number;
  readonly leftOut: readonly { readonly reason: LeftOut; readonly count: number }[];
}

/** What everybody is told of it. */
export interface PublicBalance {
  readonly received: Range;
  readonly unanswered: Range;
  readonly outcomes: readonly { readonly outcome: CommentOutcome; readonly count: Range }[];
  /** Of each group that is answered: how many have its answer. */
  readonly groups: ReadonlyMap<number, Range>;
  readonly leftOut: readonly { readonly reason: LeftOut; readonly count: Range }[];
}

const sum = (cells: readonly Cell[]): number => cells.reduce((total, { count }) => total + count, 0);

/** A sum as it is published: below ten like any count, else what its parts add up to. */
const summed = (exact: number, parts: readonly Range[]): Range => {
  if (exact < K) return inFives(exact);
  const { from, to } = sumRanges(parts);
  return { from: Math.max(from, K), to };
};

/**
 * The balance as it is published (G16): a partition of the comments into groups that are answered, those answered singly by outcome, and those
 * without an answer; each part below ten or one of five neighbours, and everything else a sum of what is shown. Whoever adds and subtracts all
 * of it is left with at least five values for each part.
 */
export const publicBalance = ({ groups }: Pick<ConsultationState, 'groups'>, { cells, leftOut }: Counts): PublicBalance => {
  const answers = new Map(groups.flatMap(({ nth, answer }) => (answer === null ? [] : [[nth, answer.outcome] as const])));
  const isOfGroup = ({ group, outcome }: Cell): boolean => group !== null && outcome !== null && answers.get(group) === outcome;
  const counted = new Map(
    [...answers.keys()].map((nth) => [nth, inFives(sum(cells.filter((it) => it.group === nth && isOfGroup(it))))] as const),
  );
  const outcomes = COMMENT_OUTCOMES.map((outcome) => {
    const singly = sum(cells.filter((it) => it.outcome === outcome && !isOfGroup(it)));
    const parts = [...counted].flatMap(([nth, range]) => (answers.get(nth) === outcome ? [range] : []));
    const exact = sum(cells.filter((it) => it.outcome === outcome));
    return { outcome, count: summed(exact, [...parts, inFives(singly)]) };
  });
  const unanswered = inFives(sum(cells.filter(({ outcome }) => outcome === null)));
  return {
    received: summed(sum(cells), [...outcomes.map(({ count }) => count), unanswered]),
    unanswered,
    outcomes,
    groups: counted,
    leftOut: leftOut.map(({ reason, count }) => ({ reason, count: inFives(count) })),
  };
};
