import { GRADES } from '../../../../kernel/matter/vocabulary.ts';
import { DAY, ID, TEXT, choice, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { registerClosed, routeOf } from '../intake/register.ts';
import { occurredOn } from '../occurred.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { waitingTransfer } from './second-signature.ts';

/**
 * The transfer slip, first hand: which office should have the matter, and how it should be dealt with. Nothing is passed on by it and no
 * clock knows of it; another post signs it or sends it back.
 */
export const proposeTransfer: Verb = {
  name: 'propose_transfer',
  by: 'staff',
  makes: 'transfer_proposed',
  prepares: 'registered',
  fields: { office: ID, grade: optional(choice(GRADES)), handling: TEXT, occurredOn: optional(DAY) },
  closed: (state, context) => registerClosed(state, context) ?? (waitingTransfer(state) ? refuse('already_done') : undefined),
  decide: (input, state, context, actor) => {
    const route = routeOf(input, state, context);
    if (isRefusal(route)) return route;
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const { grade } = route;
    const data = { office: field(input, 'office'), ...(grade === undefined ? {} : { grade }) };
    return [newEvent({ type: 'transfer_proposed', level: 0, actor, ...day, data, texts: texts(input, 'handling') })];
  },
};
