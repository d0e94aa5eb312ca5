import { DAY, TEXT, optional } from '../../../../kernel/stream/fields.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { routeOf } from '../intake/register.ts';
import { occurredOn } from '../occurred.ts';
import { newEvent, texts, type Verb } from '../verb.ts';
import { secondClosed, waitingTransfer } from './second-signature.ts';

/** The transfer slip, second hand: another post signs what was proposed, and by that the matter is registered there. */
export const signTransfer: Verb = {
  name: 'sign_transfer',
  by: 'staff',
  makes: 'transfer_signed',
  also: 'registered',
  fields: { note: optional(TEXT), occurredOn: optional(DAY) },
  closed: secondClosed,
  decide: (input, state, context, actor) => {
    const proposal = waitingTransfer(state);
    if (!proposal) return refuse('not_yet');
    // The offices above are those of today: a tree may have changed since the slip was written.
    const route = routeOf(proposal.data, state, context);
    if (isRefusal(route)) return route;
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const written = proposal.occurredOn ?? dateIn(proposal.recordedAt, context.calendar.zone);
    if (day.occurredOn !== undefined && day.occurredOn < written) return refuse('date_before_start', { field: 'occurredOn' });
    return [
      newEvent({ type: 'transfer_signed', level: 0, actor, ...day, data: { of: proposal.n }, texts: texts(input, 'note') }),
      newEvent({ type: 'registered', level: 0, actor, ...day, data: route }),
    ];
  },
};
