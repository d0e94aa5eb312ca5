import { TEXT } from '../../../../kernel/stream/fields.ts';
import { newEvent, texts, type Verb } from '../verb.ts';
import { secondClosed } from './second-signature.ts';

/** The second post does not sign the transfer slip, and says why; it may be proposed anew. Every clock runs on. */
export const returnTransfer: Verb = {
  name: 'return_transfer',
  by: 'staff',
  makes: 'transfer_returned',
  fields: { reason: TEXT },
  closed: secondClosed,
  decide: (input, _state, _context, actor) => [newEvent({ type: 'transfer_returned', level: 0, actor, texts: texts(input, 'reason') })],
};
