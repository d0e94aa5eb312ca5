import type { JsonObject } from '../../../../kernel/stream/event.ts';
import type { GrievanceState } from '../state.ts';
import { field, type Context } from '../verb.ts';
import { receiptsOf, rightOf, type Right } from './receipts.ts';

/** What the receipt behind a command may do; the server says which it is, never the form. */
export const rightBy = (input: JsonObject, state: GrievanceState, context: Context): Right | null => {
  const receipt = receiptsOf(state.history).find((it) => it.id === field(input, 'by'));
  return receipt ? rightOf(receipt, context.now) : null;
};
