import { SERVER } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { newEvent, type Verb } from '../verb.ts';
import { failed } from './ending.ts';
import { isMediation, isOver, sideBy } from './table.ts';

/** Either side ends it at any time before an agreement is signed, without a reason (People's Mediation Law art. 23; G17). */
export const withdrawConsent: Verb = {
  name: 'withdraw_consent',
  by: 'filer',
  onOwnDevice: true,
  makes: 'consent_withdrawn',
  also: 'mediation_failed',
  most: 2,
  fields: { by: SERVER },
  closed: (state, context) => (!isMediation(context.pack) ? refuse('wrong_stage') : isOver(state) ? refuse('mediation_over') : undefined),
  decide: (input, state, context, actor) => {
    const side = sideBy(input, state, context);
    return side === null
      ? refuse('not_found', { what: 'code' })
      : [newEvent({ type: 'consent_withdrawn', level: 0, actor, data: { side } }), ...failed(actor, { because: 'withdrawn' })];
  },
};
