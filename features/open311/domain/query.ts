import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { parseW3c, type Fault } from './answers.ts';
import { textOf } from './new-request.ts';

/** Which requests are asked for. */
export type Query =
  | { readonly ids: readonly string[] }
  | {
      readonly from: PlainDate;
      readonly to: PlainDate;
      /** Null: any. */
      readonly services: readonly string[] | null;
      readonly statuses: readonly ('open' | 'closed')[];
    };

/** The specification's: ninety days, or the first thousand requests. */
export const SPAN_DAYS = 90;
export const REQUESTS_MAX = 1000;

const STATUSES = ['open', 'closed'] as const;
const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
const wrong = (description: string): Fault => ({ status: 400, code: 400, description });

/** A time of the query as a day there; null where none is given. */
const dayOf = (text: string, zone: string): PlainDate | null | undefined => {
  if (text === '') return null;
  const at = parseW3c(text);
  return at === undefined ? undefined : dateIn(at, zone);
};

/** Reads the filters of a list; several ids override all others. */
export const readQuery = (sent: { readonly [name: string]: unknown }, zone: string, now: Instant): Query | readonly Fault[] => {
  const ids = listOf(textOf(sent, 'service_request_id'));
  if (ids.length > 0) return { ids: ids.slice(0, REQUESTS_MAX) };
  const faults: Fault[] = [];
  const [start, end] = [dayOf(textOf(sent, 'start_date'), zone), dayOf(textOf(sent, 'end_date'), zone)];
  if (start === undefined) faults.push(wrong('start_date is no date of the form 2010-01-01T00:00:00Z.'));
  if (end === undefined) faults.push(wrong('end_date is no date of the form 2010-01-01T00:00:00Z.'));
  const today = dateIn(now, zone);
  const to = end ?? (start ? addDays(start, SPAN_DAYS) : today);
  const from = start ?? addDays(to, -SPAN_DAYS);
  if (to < from) faults.push(wrong('end_date lies before start_date.'));
  else if (addDays(from, SPAN_DAYS) < to) faults.push(wrong(`start_date and end_date span more than ${SPAN_DAYS} days.`));
  const asked = listOf(textOf(sent, 'status'));
  const statuses = STATUSES.filter((it) => asked.length === 0 || asked.includes(it));
  if (asked.some((it) => !STATUSES.some((known) => known === it))) faults.push(wrong('status is open or closed.'));
  const services = listOf(textOf(sent, 'service_code'));
  return faults.length > 0 ? faults : { from, to, services: services.length === 0 ? null : services, statuses };
};
