import { choice, DAY, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { isOfChild } from './danger-to-a-child.ts';

/** What is done at once so that a child is safe. About what is done, never about who the child is. */
export const PROTECTIONS = [
  'police_called',
  'ambulance_called',
  'brought_to_safety',
  'harm_stopped',
  'kept_apart',
  'adult_stays',
  'shelter_found',
] as const;

/** The child is protected at once, before anything is looked into (Law on the Protection of Minors arts 11, 39 and 92). As often as it takes. */
export const protectChild: Verb = {
  name: 'protect_child',
  by: 'staff',
  makes: 'child_protected',
  isOf: isOfChild,
  most: 50,
  fields: { measure: choice(PROTECTIONS), words: optional(TEXT), occurredOn: optional(DAY) },
  closed: () => undefined,
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    // Since the child was said not to be safe it is owed anew, and what was done before that does not pay it.
    const newest = state.history.findLast(({ type }) => type === 'child_unsafe' || type === 'child_protected');
    if (
      newest?.type === 'child_unsafe' &&
      day.occurredOn !== undefined &&
      day.occurredOn < dateIn(newest.recordedAt, context.calendar.zone)
    )
      return refuse('child_unsafe_since', { field: 'occurredOn' });
    const data = { measure: field(input, 'measure') };
    return [newEvent({ type: 'child_protected', level: 0, actor, ...day, data, texts: texts(input, 'words') })];
  },
};
