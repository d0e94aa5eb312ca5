import { choice } from '../../../../kernel/stream/fields.ts';
import type { Level } from '../../../../kernel/stream/event.ts';
import { NOTICES, type Notice } from '../../../../kernel/matter/vocabulary.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { has, NOTICE_NAMES, type GrievanceState } from '../state.ts';
import { field, newEvent, type Verb } from '../verb.ts';

/** The stream a paper stands in. */
export const NOTICE_LEVELS: { readonly [notice in Notice]: Level } = { reply: 0, refusal: 0, dispute: 0, review: 1, rereview: 2 };

/** Papers that were issued and that the filer has not opened yet. */
export const unopened = (state: GrievanceState): readonly Notice[] =>
  NOTICE_NAMES.filter((notice) => has(state, NOTICES[notice]) && !state.opened.includes(notice));

/** The filer opens a paper: that, not its sending, is service, and the filer's own time starts with it. */
export const openNotice: Verb = {
  name: 'open_notice',
  by: 'filer',
  makes: 'notice_opened',
  fields: { notice: choice(NOTICE_NAMES) },
  closed: (state) => (unopened(state).length > 0 ? undefined : state.opened.length > 0 ? refuse('already_done') : refuse('not_yet')),
  decide: (input, state, _context, actor) => {
    const notice = NOTICE_NAMES.find((it) => it === field(input, 'notice'));
    if (notice === undefined) return refuse('field_choice', { field: 'notice' });
    if (!unopened(state).includes(notice)) return refuse(state.opened.includes(notice) ? 'already_done' : 'not_yet');
    return [newEvent({ type: 'notice_opened', level: NOTICE_LEVELS[notice], actor, data: { notice } })];
  },
};
