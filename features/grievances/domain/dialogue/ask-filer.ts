import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isAnswered, whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The office asks the filer something, through the receipt. No clock of the office stops while it waits. */
export const askFiler: Verb = {
  name: 'ask_filer',
  by: 'staff',
  makes: 'question_asked',
  fields: { words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (!has(state, 'registered') ? refuse('not_yet') : isAnswered(state) || has(state, 'refused') ? refuse('duty_over') : undefined),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'question_asked', level: 0, actor, texts: texts(input, 'words') })],
};
