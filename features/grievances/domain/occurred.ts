import { parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { GrievanceState } from './state.ts';
import { field, type Context } from './verb.ts';

/** Reads a day of the past: real, not in the future, not before the matter was filed. */
export const pastDay = (input: JsonObject, name: string, state: GrievanceState, context: Context): PlainDate | Refusal => {
  const date = parsePlainDate(field(input, name));
  if (date === undefined) return refuse('field_date', { field: name });
  if (date > context.today) return refuse('date_in_future', { field: name });
  const filed = state.history.find((event) => event.type === 'filed');
  if (filed && date < dateIn(filed.recordedAt, context.calendar.zone)) return refuse('date_before_start', { field: name });
  return date;
};

/** The optional `occurredOn` of a command: absent, a past day, or a refusal. */
export const occurredOn = (input: JsonObject, state: GrievanceState, context: Context): { readonly occurredOn?: PlainDate } | Refusal => {
  if (field(input, 'occurredOn') === '') return {};
  const day = pastDay(input, 'occurredOn', state, context);
  return isRefusal(day) ? day : { occurredOn: day };
};
