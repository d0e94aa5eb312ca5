import type { Instant } from '../calendar/instant.ts';
import { addDays, getPlainDate, type PlainDate } from '../calendar/plain-date.ts';
import type { Closure } from '../recurrence/surroundings.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { JsonObject, StreamEvent } from '../stream/event.ts';
import { notPast, textOf, type StaffContext } from '../stream/staff-kind.ts';

/** Days on which a site is closed, or a thing out of use, both ends included, and the event that said so. */
export interface SaidClosure {
  readonly n: number;
  readonly recordedAt: Instant;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  /** The day on which it was taken back; what lay before that day stays closed. */
  readonly backOn: string | null;
}

/** A closure as its event says it. */
export const closureIn = ({ n, recordedAt, data }: StreamEvent): SaidClosure => {
  const said = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
  return { n, recordedAt, from: said('from'), to: said('to'), reason: said('reason'), backOn: null };
};

/** Closures as they count: until the day before one was taken back. One that was taken back before it began is none. */
export const closuresCounted = (said: readonly SaidClosure[]): readonly Closure[] =>
  said.flatMap(({ from, to, backOn, recordedAt }) => {
    const last = backOn === null ? getPlainDate(to) : addDays(getPlainDate(backOn), -1);
    return last < from ? [] : [{ from: getPlainDate(from), to: last, recordedAt }];
  });

/** A closure is said before it begins, so that nobody excuses afterwards what was not done (places.md 3). */
export const wrongClosure = (input: JsonObject, { today }: Pick<StaffContext, 'today'>): Refusal | undefined => {
  if (textOf(input, 'to') < textOf(input, 'from')) return refuse('period_order', { field: 'to' });
  return textOf(input, 'from') <= today ? refuse('period_begun', { field: 'from' }) : undefined;
};

/** Whether there is one that can still be taken back. */
export const canTakeBack = (said: readonly SaidClosure[], today: PlainDate): boolean =>
  said.some((it) => it.backOn === null && it.to >= today);

/** One is taken back from today on, or from a later day of it; `field` names which one. */
export const wrongTakeBack = (
  input: JsonObject,
  field: string,
  said: readonly SaidClosure[],
  context: StaffContext,
): Refusal | undefined => {
  const closure = said.find((it) => it.n === input[field]);
  if (!closure || closure.backOn !== null || closure.to < context.today) return refuse('field_choice', { field });
  return notPast(input, 'on', context) ?? (textOf(input, 'on') > closure.to ? refuse('period_order', { field: 'on' }) : undefined);
};
