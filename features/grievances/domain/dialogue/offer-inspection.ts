import { DAY, LINE, TEXT, optional } from '../../../../kernel/stream/fields.ts';
import { parsePlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isAnswered, whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

/** The office offers to come and look. The filer may decline, without a reason and without any effect on the matter. */
export const offerInspection: Verb = {
  name: 'offer_inspection',
  by: 'staff',
  makes: 'inspection_offered',
  fields: { on: DAY, where: LINE, words: optional(TEXT) },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (!has(state, 'registered') ? refuse('not_yet') : isAnswered(state) || has(state, 'refused') ? refuse('duty_over') : undefined),
  decide: (input, _state, context, actor) => {
    const on = parsePlainDate(field(input, 'on'));
    if (on === undefined || on < context.today) return refuse('field_date', { field: 'on' });
    return [newEvent({ type: 'inspection_offered', level: 0, actor, data: { on }, texts: texts(input, 'where', 'words') })];
  },
};
