import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import { occurredOn } from './occurred.ts';
import { packKnows, whenWithdrawn } from './standing.ts';
import { has } from './state.ts';
import { newEvent, type Verb } from './verb.ts';

/** The office says in writing that it takes the matter on. */
export const accept: Verb = {
  name: 'accept',
  by: 'staff',
  makes: 'accepted',
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (!packKnows(context.pack, 'accepted') || has(state, 'refused')
      ? refuse('wrong_stage')
      : has(state, 'accepted')
        ? refuse('already_done')
        : has(state, 'registered')
          ? undefined
          : refuse('not_yet')),
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    return isRefusal(day) ? day : [newEvent({ type: 'accepted', level: 0, actor, ...day })];
  },
};
