import { refuse } from '../../../kernel/refusal.ts';
import { rightClosed, whenWithdrawn } from './standing.ts';
import { checkFields, newEvent, texts, type Verb } from './verb.ts';

/** The filer asks the office above to review the reply (信访工作条例 35). */
export const askReview: Verb = {
  name: 'ask_review',
  by: 'filer',
  makes: 'review_asked',
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? rightClosed(context, 'ask_review') ?? (state.above === null ? refuse('no_office_above') : undefined),
  decide: (input, _state, _context, actor) =>
    checkFields(input, { words: 'optional' }) ?? [newEvent({ type: 'review_asked', level: 1, actor, texts: texts(input, 'words') })],
};
