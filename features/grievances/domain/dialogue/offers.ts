import { noted, STEP } from '../../../../kernel/stream/fields.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import type { EventKind, MatterEvent } from '../../../../kernel/matter/event.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { GrievanceState } from '../state.ts';

/** The step that is answered, where an answer may leave it out. */
export const WHICH = noted(STEP, 'Number of the step that is meant; needed where several wait.');

/** Steps of an office that the filer can answer, and the answer's kind. An answer names the step by its number (`of`). */
const ANSWERED_BY = {
  question_asked: 'question_answered',
  inspection_offered: 'inspection_answered',
  promised: 'promise_judged',
  child_asked: 'child_answered',
} as const satisfies {
  readonly [asked in EventKind]?: EventKind;
};
type AskedKind = keyof typeof ANSWERED_BY;

/** Steps of a kind that the filer has not answered yet, oldest first. */
export const unanswered = (state: GrievanceState, kind: AskedKind): readonly MatterEvent[] =>
  state.history.filter(
    (event) => event.type === kind && !state.history.some((later) => later.type === ANSWERED_BY[kind] && later.data['of'] === event.n),
  );

/** The step of a kind that an input means by `of`; the only one that waits where it names none. */
export const answeredStep = (input: JsonObject, waiting: readonly MatterEvent[]): MatterEvent | Refusal => {
  const of = input['of'];
  const found = of === undefined ? (waiting.length === 1 ? waiting[0] : undefined) : waiting.find((it) => it.n === of);
  return found ?? refuse('field_choice', { field: 'of' });
};
