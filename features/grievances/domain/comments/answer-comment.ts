import { COMMENT_OUTCOMES } from '../../../../kernel/matter/comment.ts';
import type { NewEvent } from '../../../../kernel/matter/event.ts';
import type { Actor } from '../../../../kernel/stream/event.ts';
import { choice, TEXT } from '../../../../kernel/stream/fields.ts';
import type { GrievanceState } from '../state.ts';
import { field, newEvent, texts, type Context, type Verb } from '../verb.ts';
import { answerClosed, groupOf } from './comment.ts';

/** One comment is answered by itself: what became of it, and why. */
export const answerComment: Verb = {
  name: 'answer_comment',
  by: 'staff',
  makes: 'replied',
  fields: { outcome: choice(COMMENT_OUTCOMES), opinion: TEXT },
  closed: answerClosed,
  decide: (input, _state, _context, actor) => [
    newEvent({ type: 'replied', level: 0, actor, data: { outcome: field(input, 'outcome') }, texts: texts(input, 'opinion') }),
  ],
};

/** The answer of a group, as each comment in it is told of it. */
export interface GroupAnswer {
  readonly group: number;
  readonly outcome: string;
  readonly reason: string;
  readonly actor: Actor;
  /** The rule by which the group was answered. */
  readonly rule: string | null;
}

/** What the answer of its group says to one comment; nothing where that was answered already, withdrawn, or put elsewhere since. */
export const answerByGroup = (
  state: GrievanceState,
  context: Context,
  { group, outcome, reason, actor, rule }: GroupAnswer,
): readonly NewEvent[] =>
  groupOf(state) !== group || answerClosed(state, context)
    ? []
    : [
        newEvent({
          type: 'replied',
          level: 0,
          actor,
          data: { outcome, group, ...(rule === null ? {} : { allowedBy: rule }) },
          texts: { opinion: reason },
        }),
      ];
