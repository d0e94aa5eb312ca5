import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import { answeredStep, unanswered } from './offers.ts';
import { whenWithdrawn } from './standing.ts';
import { checkFields, newEvent, texts, type Verb } from './verb.ts';

/** The filer answers a question of the office. Not answering costs nothing. */
export const answerQuestion: Verb = {
  name: 'answer_question',
  by: 'filer',
  makes: 'question_answered',
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? (unanswered(state, 'question_asked').length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, _context, actor) => {
    const asked = answeredStep(input, unanswered(state, 'question_asked'));
    if (isRefusal(asked)) return asked;
    return (
      checkFields(input, { words: 'text' }) ?? [
        newEvent({ type: 'question_answered', level: 0, actor, data: { of: asked.n }, texts: texts(input, 'words') }),
      ]
    );
  },
};
