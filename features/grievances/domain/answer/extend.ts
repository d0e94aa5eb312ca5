import { DAY, TEXT } from '../../../../kernel/stream/fields.ts';
import { dueAfter } from '../../../../kernel/calendar/due.ts';
import { parsePlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { runningDuties, whenWithdrawn } from '../standing.ts';
import type { GrievanceState } from '../state.ts';
import { field, newEvent, texts, type Context, type Verb } from '../verb.ts';

const extendable = (state: GrievanceState, context: Context) => {
  const used = state.history.filter((event) => event.type === 'extended').length;
  const duty = runningDuties(context, 'decide', 'reply', 'feedback').find((it) =>
    context.pack.rules.some((rule) => rule.id === it.rule && rule.extend !== null),
  );
  const rule = context.pack.rules.find((it) => it.id === duty?.rule);
  return { used, duty, extension: rule?.extend ?? null, rule };
};

/** The head gives the office more time, once, with reasons the filer reads; only while the old time still runs. */
export const extend: Verb = {
  name: 'extend',
  by: 'staff',
  makes: 'extended',
  fields: { until: DAY, reason: TEXT },
  closed: (state, context) => {
    const { used, duty, extension } = extendable(state, context);
    const withdrawn = whenWithdrawn(state, context);
    if (withdrawn) return withdrawn;
    if (duty === undefined || extension === null)
      return refuse(context.pack.rules.some((rule) => rule.extend !== null) ? 'wrong_stage' : 'right_not_open');
    if (used >= extension.times) return refuse('extension_spent');
    return duty.status === 'overdue' ? refuse('duty_over') : undefined;
  },
  decide: (input, state, context, actor) => {
    const { duty, extension, rule } = extendable(state, context);
    const until = parsePlainDate(field(input, 'until'));
    if (until === undefined) return refuse('field_date', { field: 'until' });
    if (duty === undefined || extension === null || rule === undefined || duty.due === null || typeof duty.due === 'number')
      return refuse('wrong_stage');
    const latest = dueAfter({ on: duty.due, at: context.now }, extension.max, rule.counting, context.calendar).due;
    if (until <= duty.due) return refuse('nothing_changes', { field: 'until', due: duty.due });
    if (until > String(latest)) return refuse('extension_too_long', { field: 'until', latest: String(latest) });
    return [newEvent({ type: 'extended', level: 0, actor, data: { until }, texts: texts(input, 'reason') })];
  },
};
