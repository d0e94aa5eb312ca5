import { choice, DAY, optional, STEP, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { whenWithdrawn } from '../standing.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { refersOut, unanswered } from './referrals.ts';

/** What became of it at that door: what was done with the request, never what was thought of who made it. */
export const REFERRAL_OUTCOMES = ['taken_up', 'granted', 'turned_down', 'no_rule_there', 'sent_further'] as const;

/** The office has asked at that door, and says what became of it: also why not (functions.md 16.04). That nobody has answered is no outcome. */
export const reportReferral: Verb = {
  name: 'report_referral',
  by: 'staff',
  makes: 'referral_answered',
  isOf: refersOut,
  fields: { of: STEP, became: choice(REFERRAL_OUTCOMES), words: TEXT, occurredOn: optional(DAY) },
  closed: (state, context) => whenWithdrawn(state, context) ?? (unanswered(state).length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, context, actor) => {
    const referral = unanswered(state).find(({ n }) => n === input['of']);
    if (!referral) return refuse('field_choice', { field: 'of' });
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const data = { of: referral.n, became: field(input, 'became') };
    return [newEvent({ type: 'referral_answered', level: 0, actor, ...day, data, texts: texts(input, 'words') })];
  },
};
