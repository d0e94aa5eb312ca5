import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isAsked, rightClosed, whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The office a matter was forwarded to says, with detailed reasons, that it is not competent (信访工作条例 23(3)). */
export const objectForward: Verb = {
  name: 'object_forward',
  by: 'staff',
  makes: 'forward_objected',
  fields: { reason: TEXT },
  closed: (state, context, actor) =>
    whenWithdrawn(state, context) ??
    (!isAsked(state, actor)
      ? refuse('wrong_stage')
      : state.asked?.named
        ? refuse('office_was_named')
        : rightClosed(context, 'object_forward')),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'forward_objected', level: 0, actor, texts: texts(input, 'reason') })],
};
