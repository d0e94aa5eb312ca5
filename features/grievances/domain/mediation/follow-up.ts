import { choice, DAY, optional, STEP, TEXT } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { occurredOn } from '../occurred.ts';
import type { GrievanceState } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { agreedTerms } from './table.ts';

/** What the committee found when it asked after a term. */
export const FOLLOWED = ['kept', 'not_kept', 'put_off'] as const;

/** Terms that the committee has not asked after yet, oldest first. */
export const unfollowed = (state: GrievanceState): readonly MatterEvent[] =>
  agreedTerms(state).filter(({ n }) => !state.history.some((later) => later.type === 'followed_up' && later.data['of'] === n));

const whichTerm = (of: unknown, state: GrievanceState): MatterEvent | Refusal =>
  unfollowed(state).find(({ n }) => n === of) ?? refuse('field_choice', { field: 'of' });

/** The committee asks both sides whether a term was kept, once its day has come (People's Mediation Law art. 31). */
export const followUp: Verb = {
  name: 'follow_up',
  by: 'staff',
  makes: 'followed_up',
  fields: { of: STEP, found: choice(FOLLOWED), words: optional(TEXT), occurredOn: optional(DAY) },
  closed: (state, context) =>
    unfollowed(state).length === 0
      ? refuse(agreedTerms(state).length === 0 ? 'not_yet' : 'already_done')
      : unfollowed(state).some(({ data }) => String(data['by']) <= context.today)
        ? undefined
        : refuse('not_yet', { from: String(unfollowed(state)[0]?.data['by']) }),
  decide: (input, state, context, actor) => {
    const term = whichTerm(input['of'], state);
    if (isRefusal(term)) return term;
    if (String(term.data['by']) > context.today) return refuse('not_yet', { from: String(term.data['by']) });
    const day = occurredOn(input, state, context);
    if (isRefusal(day)) return day;
    const data = { of: term.n, found: field(input, 'found') };
    return [newEvent({ type: 'followed_up', level: 0, actor, ...day, data, texts: texts(input, 'words') })];
  },
};
