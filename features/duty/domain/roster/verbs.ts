import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { ID, LINE, optional, PART, SERVER, STEP, TEXT } from '../../../../kernel/stream/fields.ts';
import { textOf, type StaffVerb } from '../../../../kernel/stream/staff-kind.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import type { Instant } from '../../../../kernel/calendar/instant.ts';
import { isOpenSwap, type RosterState, type Seat, type Swap } from './state.ts';

type Verb = StaffVerb<RosterState>;

/** Nobody begins a month: time does (server/open-months.ts). */
export const openMonth: Verb = {
  name: 'open_month',
  makes: 'month_opened',
  fields: { plan: SERVER, planHash: SERVER, month: SERVER, by: SERVER, supervisor: SERVER },
  closed: () => refuse('not_your_post'),
};

const notPublished = ({ publishedAt }: RosterState): Refusal | undefined => (publishedAt === null ? undefined : refuse('duty_published'));
const published = ({ publishedAt }: RosterState): Refusal | undefined => (publishedAt === null ? refuse('not_yet') : undefined);

/** The search proposes (server/propose-month.ts); nobody types a seat. */
const propose: Verb = {
  name: 'propose_month',
  makes: 'month_proposed',
  fields: { planHash: SERVER, swapWith: SERVER, seats: SERVER, gaps: SERVER },
  closed: notPublished,
  wrong: ({ seats }) => (Array.isArray(seats) && seats.length > 0 ? undefined : refuse('duty_no_shifts')),
};

const publish: Verb = {
  name: 'publish_month',
  makes: 'month_published',
  fields: {},
  closed: (state) => notPublished(state) ?? (state.proposed ? undefined : refuse('not_yet')),
};

/** The seat that a step names, where it is there, and neither over nor taken away. */
const seatNamed = (input: JsonObject, state: RosterState, now: Instant, field = 'seat'): Seat | Refusal => {
  const seat = state.seats.get(textOf(input, field));
  if (!seat || seat.dropped) return refuse('duty_seat_unknown', { field });
  return seat.to <= now ? refuse('duty_seat_over', { field }) : seat;
};

/** Who the server found for what was typed: the holder of the account, and the post; the account itself goes into no event. */
const FOUND = { post: SERVER } as const;

/** Fills a seat that nobody has, or another person's before the month is published. */
const fill: Verb = {
  name: 'fill_seat',
  makes: 'seat_filled',
  fields: { seat: PART, who: ID, ...FOUND },
  closed: ({ proposed }) => (proposed ? undefined : refuse('not_yet')),
  wrong: (input, state, { now }) => {
    const seat = seatNamed(input, state, now);
    if ('refused' in seat) return seat;
    return seat.holder !== null && state.publishedAt !== null ? refuse('already_done', { field: 'seat' }) : undefined;
  },
};

/** In an emergency the head changes a seat at once, and it stays marked. */
const changeAtOnce: Verb = {
  name: 'change_at_once',
  makes: 'changed_at_once',
  fields: { seat: PART, who: ID, reason: TEXT, ...FOUND },
  closed: published,
  wrong: (input, state, { now }) => {
    const seat = seatNamed(input, state, now);
    return 'refused' in seat ? seat : undefined;
  },
};

/** A seat that is asked to be taken over: one's own, not begun, and not asked for already. */
const wrongAsking = (input: JsonObject, state: RosterState, now: Instant): Refusal | undefined => {
  const seat = seatNamed(input, state, now);
  if ('refused' in seat) return seat;
  if (seat.from <= now) return refuse('duty_seat_over', { field: 'seat' });
  if (seat.holder === null || seat.holder !== input['me']) return refuse('duty_not_yours', { field: 'seat' });
  return state.swaps.some((swap) => isOpenSwap(swap) && (swap.seat === seat.seat || swap.back === seat.seat))
    ? refuse('already_done', { field: 'seat' })
    : undefined;
};

/** With whom one may exchange: the plan says whether for the same seat only, or for any of the same part. */
const goTogether = (a: Seat, b: Seat, { swapWith }: RosterState): boolean =>
  swapWith === 'same seat' ? a.kind === b.kind : a.part === b.part;

const askExchange: Verb = {
  name: 'ask_exchange',
  makes: 'exchange_asked',
  fields: { seat: PART, back: PART, me: SERVER },
  closed: published,
  wrong: (input, state, { now }) => {
    const wrong = wrongAsking(input, state, now);
    if (wrong) return wrong;
    const [own, back] = [state.seats.get(textOf(input, 'seat')), seatNamed(input, state, now, 'back')];
    if ('refused' in back) return back;
    if (back.from <= now) return refuse('duty_seat_over', { field: 'back' });
    if (back.holder === null || back.holder === input['me']) return refuse('duty_swap_own', { field: 'back' });
    return own && goTogether(own, back, state) ? undefined : refuse('duty_swap_seats', { field: 'back' });
  },
};

