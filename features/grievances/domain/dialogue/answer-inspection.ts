import { WHICH } from './offers.ts';
import { TEXT, choice, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { answeredStep, unanswered } from './offers.ts';
import { whenWithdrawn } from '../standing.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

export const INSPECTION_ANSWERS = ['agreed', 'declined'] as const;

/** The filer agrees to a look at the place or declines it. */
export const answerInspection: Verb = {
  name: 'answer_inspection',
  by: 'filer',
  makes: 'inspection_answered',
  fields: { of: optional(WHICH), answer: choice(INSPECTION_ANSWERS), words: optional(TEXT) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? (unanswered(state, 'inspection_offered').length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, _context, actor) => {
    const offer = answeredStep(input, unanswered(state, 'inspection_offered'));
    if (isRefusal(offer)) return offer;
    const answer = INSPECTION_ANSWERS.find((it) => it === field(input, 'answer'));
    if (answer === undefined) return refuse('field_choice', { field: 'answer' });
    return [newEvent({ type: 'inspection_answered', level: 0, actor, data: { of: offer.n, answer }, texts: texts(input, 'words') })];
  },
};
