import { COMMENT_OUTCOMES, LEFT_OUT, type CommentOutcome, type LeftOut, type Publishes } from '../../../../kernel/matter/comment.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { isAnswered, whenWithdrawn } from '../standing.ts';
import { findEvent, has, type GrievanceState } from '../state.ts';
import type { Context } from '../verb.ts';

/** Whether a pack is of comments on drafts. */
export const isComment = (pack: Pick<Pack, 'kind'>): boolean => pack.kind === 'comment';

/**
 * The steps that a comment has. It is no case: nothing of it is registered, passed on, looked into or decided for one person; it is read,
 * put beside those that say the same, and answered.
 */
const STEPS: readonly string[] = [
  'group_comment',
  'answer_comment',
  'leave_out_comment',
  'serve',
  'correct',
  'void',
  'make_dossier',
  'supervise',
  'open_notice',
  'add_files',
  'ask_take_up',
  'ask_withdrawal',
  'resume',
  'open_my_name',
  'revoke_publishing',
  'replace_code',
  'claim_code',
  'contest_replacement',
  'give_reading_code',
  'end_reading_codes',
  'give_carrying_code',
  'end_carrying',
];

/** Whether a matter under a pack has a step: a comment has these, and no other matter those that are only of comments. */
export const isStepOf = (name: string, pack: Pick<Pack, 'kind'>): boolean =>
  isComment(pack) ? STEPS.includes(name) : !ONLY_COMMENTS.includes(name);

const ONLY_COMMENTS: readonly string[] = ['group_comment', 'answer_comment', 'leave_out_comment', 'revoke_publishing'];

/** The group that it was put into last; null while nobody has. */
export const groupOf = (state: GrievanceState): number | null => {
  const group = findEvent(state, 'comment_grouped')?.data['group'];
  return typeof group === 'number' ? group : null;
};

const replyOf = (state: GrievanceState): MatterEvent | undefined => (isAnswered(state) ? findEvent(state, 'replied') : undefined);

/** What became of it; null while it has no answer. */
export const outcomeOf = (state: GrievanceState): CommentOutcome | null =>
  COMMENT_OUTCOMES.find((it) => it === replyOf(state)?.data['outcome']) ?? null;

/** Whether its filer has withdrawn it, as of the last word on that: who takes a comment back is not published. */
const isTakenBack = (state: GrievanceState): boolean =>
  state.history.findLast((event) => event.type === 'withdrawal_asked' || event.type === 'resumed')?.type === 'withdrawal_asked';

/** Whether its words may be published, as far as its filer is concerned. */
export const publishesOf = (state: GrievanceState): Publishes =>
  findEvent(state, 'filed')?.data['publish'] !== true
    ? 'no'
    : has(state, 'publishing_revoked') || isTakenBack(state)
      ? 'revoked'
      : 'agreed';

/** Why the office leaves its words out; null where it does not. */
export const leftOutOf = (state: GrievanceState): LeftOut | null =>
  LEFT_OUT.find((it) => it === findEvent(state, 'comment_left_out')?.data['reason']) ?? null;

/** Why a comment cannot be answered or grouped now. */
export const answerClosed = (state: GrievanceState, context: Context): Refusal | undefined =>
  whenWithdrawn(state, context) ?? (isAnswered(state) ? refuse('already_done') : undefined);

/** What lists ask of a comment without opening it; null for any other matter. No word, no hour. */
export const commentRow = (
  state: GrievanceState,
): {
  readonly consultation: string;
  readonly question: number | null;
  readonly in_group: number | null;
  readonly outcome: CommentOutcome | null;
  readonly publish: Publishes;
  readonly left_out: LeftOut | null;
  readonly withdrawn: boolean;
} | null => {
  const data = findEvent(state, 'filed')?.data;
  const consultation = data?.['consultation'];
  if (data?.['kind'] !== 'comment' || typeof consultation !== 'string') return null;
  const { question } = data;
  return {
    consultation,
    question: typeof question === 'number' ? question : null,
    in_group: groupOf(state),
    outcome: outcomeOf(state),
    publish: publishesOf(state),
    left_out: leftOutOf(state),
    withdrawn: isTakenBack(state),
  };
};
