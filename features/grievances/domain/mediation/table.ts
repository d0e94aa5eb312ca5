import type { JsonObject } from '../../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { rightBy } from '../receipts/right-by.ts';
import { packKnows, whenWithdrawn } from '../standing.ts';
import { findEvent, has, type GrievanceState } from '../state.ts';
import type { Context } from '../verb.ts';

/** The two sides of a dispute: who opened the mediation, and who was invited. Each is a receipt, and nothing more. */
export const SIDES = ['opener', 'other'] as const;
export type Side = (typeof SIDES)[number];

/** Whether a pack is of mediation. */
export const isMediation = (pack: Pack): boolean => packKnows(pack, 'mediation_agreed');

/** Which side the receipt behind a step is; null for one that does not act at the table. The server says which receipt it is, never the form. */
export const sideBy = (input: JsonObject, state: GrievanceState, context: Context): Side | null => {
  const right = rightBy(input, state, context);
  return right === 'act' ? 'opener' : right === 'party' ? 'other' : null;
};

/** Who opened it has agreed by opening it; the other side by its own act with a code of its own. Silence is never consent (G17). */
export const hasConsented = (state: GrievanceState): boolean => has(state, 'consent_given') && !has(state, 'consent_withdrawn');

/** Whether it has ended, with an agreement or without. */
export const isOver = (state: GrievanceState): boolean => has(state, 'mediation_agreed', 'mediation_failed', 'refused');

/** Why nothing can be done at the table: no mediation, over, or not agreed to by both. */
export const tableClosed = (state: GrievanceState, context: Context): Refusal | undefined =>
  whenWithdrawn(state, context) ??
  (!isMediation(context.pack)
    ? refuse('wrong_stage')
    : isOver(state)
      ? refuse('mediation_over')
      : !hasConsented(state)
        ? refuse('consent_missing')
        : undefined);

/** The same for what a mediator does there: it has been taken on, too. */
export const mediatorClosed = (state: GrievanceState, context: Context): Refusal | undefined =>
  tableClosed(state, context) ?? (has(state, 'accepted') ? undefined : refuse('not_yet'));

/** The terms as they stand now, oldest first. */
export const termsOf = (state: GrievanceState): readonly MatterEvent[] =>
  state.history.filter(
    (event) => event.type === 'term_added' && !state.history.some((later) => later.type === 'term_dropped' && later.data['of'] === event.n),
  );

/** The step that changed the terms last; undefined before the first. What a side confirms is the list as of this step. */
export const termsChange = (state: GrievanceState): MatterEvent | undefined =>
  state.history.findLast((event) => event.type === 'term_added' || event.type === 'term_dropped');

/** The sides that have confirmed the terms as they stand. A change takes back what was confirmed before. */
export const confirmedBy = (state: GrievanceState): readonly Side[] =>
  SIDES.filter((side) =>
    state.history.some(
      (event) => event.type === 'terms_confirmed' && event.data['side'] === side && event.data['of'] === termsChange(state)?.n,
    ),
  );

/** The terms that were agreed, each with its day. */
export const agreedTerms = (state: GrievanceState): readonly MatterEvent[] => state.history.filter((event) => event.type === 'term_agreed');

/** Whether a side is owed a term: it owes none of it itself, or both owe each other. */
export const isOwedTo = ({ data }: MatterEvent, side: Side): boolean => data['owes'] === 'both' || data['owes'] !== side;

/** The sides that have asked for the confirmation by a court. */
export const askedCourt = (state: GrievanceState): readonly Side[] =>
  SIDES.filter((side) => state.history.some((event) => event.type === 'confirmation_joined' && event.data['side'] === side));

/** When the agreement was signed; undefined before. */
export const agreedAt = (state: GrievanceState): MatterEvent | undefined => findEvent(state, 'mediation_agreed');
