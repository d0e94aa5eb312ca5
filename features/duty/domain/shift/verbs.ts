import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { choice, FLAG, optional, SERVER, STEP, TEXT, WHOLE } from '../../../../kernel/stream/fields.ts';
import type { StaffVerb } from '../../../../kernel/stream/staff-kind.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import type { ShiftState } from './state.ts';
import { CHECK_RESULTS, CHECK_WAYS } from '../vocabulary.ts';

type Verb = StaffVerb<ShiftState>;

/** Nobody begins one: time does (server/begin-shifts.ts). */
export const begin: Verb = {
  name: 'begin_shift',
  makes: 'shift_began',
  fields: { roster: SERVER, shift: SERVER, plan: SERVER, from: SERVER, to: SERVER, supervisor: SERVER },
  closed: () => refuse('not_your_post'),
};

/** So long before its end a shift may be handed over: who comes is there ten minutes before (rules-safety 4, duty.handover). */
const EARLY_MS = 30 * 60_000;

const beforeItsTime: Verb['closed'] = ({ to }, { now }) => (to === null || now < to - EARLY_MS ? refuse('not_yet') : undefined);

const handedOver = ({ signedIn }: ShiftState): Refusal | undefined => (signedIn === null ? undefined : refuse('already_done'));

/** Who takes a step has a seat in the shift: the server found it (server/complete-shift.ts). */
const onDuty = ({ me }: JsonObject): Refusal | undefined => (typeof me === 'string' && me !== '' ? undefined : refuse('duty_not_on'));

/** A line of the log, in own words; what somebody has to go on with is carried over until it is closed. */
const write: Verb = {
  name: 'write_line',
  makes: 'line_written',
  fields: { words: TEXT, carry: FLAG, me: SERVER },
  closed: handedOver,
  wrong: onDuty,
};

const closeItem: Verb = {
  name: 'close_item',
  makes: 'item_closed',
  fields: { of: STEP, me: SERVER, meRoster: SERVER },
  closed: ({ items }) => (items.length === 0 ? refuse('not_yet') : undefined),
  wrong: (input, { items }) => onDuty(input) ?? (items.includes(Number(input['of'])) ? undefined : refuse('field_choice', { field: 'of' })),
};

/** The outgoing shift signs; it still answers until the next one has signed. */
const signOut: Verb = {
  name: 'sign_out',
  makes: 'signed_out',
  fields: { words: optional(TEXT), me: SERVER },
  closed: (state, context, actor) => (state.signedOut === null ? beforeItsTime(state, context, actor) : refuse('already_done')),
  wrong: onDuty,
};

/** The incoming shift signs: somebody else than who signed out. */
const signIn: Verb = {
  name: 'sign_in',
  makes: 'signed_in',
  fields: { words: optional(TEXT), me: SERVER, meRoster: SERVER, next: SERVER },
  closed: (state) => handedOver(state) ?? (state.signedOut === null ? refuse('not_yet') : undefined),
  wrong: (input, { signedOut, roster }) =>
    onDuty(input) ?? (input['me'] === signedOut?.by && input['meRoster'] === roster ? refuse('duty_both_sides') : undefined),
};

/** Whether a number of seconds may be so large: somebody who lets it ring for an hour has not been answered. */
const SECONDS_MAX = 3600;

/** A spot check from above: how, after how many seconds it was answered, and what was found about the duty. */
const check: Verb = {
  name: 'check_duty',
  makes: 'duty_checked',
  fields: { way: choice(CHECK_WAYS), seconds: { ...WHOLE, optional: true }, result: choice(CHECK_RESULTS), words: optional(TEXT) },
  closed: handedOver,
  wrong: ({ way, seconds, result }) => {
    const answered = result !== 'not_answered';
    if (way === 'by_telephone' && answered && typeof seconds !== 'number') return refuse('field_whole', { field: 'seconds' });
    return typeof seconds === 'number' && seconds > SECONDS_MAX ? refuse('field_whole', { field: 'seconds' }) : undefined;
  },
};

/** Every step, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [write, closeItem, signOut, signIn, check];
