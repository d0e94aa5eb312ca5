import { DAY, TEXT, choice, optional } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { NOTICE_LEVELS, unopened } from './open-notice.ts';
import { levelOf, whenWithdrawn } from '../standing.ts';
import { NOTICE_NAMES } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';

/** How a paper reached somebody who does not open it here. */
export const SERVED_HOW = ['signed', 'post', 'handed_over'] as const;

/**
 * Proof that a paper was served: signed for, posted with a receipt, handed over. The filer's time counts from the later of that
 * day and the day it was recorded, so a date put back takes nothing from the filer.
 */
export const serve: Verb = {
  name: 'serve',
  by: 'staff',
  makes: 'notice_opened',
  fields: { notice: choice(NOTICE_NAMES), how: choice(SERVED_HOW), occurredOn: optional(DAY), note: optional(TEXT) },
  closed: (state, context, actor) => {
    const level = levelOf(state, actor);
    return (
      whenWithdrawn(state, context) ?? (unopened(state).some((notice) => NOTICE_LEVELS[notice] === level) ? undefined : refuse('not_yet'))
    );
  },
  decide: (input, state, context, actor) => {
    const level = levelOf(state, actor);
    const notice = NOTICE_NAMES.find((it) => it === field(input, 'notice'));
    const how = SERVED_HOW.find((it) => it === field(input, 'how'));
    if (notice === undefined || level === undefined || NOTICE_LEVELS[notice] !== level) return refuse('field_choice', { field: 'notice' });
    if (!unopened(state).includes(notice)) return refuse('already_done', { field: 'notice' });
    if (how === undefined) return refuse('field_choice', { field: 'how' });
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    return [newEvent({ type: 'notice_opened', level, actor, ...day, data: { notice, how }, texts: texts(input, 'note') })];
  },
};
