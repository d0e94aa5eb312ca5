import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { hasSince, rightClosed, whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The filer says what is wrong with the answer, and the same office owes an answer to that. The way up stays open beside it. */
export const dispute: Verb = {
  name: 'dispute',
  by: 'filer',
  makes: 'disputed',
  fields: { words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    // Once the office above reviews the answer, what is wrong with it is said there.
    (has(state, 'review_asked') && hasSince(state, 'review_asked', 'replied') ? refuse('wrong_stage') : rightClosed(context, 'dispute')),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'disputed', level: 0, actor, texts: texts(input, 'words') })],
};
