import { DAY, TEXT, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { pastDay } from '../occurred.ts';
import { levelOf, runningDuties, whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

const KINDS = [['decide', 'reply'], ['decide_review'], ['decide_rereview']] as const;

/** A hearing was held; its days are not counted where the clause says so (信访工作条例 36). */
export const holdHearing: Verb = {
  name: 'hold_hearing',
  by: 'staff',
  makes: 'hearing_held',
  fields: { from: DAY, to: DAY, note: optional(TEXT) },
  closed: (state, context, actor) => {
    const level = levelOf(state, actor);
    if (level === undefined) return refuse('not_found');
    return whenWithdrawn(state, context) ?? (runningDuties(context, ...KINDS[level]).length === 0 ? refuse('wrong_stage') : undefined);
  },
  decide: (input, state, context, actor) => {
    const level = levelOf(state, actor);
    const from = pastDay(input, 'from', state, context);
    const to = pastDay(input, 'to', state, context);
    if (isRefusal(from)) return from;
    if (isRefusal(to)) return to;
    if (level === undefined) return refuse('not_found');
    if (to < from) return refuse('field_date', { field: 'to' });
    return [newEvent({ type: 'hearing_held', level, actor, data: { from, to }, texts: texts(input, 'note') })];
  },
};
