import { refuse } from '../../../kernel/refusal.ts';
import { rightClosed, whenWithdrawn } from './standing.ts';
import { checkFields, newEvent, texts, type Verb } from './verb.ts';

/** The filer asks the office above to take a silent matter up. Nobody can block it, and the office below is not told (G6). */
export const askTakeUp: Verb = {
  name: 'ask_take_up',
  by: 'filer',
  makes: 'take_up_asked',
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? rightClosed(context, 'ask_take_up') ?? (state.above === null ? refuse('no_office_above') : undefined),
  decide: (input, _state, _context, actor) =>
    checkFields(input, { words: 'optional' }) ?? [newEvent({ type: 'take_up_asked', level: 1, actor, texts: texts(input, 'words') })],
};
