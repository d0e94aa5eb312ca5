import { WHICH } from './offers.ts';
import { TEXT, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { answeredStep, unanswered } from './offers.ts';
import { whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** The filer answers a question of the office. Not answering costs nothing. */
export const answerQuestion: Verb = {
  name: 'answer_question',
  by: 'filer',
  makes: 'question_answered',
  fields: { of: optional(WHICH), words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? (unanswered(state, 'question_asked').length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, _context, actor) => {
    const asked = answeredStep(input, unanswered(state, 'question_asked'));
    if (isRefusal(asked)) return asked;
    return [newEvent({ type: 'question_answered', level: 0, actor, data: { of: asked.n }, texts: texts(input, 'words') })];
  },
};
