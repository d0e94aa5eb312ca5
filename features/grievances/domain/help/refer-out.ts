import { choice, DAY, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { refersOut } from './referrals.ts';

/** Doors that somebody is led to: the service that is there, never what kind of person it is for (G19). */
export const DOOR_BODIES = [
  'legal_aid',
  'civil_affairs',
  'labour_office',
  'pension_office',
  'medical_insurance',
  'housing_office',
  'health_service',
  'counselling',
  'court_service',
  'trade_union',
  'another_door',
] as const;

/** The office leads to a door outside, with what to bring, and stays answerable until it is known what became of it (functions.md 16.04). */
export const referOut: Verb = {
  name: 'refer_out',
  by: 'staff',
  makes: 'referred_out',
  isOf: refersOut,
  most: 20,
  fields: { body: choice(DOOR_BODIES), words: TEXT, bring: optional(TEXT), occurredOn: optional(DAY) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (has(state, 'refused') ? refuse('wrong_stage') : has(state, 'registered') ? undefined : refuse('not_yet')),
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const data = { body: field(input, 'body') };
    return [newEvent({ type: 'referred_out', level: 0, actor, ...day, data, texts: texts(input, 'words', 'bring') })];
  },
};
