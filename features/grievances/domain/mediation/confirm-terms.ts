import { noted, SERVER, STEP } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { newEvent, type Verb } from '../verb.ts';
import { confirmedBy, SIDES, sideBy, tableClosed, termsChange, termsOf } from './table.ts';

/** A side confirms the terms as it read them, with its own receipt. A list that has changed since is another list. */
export const confirmTerms: Verb = {
  name: 'confirm_terms',
  by: 'filer',
  onOwnDevice: true,
  makes: 'terms_confirmed',
  most: 60,
  fields: { by: SERVER, of: noted(STEP, 'The step that changed the terms last, as the page showed it.') },
  closed: (state, context) =>
    tableClosed(state, context) ??
    (termsOf(state).length === 0 ? refuse('not_yet') : confirmedBy(state).length === SIDES.length ? refuse('already_done') : undefined),
  decide: (input, state, context, actor) => {
    const side = sideBy(input, state, context);
    if (side === null) return refuse('not_found', { what: 'code' });
    const change = termsChange(state);
    if (change === undefined || input['of'] !== change.n) return refuse('terms_changed');
    if (confirmedBy(state).includes(side)) return refuse('already_done');
    return [newEvent({ type: 'terms_confirmed', level: 0, actor, data: { side, of: change.n } })];
  },
};
