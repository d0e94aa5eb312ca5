import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { choice } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { field, newEvent, type Verb } from '../verb.ts';
import { confirmedBy, mediatorClosed, SIDES, termsOf } from './table.ts';

/** A written agreement is in force when both sides and the mediator have signed; an oral one on the day it is agreed (People's Mediation Law art. 28-30). */
export const AGREEMENT_FORMS = ['written', 'oral'] as const;

/** What is agreed of a term; its words stand with the step `term` that named it. */
const agreed = ({ n, data: { object, owes, by, amount } }: MatterEvent): JsonObject => ({
  object: object ?? null,
  owes: owes ?? null,
  by: by ?? null,
  ...(amount === undefined ? {} : { amount }),
  term: n,
});

/** The mediator signs what both sides have confirmed; each term is followed up from its day on (art. 31). */
export const signAgreement: Verb = {
  name: 'sign_agreement',
  by: 'staff',
  makes: 'mediation_agreed',
  also: 'term_agreed',
  fields: { form: choice(AGREEMENT_FORMS) },
  closed: (state, context) =>
    mediatorClosed(state, context) ??
    (termsOf(state).length === 0 ? refuse('not_yet') : confirmedBy(state).length < SIDES.length ? refuse('terms_unconfirmed') : undefined),
  decide: (input, state, _context, actor) => [
    newEvent({ type: 'mediation_agreed', level: 0, actor, data: { form: field(input, 'form'), terms: termsOf(state).length } }),
    ...termsOf(state).map((term) => newEvent({ type: 'term_agreed', level: 0, actor, data: agreed(term) })),
  ],
};
