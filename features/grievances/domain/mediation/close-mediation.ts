import { addMs } from '../../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { SERVER } from '../../../../kernel/stream/fields.ts';
import { has } from '../state.ts';
import { newEvent, type Verb } from '../verb.ts';
import { agreedAt, sideBy } from './table.ts';

/** Nobody closes a mediation on the day of its agreement (G17). */
export const CLOSE_AFTER_MS = 72 * 3_600_000;

/** Who opened the mediation says that it is settled: by the opener's own receipt, not before 72 hours after the agreement (G17), and by nobody else. */
export const closeMediation: Verb = {
  name: 'close_mediation',
  by: 'filer',
  onOwnDevice: true,
  makes: 'mediation_closed',
  most: 1,
  fields: { by: SERVER },
  closed: (state, context) => {
    const agreed = agreedAt(state);
    if (agreed === undefined) return refuse('not_yet');
    if (has(state, 'mediation_closed')) return refuse('already_done');
    const from = addMs(agreed.recordedAt, CLOSE_AFTER_MS);
    return context.now < from ? refuse('not_yet', { from: dateIn(from, context.calendar.zone) }) : undefined;
  },
  decide: (input, state, context, actor) =>
    sideBy(input, state, context) === 'opener'
      ? [newEvent({ type: 'mediation_closed', level: 0, actor })]
      : refuse('not_found', { what: 'code' }),
};
