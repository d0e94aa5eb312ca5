import { TEXT, choice, optional } from '../../../../kernel/stream/fields.ts';
import type { Level } from '../../../../kernel/stream/event.ts';
import type { MatterEvent, NewEvent } from '../../../../kernel/matter/event.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { REVIEW_OUTCOMES } from './review-outcomes.ts';
import { hasSince, runningDuties, whenWithdrawn } from '../standing.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

/** A review and a re-review differ in whose stream they stand in, and in nothing else. */
export const reviewVerb = (name: 'decide_review' | 'decide_rereview', makes: MatterEvent['type'], level: Level): Verb => ({
  name,
  by: 'staff',
  makes,
  fields: { outcome: choice(REVIEW_OUTCOMES), opinion: TEXT, basis: optional(TEXT) },
  closed: (state, context) => {
    const withdrawn = whenWithdrawn(state, context);
    if (withdrawn) return withdrawn;
    if (hasSince(state, makes, 'replied') && runningDuties(context, name).length === 0) return refuse('already_done');
    return runningDuties(context, name).length === 0 ? refuse('not_yet') : undefined;
  },
  decide: (input, _state, _context, actor) => {
    const outcome = REVIEW_OUTCOMES.find((it) => it === field(input, 'outcome'));
    if (outcome === undefined) return refuse('field_choice', { field: 'outcome' });
    // With its decision, and not before, the office above tells the one below (G6); an answer set aside is owed anew.
    const below: NewEvent = newEvent({ type: 'review_notified', level: 0, actor, data: { review: makes, outcome } });
    const anew = outcome === 'revoked' ? [newEvent({ type: 'answer_revoked', level: 0, actor, data: { review: makes } })] : [];
    return [newEvent({ type: makes, level, actor, data: { outcome }, texts: texts(input, 'opinion', 'basis') }), below, ...anew];
  },
});
