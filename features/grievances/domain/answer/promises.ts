import { parsePlainDate, type PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import type { Actor, JsonObject } from '../../../../kernel/stream/event.ts';
import type { MatterEvent, NewEvent } from '../../../../kernel/matter/event.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { GrievanceState } from '../state.ts';
import { field, newEvent, type Context } from '../verb.ts';

/** Most promises of one answer. */
export const PROMISES_MAX = 5;

/** Reads `promise1`, `promise1By` … : what is promised, and by when. Each becomes a duty with that date. */
export const readPromises = (input: JsonObject, actor: Actor, context: Context): readonly NewEvent[] | Refusal => {
  const events: NewEvent[] = [];
  for (let i = 1; i <= PROMISES_MAX; i += 1) {
    const [what, when] = [`promise${i}`, `promise${i}By`];
    const text = field(input, what);
    if (text === '' && field(input, when) === '') continue;
    if (text === '') return refuse('field_empty', { field: what });
    const by = parsePlainDate(field(input, when));
    if (by === undefined) return refuse('field_date', { field: when });
    if (by < context.today) return refuse('promise_past', { field: when });
    events.push(newEvent({ type: 'promised', level: 0, actor, data: { by }, texts: { promise: text } }));
  }
  return events;
};

/** Promises of the answer that have not been kept yet, oldest first. */
export const unkept = (state: GrievanceState): readonly MatterEvent[] =>
  state.history.filter(
    (event) => event.type === 'promised' && !state.history.some((later) => later.type === 'promise_kept' && later.data['of'] === event.n),
  );

/** Promises the filer can judge: said to be kept, or past their day; each once. */
export const judgeable = (state: GrievanceState, today: PlainDate): readonly MatterEvent[] =>
  state.history.filter(
    (event) =>
      event.type === 'promised' &&
      (!unkept(state).includes(event) || String(event.data['by']) < today) &&
      !state.history.some((later) => later.type === 'promise_judged' && later.data['of'] === event.n),
  );
