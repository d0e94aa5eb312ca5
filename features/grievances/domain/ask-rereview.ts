import { refuse } from '../../../kernel/refusal.ts';
import { rightClosed, whenWithdrawn } from './standing.ts';
import { checkFields, newEvent, texts, type Verb } from './verb.ts';

/** The filer asks the next office up to review the review (信访工作条例 36). */
export const askRereview: Verb = {
  name: 'ask_rereview',
  by: 'filer',
  makes: 'rereview_asked',
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    rightClosed(context, 'ask_rereview') ??
    (state.above2 === null ? refuse('no_office_above') : undefined),
  decide: (input, _state, _context, actor) =>
    checkFields(input, { words: 'optional' }) ?? [newEvent({ type: 'rereview_asked', level: 2, actor, texts: texts(input, 'words') })],
};
