import { SERVER } from '../../../../kernel/stream/fields.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { rightBy } from '../receipts/right-by.ts';
import { whenWithdrawn } from '../standing.ts';
import { has, type GrievanceState } from '../state.ts';
import { field, newEvent, type Context, type Verb } from '../verb.ts';
import { failed } from './ending.ts';
import { isMediation, isOver } from './table.ts';

const answerClosed = (state: GrievanceState, context: Context): Refusal | undefined =>
  whenWithdrawn(state, context) ??
  (!isMediation(context.pack)
    ? refuse('wrong_stage')
    : isOver(state)
      ? refuse('mediation_over')
      : has(state, 'consent_given')
        ? refuse('already_done')
        : has(state, 'party_invited')
          ? undefined
          : refuse('not_yet'));

/** The other side agrees to sit down, and takes a code of its own (People's Mediation Law art. 17, 23). */
export const giveConsent: Verb = {
  name: 'give_consent',
  by: 'filer',
  onOwnDevice: true,
  makes: 'consent_given',
  most: 1,
  fields: { by: SERVER, receipt: SERVER },
  closed: answerClosed,
  decide: (input, state, context, actor) =>
    rightBy(input, state, context) === 'invited'
      ? [newEvent({ type: 'consent_given', level: 0, actor, data: { side: 'other', receipt: field(input, 'receipt') } })]
      : refuse('not_found', { what: 'code' }),
};

/** The other side declines: against a clear refusal there is no mediation (People's Mediation Law art. 17). No reason is asked. */
export const declineMediation: Verb = {
  name: 'decline_mediation',
  by: 'filer',
  onOwnDevice: true,
  makes: 'consent_withdrawn',
  also: 'mediation_failed',
  most: 1,
  fields: { by: SERVER },
  closed: answerClosed,
  decide: (input, state, context, actor) =>
    rightBy(input, state, context) === 'invited'
      ? [
          newEvent({ type: 'consent_withdrawn', level: 0, actor, data: { side: 'other', declined: true } }),
          ...failed(actor, { because: 'declined' }),
        ]
      : refuse('not_found', { what: 'code' }),
};
