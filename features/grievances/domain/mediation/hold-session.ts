import { choice, DAY, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { has } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { mediatorClosed } from './table.ts';

/** Where the two sides sat down. Closed; never on premises of the police (G17). */
export const SESSION_PLACES = ['mediation_room', 'community_room', 'legal_service', 'on_the_spot', 'by_telephone', 'online'] as const;

/** A session of both sides with the mediator, and its record; both sides read it. */
export const holdSession: Verb = {
  name: 'hold_session',
  by: 'staff',
  makes: 'session_held',
  fields: { at: choice(SESSION_PLACES), words: TEXT, occurredOn: optional(DAY) },
  closed: (state, context) => mediatorClosed(state, context) ?? (has(state, 'rights_told') ? undefined : refuse('rights_not_told')),
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    return isRefusal(day)
      ? day
      : [newEvent({ type: 'session_held', level: 0, actor, ...day, data: { at: field(input, 'at') }, texts: texts(input, 'words') })];
  },
};