/** Whoever wants leave finds a stand-in first: it holds once somebody has taken the seat and the head has approved. Nothing is asked about why. */
const askLeave: Verb = {
  name: 'ask_leave',
  makes: 'leave_asked',
  fields: { seat: PART, me: SERVER },
  closed: published,
  wrong: (input, state, { now }) => wrongAsking(input, state, now),
};

const openSwaps = ({ swaps }: RosterState, state: Swap['state'] | null): readonly Swap[] =>
  swaps.filter((swap) => isOpenSwap(swap) && (state === null || swap.state === state));

const swapNamed = (input: JsonObject, state: RosterState): Swap | undefined => state.swaps.find(({ n }) => n === Number(input['of']));

/** What a swap is about is still as it was when it was asked for, and has not begun. */
const stillStands = ({ seat, back, askedBy, takenBy }: Swap, { seats }: RosterState, now: Instant): Refusal | undefined => {
  const [own, other] = [seats.get(seat), back === null ? null : seats.get(back)];
  if (!own || own.holder !== askedBy || other === undefined || (other !== null && takenBy !== null && other.holder !== takenBy))
    return refuse('wrong_stage', { field: 'of' });
  return own.from <= now || (other !== null && other.from <= now) ? refuse('duty_seat_over', { field: 'of' }) : undefined;
};

const take: Verb = {
  name: 'take_swap',
  makes: 'swap_taken',
  fields: { of: STEP, me: SERVER, ...FOUND },
  closed: (state) => published(state) ?? (openSwaps(state, 'asked').length === 0 ? refuse('not_yet') : undefined),
  wrong: (input, state, { now }) => {
    const swap = swapNamed(input, state);
    if (swap?.state !== 'asked') return refuse('field_choice', { field: 'of' });
    if (swap.askedBy === input['me']) return refuse('duty_swap_own', { field: 'of' });
    // An exchange is taken by whoever has the other seat.
    if (swap.back !== null && state.seats.get(swap.back)?.holder !== input['me']) return refuse('duty_not_yours', { field: 'of' });
    return stillStands(swap, state, now);
  },
};

const withdraw: Verb = {
  name: 'withdraw_swap',
  makes: 'swap_withdrawn',
  fields: { of: STEP, me: SERVER },
  closed: (state) => (openSwaps(state, null).length === 0 ? refuse('not_yet') : undefined),
  wrong: (input, state) => {
    const swap = swapNamed(input, state);
    if (!swap || !isOpenSwap(swap)) return refuse('field_choice', { field: 'of' });
    return swap.askedBy === input['me'] ? undefined : refuse('duty_not_yours', { field: 'of' });
  },
};

const approve: Verb = {
  name: 'approve_swap',
  makes: 'swap_approved',
  fields: { of: STEP },
  closed: (state) => (openSwaps(state, 'taken').length === 0 ? refuse('not_yet') : undefined),
  wrong: (input, state, { now }) => {
    const swap = swapNamed(input, state);
    return swap?.state === 'taken' ? stillStands(swap, state, now) : refuse('field_choice', { field: 'of' });
  },
};

const refuseSwap: Verb = {
  name: 'refuse_swap',
  makes: 'swap_refused',
  fields: { of: STEP, reason: LINE },
  closed: (state) => (openSwaps(state, null).length === 0 ? refuse('not_yet') : undefined),
  wrong: (input, state) => {
    const swap = swapNamed(input, state);
    return swap && isOpenSwap(swap) ? undefined : refuse('field_choice', { field: 'of' });
  },
};

/** The office above asks for a month that is late. */
const press: Verb = {
  name: 'press_roster',
  makes: 'roster_pressed',
  fields: { words: optional(TEXT) },
  closed: ({ pressed }, { obligations }) => {
    if (pressed) return refuse('already_done');
    return obligations.some(({ kind, status }) => kind === 'publish_month' && status === 'overdue') ? undefined : refuse('not_yet');
  },
};

/** Every step, in the order in which a page offers them. */
export const STEPS: readonly Verb[] = [
  propose,
  publish,
  fill,
  approve,
  refuseSwap,
  take,
  askExchange,
  askLeave,
  withdraw,
  changeAtOnce,
  press,
];
