import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { SERVER } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { newEvent, field, type Verb } from '../verb.ts';
import { inOrder } from '../state.ts';
import { receiptsOf } from './receipts.ts';
import { rightBy } from './right-by.ts';

/**
 * The steps that somebody who carries a matter may know of: those of the office that answers, where what the office above tells it stands, too. No
 * step upward of the filer, and none of the offices above: who carries may be of the very office that it goes past (G6).
 */
export const sightOfCarrier = (events: readonly MatterEvent[]): readonly MatterEvent[] =>
  inOrder(events.filter((event) => event.level === 0 && event.visibility === 'open'));

/** How many carry one matter at most: one person is asked, not a list. */
export const CARRIERS_MAX = 1;

/**
 * The filer asks somebody to carry the matter, or to go along: a code that shows progress and nothing else, neither words nor photos nor a
 * step upward, and can take no step. The receipt stays the filer's; nothing keeps the filer from going on alone (functions 1.14, N10).
 */
export const giveCarryingCode: Verb = {
  name: 'give_carrying_code',
  by: 'filer',
  onOwnDevice: true,
  makes: 'carrying_code_given',
  most: 40,
  fields: { by: SERVER, receipt: SERVER },
  closed: (state) =>
    receiptsOf(state.history).filter((it) => it.kind === 'carrier' && it.endedAt === null).length < CARRIERS_MAX
      ? undefined
      : refuse('carrier_there'),
  decide: (input, state, context, actor) =>
    rightBy(input, state, context) === 'act'
      ? [newEvent({ type: 'carrying_code_given', level: 0, actor, data: { receipt: field(input, 'receipt') } })]
      : refuse('not_found', { what: 'code' }),
};

/** The filer ends the mandate: at any time, without a reason, at once. */
export const endCarrying: Verb = {
  name: 'end_carrying',
  by: 'filer',
  onOwnDevice: true,
  makes: 'carrying_ended',
  fields: { by: SERVER, receipt: SERVER },
  closed: (state) =>
    receiptsOf(state.history).some((it) => it.kind === 'carrier' && it.endedAt === null) ? undefined : refuse('right_not_open'),
  decide: (input, state, context, actor) =>
    rightBy(input, state, context) === 'act'
      ? [newEvent({ type: 'carrying_ended', level: 0, actor })]
      : refuse('not_found', { what: 'code' }),
};
