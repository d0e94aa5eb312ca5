import { DAY, optional, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { pastDay } from '../occurred.ts';
import { newEvent, texts, type Verb } from '../verb.ts';
import { mediatorClosed } from './table.ts';

/** An appraisal was made; its days are not counted where the clause says so (Regulation on Medical Disputes art. 38). */
export const makeAppraisal: Verb = {
  name: 'make_appraisal',
  by: 'staff',
  makes: 'appraisal_made',
  fields: { from: DAY, to: DAY, note: optional(TEXT) },
  closed: (state, context) =>
    mediatorClosed(state, context) ??
    (context.pack.rules.some((rule) => rule.excludes.includes('appraisal_made')) ? undefined : refuse('wrong_stage')),
  decide: (input, state, context, actor) => {
    const from = pastDay(input, 'from', state, context);
    const to = pastDay(input, 'to', state, context);
    if (isRefusal(from)) return from;
    if (isRefusal(to)) return to;
    if (to < from) return refuse('field_date', { field: 'to' });
    return [newEvent({ type: 'appraisal_made', level: 0, actor, data: { from, to }, texts: texts(input, 'note') })];
  },
};
