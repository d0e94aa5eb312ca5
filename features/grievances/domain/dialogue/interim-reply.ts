import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isAnswered, isTakenOn, whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** Tells the filer how far it is. It meets no duty and moves no date. */
export const interimReply: Verb = {
  name: 'interim_reply',
  by: 'staff',
  makes: 'interim_replied',
  fields: { words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (has(state, 'refused') || isAnswered(state) ? refuse('duty_over') : isTakenOn(state, context.pack) ? undefined : refuse('not_yet')),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'interim_replied', level: 0, actor, texts: texts(input, 'words') })],
};
