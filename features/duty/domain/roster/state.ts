import type { Relation } from '../../../../kernel/access/access.ts';
import { parsePlainDate, type PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../../../kernel/calendar/instant.ts';
import { isJsonObject } from '../../../../kernel/log/shape.ts';
import { PARTS, type Part } from '../../../../kernel/roster/plan.ts';
import type { Json, JsonObject, StreamEvent } from '../../../../kernel/stream/event.ts';
import { atIn, textIn, textsIn } from '../read-data.ts';
import type { RosterEventKind } from '../vocabulary.ts';

/** One seat of one shift. Who has it is a holder: an id that means nothing outside this month (docs/adr/0056). */
export interface Seat {
  readonly seat: string;
  readonly shift: string;
  readonly kind: string;
  readonly part: Part;
  readonly day: PlainDate;
  readonly from: Instant;
  readonly to: Instant;
  readonly night: boolean;
  readonly off: boolean;
  readonly posts: readonly string[];
  readonly restHours: number;
  readonly reception: { readonly from: Instant; readonly to: Instant } | null;
  readonly holder: string | null;
  readonly post: string | null;
  /** Why the search chose it, as data; null where a person did. */
  readonly reason: JsonObject | null;
  /** Posts that had it since it was published. */
  readonly been: readonly string[];
  readonly atOnce: boolean;
  readonly dropped: boolean;
  /** Counts its changes; a calendar that is fed knows by it which is newer. */
  readonly version: number;
}

/** An exchange, or a stand-in for somebody who takes leave. `n`: the event that asked. */
export interface Swap {
  readonly n: number;
  readonly kind: 'exchange' | 'leave';
  readonly seat: string;
  readonly back: string | null;
  readonly askedBy: string;
  readonly takenBy: string | null;
  readonly takerPost: string | null;
  readonly state: 'asked' | 'taken' | 'approved' | 'refused' | 'withdrawn';
}

/** The roster of a month as its events tell it. */
export interface RosterState {
  readonly stage: RosterEventKind | null;
  readonly office: string | null;
  readonly supervisor: string | null;
  readonly plan: string;
  readonly planHash: string;
  readonly month: string;
  readonly publishBy: PlainDate | null;
  readonly proposed: boolean;
  readonly publishedAt: Instant | null;
  readonly swapWith: 'same seat' | 'same part';
  readonly seats: ReadonlyMap<string, Seat>;
  /** The post with which each holder had a seat, those who have none any more among them. */
  readonly posts: ReadonlyMap<string, string>;
  readonly swaps: readonly Swap[];
  /** Seats that the head was told of as gaps, and that are not filled yet. */
  readonly gapsTold: readonly string[];
  readonly pressed: boolean;
}

export const initialState: RosterState = {
  stage: null,
  office: null,
  supervisor: null,
  plan: '',
  planHash: '',
  month: '',
  publishBy: null,
  proposed: false,
  publishedAt: null,
  swapWith: 'same seat',
  seats: new Map(),
  posts: new Map(),
  swaps: [],
  gapsTold: [],
  pressed: false,
};

/** A seat as a proposal writes it. */
const seatIn = (value: Json, state: RosterState): Seat | null => {
  if (!isJsonObject(value)) return null;
  const [seat, shift, kind] = [textIn(value, 'seat'), textIn(value, 'shift'), textIn(value, 'kind')];
  const [from, to, day] = [atIn(value, 'from'), atIn(value, 'to'), parsePlainDate(textIn(value, 'day') ?? '')];
  const part = PARTS.find((it) => it === value['part']);
  if (seat === null || shift === null || kind === null || from === null || to === null || day === undefined || part === undefined)
    return null;
  const [held, until] = [atIn(value, 'receptionFrom'), atIn(value, 'receptionTo')];
  const reason: Json | undefined = value['reason'];
  const before = state.seats.get(seat);
  return {
    seat,
    shift,
    kind,
    part,
    day,
    from,
    to,
    night: value['night'] === true,
    off: value['off'] === true,
    posts: textsIn(value['posts']),
    restHours: Number(value['restHours'] ?? 0),
    reception: held === null || until === null ? null : { from: held, to: until },
    holder: textIn(value, 'holder'),
    post: textIn(value, 'post'),
    reason: isJsonObject(reason) ? reason : null,
    been: before?.been ?? [],
    atOnce: false,
    dropped: false,
    version: before === undefined ? 0 : before.version + 1,
  };
};

const proposedIn = (state: RosterState, event: StreamEvent): ReadonlyMap<string, Seat> => {
  const proposed: Json | undefined = event.data['seats'];
  const seats = (Array.isArray(proposed) ? proposed : []).flatMap((value: Json) => seatIn(value, state) ?? []);
  const there = new Set(seats.map(({ seat }) => seat));
  // What a later version of the plan does not have stays as taken away, for calendars that were fed with it.
  const gone = [...state.seats.values()]
    .filter(({ seat }) => !there.has(seat))
    .map((seat): Seat => ({ ...seat, holder: null, post: null, reason: null, dropped: true, version: seat.version + 1 }));
  return new Map([...seats, ...gone].map((seat) => [seat.seat, seat] as const));
};

interface Change {
  readonly seat: string;
  readonly holder: string | null;
  readonly post: string | null;
  readonly atOnce?: true;
}

const changed = (state: RosterState, changes: readonly Change[]): ReadonlyMap<string, Seat> => {
  const seats = new Map(state.seats);
  for (const { seat, holder, post, atOnce } of changes) {
    const was = seats.get(seat);
    if (!was) continue;
    const been = state.publishedAt === null || post === null || was.been.includes(post) ? was.been : [...was.been, post];
    seats.set(seat, { ...was, holder, post, been, reason: null, atOnce: was.atOnce || atOnce === true, version: was.version + 1 });
  }
  return seats;
};

const swapTo = (state: RosterState, of: number, change: Partial<Swap>): readonly Swap[] =>
  state.swaps.map((swap) => (swap.n === of ? { ...swap, ...change } : swap));

/** What an approved exchange changes: the seat goes to who took it, and the one in exchange to who asked. */
export const changesOf = ({ seat, back, askedBy, takenBy, takerPost }: Swap, state: RosterState): readonly Change[] => {
  if (takenBy === null) return [];
  const own = state.seats.get(seat);
  const there: readonly Change[] = [{ seat, holder: takenBy, post: takerPost }];
  return back === null ? there : [...there, { seat: back, holder: askedBy, post: own?.post ?? null }];
};

const opened = (state: RosterState, { data }: StreamEvent): RosterState => ({
  ...state,
  office: textIn(data, 'office'),
  supervisor: textIn(data, 'supervisor'),
  plan: textIn(data, 'plan') ?? '',
  planHash: textIn(data, 'planHash') ?? '',
  month: textIn(data, 'month') ?? '',
  publishBy: parsePlainDate(textIn(data, 'by') ?? '') ?? null,
});

const published = (state: RosterState, at: Instant): RosterState => ({
  ...state,
  publishedAt: at,
  seats: new Map([...state.seats].map(([id, seat]) => [id, seat.post === null ? seat : { ...seat, been: [seat.post] }] as const)),
});

const asked = (state: RosterState, { n, data }: StreamEvent, kind: Swap['kind']): readonly Swap[] => [
  ...state.swaps,
  {
    n,
    kind,
    seat: textIn(data, 'seat') ?? '',
    back: kind === 'exchange' ? textIn(data, 'back') : null,
    askedBy: textIn(data, 'me') ?? '',
    takenBy: null,
    takerPost: null,
    state: 'asked',
  },
];

/** With the posts of all who have had a seat so far. */
const withPosts = (before: RosterState, state: RosterState): RosterState =>
  before.seats === state.seats
    ? state
    : {
        ...state,
        posts: new Map([
          ...before.posts,
          ...[...state.seats.values()].flatMap(({ holder, post }) => (holder === null || post === null ? [] : [[holder, post] as const])),
        ]),
      };

const changedBy = (state: RosterState, event: StreamEvent): RosterState => {
  const { data } = event;
  const of = Number(data['of'] ?? -1);
  const given = (): readonly Change[] => [{ seat: textIn(data, 'seat') ?? '', holder: textIn(data, 'who'), post: textIn(data, 'post') }];
  const type = event.type as RosterEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'month_opened':
      return { ...opened(state, event), stage: type };
    case 'month_proposed':
      return {
        ...state,
        stage: type,
        proposed: true,
        planHash: textIn(data, 'planHash') ?? state.planHash,
        swapWith: data['swapWith'] === 'same part' ? 'same part' : 'same seat',
        seats: proposedIn(state, event),
      };
    case 'month_published':
      return { ...published(state, event.recordedAt), stage: type };
    case 'seat_filled':
      return { ...state, seats: changed(state, given()) };
    case 'changed_at_once':
      return {
        ...state,
        seats: changed(
          state,
          given().map((it) => ({ ...it, atOnce: true as const })),
        ),
      };
    case 'exchange_asked':
      return { ...state, swaps: asked(state, event, 'exchange') };
    case 'leave_asked':
      return { ...state, swaps: asked(state, event, 'leave') };
    case 'swap_taken':
      return { ...state, swaps: swapTo(state, of, { state: 'taken', takenBy: textIn(data, 'me'), takerPost: textIn(data, 'post') }) };
    case 'swap_withdrawn':
      return { ...state, swaps: swapTo(state, of, { state: 'withdrawn' }) };
    case 'swap_refused':
      return { ...state, swaps: swapTo(state, of, { state: 'refused' }) };
    case 'swap_approved': {
      const swap = state.swaps.find(({ n }) => n === of);
      return swap ? { ...state, seats: changed(state, changesOf(swap, state)), swaps: swapTo(state, of, { state: 'approved' }) } : state;
    }
    case 'seats_emptied':
      return {
        ...state,
        seats: changed(
          state,
          textsIn(data['seats']).map((seat) => ({ seat, holder: null, post: null })),
        ),
      };
    case 'gaps_found':
      return { ...state, gapsTold: textsIn(data['seats']) };
    case 'gaps_filled':
    case 'gaps_counted_anew':
      return { ...state, gapsTold: [] };
    case 'roster_pressed':
      return { ...state, pressed: true };
    default:
      return state;
  }
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: RosterState, event: StreamEvent): RosterState => withPosts(state, changedBy(state, event));

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): RosterState => events.reduce(evolve, initialState);

/** Open to the office that is on duty and to the one above, and to nobody else. */
export const relationOf = ({ office: own, supervisor }: RosterState, office: string): Relation =>
  own === null || office === own ? 'own' : office === supervisor ? 'above' : 'other';

/** Seats that nobody fills, in the order of time. */
export const gapsOf = ({ seats }: RosterState): readonly Seat[] =>
  [...seats.values()]
    .filter((seat) => seat.holder === null && !seat.dropped)
    .toSorted((a, b) => a.from - b.from || (a.seat < b.seat ? -1 : 1));

export const isOpenSwap = ({ state }: Swap): boolean => state === 'asked' || state === 'taken';
