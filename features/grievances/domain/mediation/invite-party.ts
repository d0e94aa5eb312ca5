import { SERVER, TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { whenWithdrawn } from '../standing.ts';
import { has } from '../state.ts';
import { field, newEvent, texts, type Verb } from '../verb.ts';
import { isMediation, isOver, sideBy } from './table.ts';

/**
 * Who opened it invites the other side, in words written for it; what was filed stays with the opener and the mediator. The invitation is
 * a code to be handed over; whoever takes it up gets a code of their own, and the invitation is spent. A new one ends the one before.
 */
export const inviteParty: Verb = {
  name: 'invite_party',
  by: 'filer',
  onOwnDevice: true,
  makes: 'party_invited',
  most: 10,
  fields: { by: SERVER, receipt: SERVER, words: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (!isMediation(context.pack)
      ? refuse('wrong_stage')
      : isOver(state)
        ? refuse('mediation_over')
        : has(state, 'consent_given')
          ? refuse('already_done')
          : undefined),
  decide: (input, state, context, actor) =>
    sideBy(input, state, context) === 'opener'
      ? [newEvent({ type: 'party_invited', level: 0, actor, data: { receipt: field(input, 'receipt') }, texts: texts(input, 'words') })]
      : refuse('not_found', { what: 'code' }),
};
