import { refuse } from '../../../kernel/refusal.ts';
import { runningDuties, whenWithdrawn } from './standing.ts';
import { has } from './state.ts';
import { checkFields, field, newEvent, texts, type Verb } from './verb.ts';
import { REVIEW_OUTCOMES } from './review-outcomes.ts';

/** The office above reviews the reply and answers in writing (信访工作条例 35). */
export const decideReview: Verb = {
  name: 'decide_review',
  by: 'staff',
  makes: 'review_decided',
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (has(state, 'review_decided')
      ? refuse('already_done')
      : runningDuties(context, 'decide_review').length === 0
        ? refuse('not_yet')
        : undefined),
  decide: (input, _state, _context, actor) => {
    const outcome = REVIEW_OUTCOMES.find((it) => it === field(input, 'outcome'));
    if (outcome === undefined) return refuse('field_choice', { field: 'outcome' });
    const fault = checkFields(input, { opinion: 'text', basis: 'optional' });
    return fault ?? [newEvent({ type: 'review_decided', level: 1, actor, data: { outcome }, texts: texts(input, 'opinion', 'basis') })];
  },
};
