import { DAY, TEXT, noted, optional } from '../../../../kernel/stream/fields.ts';
import { parsePlainDate } from '../../../../kernel/calendar/plain-date.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { runningDuties, whenWithdrawn } from '../standing.ts';
import type { GrievanceState } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

const isNamed = (event: MatterEvent): boolean => event.type === 'supervised' && typeof event.data['by'] === 'string';

/** The day by which the office above wants a matter done, as a row: none where no step ever named one, null where that was struck out. */
export const supervisionRow = (events: readonly MatterEvent[], state: GrievanceState): { readonly by_day: string | null } | null => {
  if (!events.some(isNamed)) return null;
  const last = state.history.findLast((event) => event.type === 'supervised');
  const by = last?.data['by'];
  return { by_day: typeof by === 'string' ? by : null };
};

/** The office above takes a late matter up: it answers the filer, and with the same step tells the office below (G6). */
export const supervise: Verb = {
  name: 'supervise',
  by: 'staff',
  makes: 'supervised',
  fields: { by: optional(noted(DAY, 'The day by which it is to be done below; moves no date of the law.')), words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ?? (runningDuties(context, 'supervise', 'answer_take_up').length === 0 ? refuse('not_yet') : undefined),
  decide: (input, _state, context, actor) => {
    const day = parsePlainDate(field(input, 'by'));
    if (day !== undefined && day < context.today) return refuse('promise_past', { field: 'by' });
    const data = day === undefined ? {} : { by: day };
    return [
      newEvent({ type: 'supervised', level: 1, actor, data, texts: texts(input, 'words') }),
      newEvent({ type: 'supervision_notified', level: 0, actor, data, texts: texts(input, 'words') }),
    ];
  },
};
