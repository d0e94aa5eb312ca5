import { SERVER } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { isOpenToOthers } from './open-to-others.ts';
import { rightBy } from '../receipts/right-by.ts';
import { newEvent, type Verb } from '../verb.ts';

/** Nobody else can join from now on; who has joined keeps their receipt. */
export const closeToOthers: Verb = {
  name: 'close_to_others',
  by: 'filer',
  makes: 'closed_to_others',
  fields: { by: SERVER },
  closed: (state) => (isOpenToOthers(state) ? undefined : refuse('right_not_open')),
  decide: (input, state, context, actor) =>
    rightBy(input, state, context) === 'act'
      ? [newEvent({ type: 'closed_to_others', level: 0, actor })]
      : refuse('not_found', { what: 'code' }),
};
