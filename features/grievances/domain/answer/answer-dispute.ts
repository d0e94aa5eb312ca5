import { TEXT, choice, optional } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { runningDuties, whenWithdrawn } from '../standing.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

export const DISPUTE_OUTCOMES = ['stands', 'corrected'] as const;

/** The office answers what the filer said was wrong with its answer. */
export const answerDispute: Verb = {
  name: 'answer_dispute',
  by: 'staff',
  makes: 'dispute_answered',
  fields: { outcome: choice(DISPUTE_OUTCOMES), opinion: TEXT, basis: optional(TEXT) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? (runningDuties(context, 'answer_dispute').length === 0 ? refuse('not_yet') : undefined),
  decide: (input, _state, _context, actor) => {
    const outcome = DISPUTE_OUTCOMES.find((it) => it === field(input, 'outcome'));
    if (outcome === undefined) return refuse('field_choice', { field: 'outcome' });
    return [newEvent({ type: 'dispute_answered', level: 0, actor, data: { outcome }, texts: texts(input, 'opinion', 'basis') })];
  },
};
