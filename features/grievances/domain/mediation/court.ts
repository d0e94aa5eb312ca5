import { choice, DAY, optional, SERVER } from '../../../../kernel/stream/fields.ts';
import { isRefusal, refuse } from '../../../../kernel/refusal.ts';
import { occurredOn } from '../occurred.ts';
import { rightClosed } from '../standing.ts';
import { has } from '../state.ts';
import { field, newEvent, type Verb } from '../verb.ts';
import { askedCourt, SIDES, sideBy } from './table.ts';

/** What the court said (interpretation of the Civil Procedure Law art. 360): the agreement is confirmed, or the request dismissed. */
export const COURT_OUTCOMES = ['confirmed', 'dismissed'] as const;

/**
 * A side asks for the confirmation by a court; both ask, or it is not asked (People's Mediation Law art. 33: together, within thirty days).
 * With the second side the request is complete.
 */
export const joinConfirmation: Verb = {
  name: 'join_confirmation',
  by: 'filer',
  onOwnDevice: true,
  makes: 'confirmation_joined',
  also: 'confirmation_asked',
  most: 2,
  fields: { by: SERVER },
  closed: (_state, context) => rightClosed(context, 'ask_confirmation'),
  decide: (input, state, context, actor) => {
    const side = sideBy(input, state, context);
    if (side === null) return refuse('not_found', { what: 'code' });
    const before = askedCourt(state);
    if (before.includes(side)) return refuse('already_done');
    const joined = newEvent({ type: 'confirmation_joined', level: 0, actor, data: { side } });
    return before.length + 1 === SIDES.length ? [joined, newEvent({ type: 'confirmation_asked', level: 0, actor })] : [joined];
  },
};

/** The committee enters that the court has taken the request. */
export const acceptConfirmation: Verb = {
  name: 'accept_confirmation',
  by: 'staff',
  makes: 'confirmation_accepted',
  fields: { occurredOn: optional(DAY) },
  closed: (state) =>
    !has(state, 'confirmation_asked')
      ? refuse('not_yet')
      : has(state, 'confirmation_accepted', 'confirmation_decided')
        ? refuse('already_done')
        : undefined,
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    return isRefusal(day) ? day : [newEvent({ type: 'confirmation_accepted', level: 0, actor, ...day })];
  },
};

/** The committee enters what the court has decided. */
export const decideConfirmation: Verb = {
  name: 'decide_confirmation',
  by: 'staff',
  makes: 'confirmation_decided',
  fields: { outcome: choice(COURT_OUTCOMES), occurredOn: optional(DAY) },
  closed: (state) =>
    !has(state, 'confirmation_asked') ? refuse('not_yet') : has(state, 'confirmation_decided') ? refuse('already_done') : undefined,
  decide: (input, state, context, actor) => {
    const day = occurredOn(input, state, context);
    return isRefusal(day)
      ? day
      : [newEvent({ type: 'confirmation_decided', level: 0, actor, ...day, data: { outcome: field(input, 'outcome') } })];
  },
};

/** A side notes that it objects to the ruling: to the court, within fifteen days (interpretation of the Civil Procedure Law art. 372). */
export const objectConfirmation: Verb = {
  name: 'object_confirmation',
  by: 'filer',
  makes: 'confirmation_objected',
  most: 2,
  fields: { by: SERVER },
  closed: (_state, context) => rightClosed(context, 'object_confirmation'),
  decide: (input, state, context, actor) => {
    const side = sideBy(input, state, context);
    return side === null
      ? refuse('not_found', { what: 'code' })
      : [newEvent({ type: 'confirmation_objected', level: 0, actor, data: { side } })];
  },
};
