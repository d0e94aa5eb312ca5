import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isNaming } from './forward.ts';
import { whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The sender does not agree that a matter comes back: the office above both says whose it is (信访工作条例 24). */
export const askNaming: Verb = {
  name: 'ask_naming',
  by: 'staff',
  makes: 'naming_asked',
  fields: { reason: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (has(state, 'accepted', 'refused')
      ? refuse('wrong_stage')
      : !has(state, 'forward_objected')
        ? refuse('not_yet')
        : state.asked !== null
          ? refuse('forward_waits')
          : isNaming(state)
            ? refuse('already_done')
            : state.above === null
              ? refuse('no_office_above')
              : undefined),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'naming_asked', level: 0, actor, texts: texts(input, 'reason') })],
};
