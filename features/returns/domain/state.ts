import type { Relation } from '../../../kernel/access/access.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { ClosedReturns, Returned, ReturnEventKind } from './vocabulary.ts';

/** One act of the book. */
export interface Act extends Returned {
  readonly n: number;
  /** When it was handed in: nothing earlier is claimed at a desk. */
  readonly at: Instant;
  readonly struckOut: boolean;
}

/** Days on which the office owes nothing, both included. */
export interface Excused {
  readonly n: number;
  readonly from: string;
  readonly to: string;
  readonly why: string;
  readonly at: Instant;
}

/** A book of returns as its events tell it. */
export interface BookState {
  readonly stage: ReturnEventKind | null;
  readonly office: string | null;
  /** The office above; null: there is none here. */
  readonly above: string | null;
  /** `YYYY-MM`. */
  readonly month: string | null;
  readonly acts: readonly Act[];
  readonly excused: readonly Excused[];
  readonly closed: readonly { readonly day: string; readonly results: ClosedReturns }[];
  /** Days with something missing that nobody has looked into since. */
  readonly missing: readonly string[];
}

export const initialState: BookState = {
  stage: null,
  office: null,
  above: null,
  month: null,
  acts: [],
  excused: [],
  closed: [],
  missing: [],
};

/** What an act says; composed by hand-in.ts alone. */
const actIn = ({ data, n, recordedAt }: StreamEvent): Act => {
  const said = data as unknown as Returned;
  return {
    rule: said.rule,
    slot: said.slot,
    nil: said.nil,
    after: said.after,
    form: said.form ?? null,
    formHash: said.formHash ?? null,
    figures: said.figures ?? {},
    computed: said.computed ?? [],
    holds: said.holds ?? [],
    lacks: said.lacks ?? [],
    deeper: said.deeper ?? 0,
    paper: said.paper ?? null,
    n,
    at: recordedAt,
    struckOut: false,
  };
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: BookState, event: StreamEvent): BookState => {
  const { data } = event;
  const text = (name: string): string | null => (typeof data[name] === 'string' ? data[name] : null);
  const stage = event.type as ReturnEventKind;
  switch (stage) {
    case 'book_opened':
      return { ...state, stage, office: text('office'), above: text('above'), month: text('month') };
    case 'return_handed_in':
      return { ...state, stage, acts: [...state.acts, actIn(event)] };
    case 'return_struck_out':
      return { ...state, stage, acts: state.acts.map((act) => (act.n === Number(data['act']) ? { ...act, struckOut: true } : act)) };
    case 'office_excused': {
      const days = { from: text('from') ?? '', to: text('to') ?? '', why: text('why') ?? '' };
      return { ...state, stage, excused: [...state.excused, { n: event.n, ...days, at: event.recordedAt }] };
    }
    case 'returns_closed': {
      const results = data['results'] as unknown as ClosedReturns; // composed by close-returns.ts alone
      return { ...state, stage, closed: [...state.closed, { day: text('day') ?? '', results }] };
    }
    case 'returns_missing':
      return { ...state, stage, missing: [...state.missing, text('day') ?? ''] };
    case 'missing_looked_into':
      return { ...state, stage, missing: [] };
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): BookState => events.reduce(evolve, initialState);

/** How an office stands to a book: it returns, or stands above the one that does. */
export const relationOf = ({ office: own, above }: BookState, office: string): Relation =>
  own === null || office === own ? 'own' : office === above ? 'above' : 'other';

/** The act for a slot that stands; undefined where there is none. */
export const actFor = ({ acts }: BookState, rule: string, slot: string): Act | undefined =>
  acts.find((act) => act.rule === rule && act.slot === slot && !act.struckOut && !act.after);

/** What the closings of the book have told of, by rule and slot. */
export const toldIn = ({ closed }: BookState): ReadonlySet<string> =>
  new Set(closed.flatMap(({ results }) => Object.entries(results).flatMap(([rule, some]) => some.map(([slot]) => `${rule} ${slot}`))));
