import { refuse } from '../../../kernel/refusal.ts';
import { runningDuties, whenWithdrawn } from './standing.ts';
import { has } from './state.ts';
import { checkFields, field, newEvent, texts, type Verb } from './verb.ts';
import { REVIEW_OUTCOMES } from './review-outcomes.ts';

/** The last office up reviews the review and answers in writing (信访工作条例 36). */
export const decideRereview: Verb = {
  name: 'decide_rereview',
  by: 'staff',
  makes: 'rereview_decided',
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (has(state, 'rereview_decided')
      ? refuse('already_done')
      : runningDuties(context, 'decide_rereview').length === 0
        ? refuse('not_yet')
        : undefined),
  decide: (input, _state, _context, actor) => {
    const outcome = REVIEW_OUTCOMES.find((it) => it === field(input, 'outcome'));
    if (outcome === undefined) return refuse('field_choice', { field: 'outcome' });
    const fault = checkFields(input, { opinion: 'text', basis: 'optional' });
    return fault ?? [newEvent({ type: 'rereview_decided', level: 2, actor, data: { outcome }, texts: texts(input, 'opinion', 'basis') })];
  },
};
