import { choice, DAY, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { has } from '../state.ts';
import { field, newEvent, type Verb } from '../verb.ts';
import { mediatorClosed } from './table.ts';

/** By speech or on paper (司法部令75 art. 30). */
export const RIGHTS_TOLD = ['speech', 'paper'] as const;

/** Before the first session both sides are told what mediation is, what an agreement does, and what they may do (司法部令75 art. 30). */
export const tellRights: Verb = {
  name: 'tell_rights',
  by: 'staff',
  makes: 'rights_told',
  fields: { told: choice(RIGHTS_TOLD), occurredOn: optional(DAY) },
  closed: (state, context) => mediatorClosed(state, context) ?? (has(state, 'rights_told') ? refuse('already_done') : undefined),
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    return isRefusal(day) ? day : [newEvent({ type: 'rights_told', level: 0, actor, ...day, data: { told: field(input, 'told') } })];
  },
};
