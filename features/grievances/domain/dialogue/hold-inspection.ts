import { DAY, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { pastDay } from '../occurred.ts';
import { whenWithdrawn } from '../standing.ts';
import type { GrievanceState } from '../state.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** A look at the place that the filer agreed to and that was not held yet. */
const agreed = (state: GrievanceState): boolean => {
  const last = state.history.findLast((event) => event.type === 'inspection_answered' || event.type === 'inspection_held');
  return last?.type === 'inspection_answered' && last.data['answer'] === 'agreed';
};

/** What was seen at a place, on a day that the filer agreed to. */
export const holdInspection: Verb = {
  name: 'hold_inspection',
  by: 'staff',
  makes: 'inspection_held',
  fields: { on: DAY, words: TEXT },
  closed: (state, context) => whenWithdrawn(state, context) ?? (agreed(state) ? undefined : refuse('not_yet')),
  decide: (input, state, context, actor) => {
    const on = pastDay(input, 'on', state, context);
    if (isRefusal(on)) return on;
    return [newEvent({ type: 'inspection_held', level: 0, actor, data: { on }, texts: texts(input, 'words') })];
  },
};
