import { choice, SERVER, STEP } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { field, newEvent, type Verb } from '../verb.ts';
import { agreedTerms, isOwedTo, sideBy } from './table.ts';

/** Whether a term was kept, as the side says to which it is owed. */
export const TERM_KEPT = ['kept', 'not_kept'] as const;

/** The side that a term is owed to says whether it was kept; it may say so again as things change. */
export const judgeTerm: Verb = {
  name: 'judge_term',
  by: 'filer',
  makes: 'term_judged',
  most: 100,
  fields: { by: SERVER, of: STEP, kept: choice(TERM_KEPT) },
  closed: (state) => (agreedTerms(state).length === 0 ? refuse('not_yet') : undefined),
  decide: (input, state, context, actor) => {
    const side = sideBy(input, state, context);
    if (side === null) return refuse('not_found', { what: 'code' });
    const term = agreedTerms(state).find(({ n }) => n === input['of']);
    if (term === undefined) return refuse('field_choice', { field: 'of' });
    if (!isOwedTo(term, side)) return refuse('term_not_owed');
    return [newEvent({ type: 'term_judged', level: 0, actor, data: { side, of: term.n, kept: field(input, 'kept') } })];
  },
};
