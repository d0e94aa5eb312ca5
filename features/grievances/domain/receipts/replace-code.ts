import { SERVER } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { endCarrying, giveCarryingCode } from './carry.ts';
import { receiptsOf, rightOf, READERS_MAX } from './receipts.ts';
import { rightBy } from './right-by.ts';
import type { GrievanceState } from '../state.ts';
import { field, newEvent, type Context, type Verb } from '../verb.ts';

const waiting = (state: GrievanceState, context: Context): boolean =>
  receiptsOf(state.history).some((it) => it.kind === 'claim' && it.endedAt === null && rightOf(it, context.now) !== null);

/** A new code in place of the old one, with a new log key; by the code itself, or by a claim whose days are over (G7). */
export const replaceCode: Verb = {
  name: 'replace_code',
  by: 'filer',
  onOwnDevice: true,
  makes: 'code_replaced',
  most: 40,
  fields: { by: SERVER, receipt: SERVER },
  closed: () => undefined,
  decide: (input, state, context, actor) => {
    const right = rightBy(input, state, context);
    if (right !== 'act' && right !== 'claim') return refuse('not_found', { what: 'code' });
    return [newEvent({ type: 'code_replaced', level: 0, actor, data: { receipt: field(input, 'receipt'), by: field(input, 'by') } })];
  },
};

/** Whoever lost the code asks for a new one with the number and the word; the code is told of it and can stop it (G7). */
export const claimCode: Verb = {
  name: 'claim_code',
  by: 'filer',
  onOwnDevice: true,
  makes: 'code_lost',
  most: 40,
  fields: { receipt: SERVER },
  closed: (state, context) => (waiting(state, context) ? refuse('already_done') : undefined),
  decide: (input, _state, _context, actor) => [
    newEvent({ type: 'code_lost', level: 0, actor, data: { receipt: field(input, 'receipt') } }),
  ],
};

/** "That was not me": the replaced code takes the matter back, or the code stops a claim (G7). */
export const contestReplacement: Verb = {
  name: 'contest_replacement',
  by: 'filer',
  onOwnDevice: true,
  makes: 'replacement_contested',
  most: 40,
  fields: { by: SERVER, receipt: SERVER },
  closed: () => undefined,
  decide: (input, state, context, actor) => {
    const right = rightBy(input, state, context);
    const by = field(input, 'by');
    if (right === 'warned')
      return [newEvent({ type: 'replacement_contested', level: 0, actor, data: { receipt: field(input, 'receipt'), by } })];
    if (right !== 'act') return refuse('not_found', { what: 'code' });
    return waiting(state, context)
      ? [newEvent({ type: 'replacement_contested', level: 0, actor, data: { by } })]
      : refuse('right_not_open');
  },
};

/** A code that reads and cannot act, for somebody who helps (G7: read and act are separate rights). */
export const giveReadingCode: Verb = {
  name: 'give_reading_code',
  by: 'filer',
  makes: 'reading_code_given',
  most: 40,
  fields: { by: SERVER, receipt: SERVER },
  closed: (state) =>
    receiptsOf(state.history).filter((it) => it.kind === 'reader' && it.endedAt === null).length < READERS_MAX
      ? undefined
      : refuse('reading_codes_spent', { max: READERS_MAX }),
  decide: (input, state, context, actor) =>
    rightBy(input, state, context) === 'act'
      ? [newEvent({ type: 'reading_code_given', level: 0, actor, data: { receipt: field(input, 'receipt') } })]
      : refuse('not_found', { what: 'code' }),
};

/** Ends every reading code. */
export const endReadingCodes: Verb = {
  name: 'end_reading_codes',
  by: 'filer',
  makes: 'reading_codes_ended',
  fields: { by: SERVER, receipt: SERVER },
  closed: (state) =>
    receiptsOf(state.history).some((it) => it.kind === 'reader' && it.endedAt === null) ? undefined : refuse('right_not_open'),
  decide: (input, state, context, actor) =>
    rightBy(input, state, context) === 'act'
      ? [newEvent({ type: 'reading_codes_ended', level: 0, actor })]
      : refuse('not_found', { what: 'code' }),
};

/** The verbs about codes: each is taken by a receipt that the server names, and stands apart from the steps of a matter. */
export const CODE_VERBS: readonly Verb[] = [
  replaceCode,
  claimCode,
  contestReplacement,
  giveReadingCode,
  endReadingCodes,
  giveCarryingCode,
  endCarrying,
];
