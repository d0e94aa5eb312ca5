import type { JsonObject, Level, MatterEvent } from '../../../kernel/matter/event.ts';
import { GRADES, type Grade, type Notice } from '../../../kernel/policy/pack.ts';

/** A matter as its events tell it. Holds no words and no time of day. */
export interface GrievanceState {
  /** Events not voided, in the order they happened. */
  readonly history: readonly MatterEvent[];
  readonly voided: readonly { readonly level: Level; readonly n: number }[];
  readonly lead: string | null;
  readonly above: string | null;
  readonly above2: string | null;
  readonly grade: Grade | null;
  readonly opened: readonly Notice[];
}

/** Papers a filer can open, in the order of a matter's life; opening is what serves them. */
export const NOTICE_NAMES: readonly Notice[] = ['reply', 'refusal', 'review', 'rereview'];

export const initialState: GrievanceState = { history: [], voided: [], lead: null, above: null, above2: null, grade: null, opened: [] };

const textOf = (data: JsonObject, key: string): string | null => {
  const value = data[key];
  return typeof value === 'string' ? value : null;
};

const withOffices = (state: GrievanceState, event: MatterEvent): GrievanceState => ({
  ...state,
  lead: textOf(event.data, 'lead') ?? state.lead,
  above: 'above' in event.data ? textOf(event.data, 'above') : state.above,
  above2: 'above2' in event.data ? textOf(event.data, 'above2') : state.above2,
});

const withGrade = (state: GrievanceState, event: MatterEvent): GrievanceState => {
  const grade = GRADES.find((it) => it === event.data['grade']);
  return grade ? { ...state, grade } : state;
};

const withoutVoided = (state: GrievanceState, event: MatterEvent): GrievanceState => {
  const n = event.data['n'];
  if (typeof n !== 'number') return state;
  const rest = state.history.filter((past) => !(past.level === event.level && past.n === n));
  const refolded = rest.reduce(evolve, initialState);
  return { ...refolded, history: [...rest, event], voided: [...state.voided, { level: event.level, n }] };
};

const withOpened = (state: GrievanceState, event: MatterEvent): GrievanceState => {
  const notice = NOTICE_NAMES.find((name) => name === event.data['notice']);
  return notice && !state.opened.includes(notice) ? { ...state, opened: [...state.opened, notice] } : state;
};

/** Folds one event into the state. Total: an event it does not know changes nothing but the history. */
export function evolve(state: GrievanceState, event: MatterEvent): GrievanceState {
  if (event.type === 'voided') return withoutVoided(state, event);
  const next: GrievanceState = { ...state, history: [...state.history, event] };
  switch (event.type) {
    case 'filed':
      return withOffices(next, event);
    case 'registered':
      return withGrade(withOffices(next, event), event);
    case 'regraded':
      return withGrade(next, event);
    case 'notice_opened':
      return withOpened(next, event);
    default:
      return next;
  }
}

/** The state after a list of events in order. */
export const fold = (events: readonly MatterEvent[]): GrievanceState => events.reduce(evolve, initialState);

/** The newest event of a kind that still counts. */
export const findEvent = (state: GrievanceState, type: MatterEvent['type'], level?: Level): MatterEvent | undefined =>
  state.history.findLast((event) => event.type === type && (level === undefined || event.level === level));

/** True when the matter holds an event of one of these kinds. */
export const has = (state: GrievanceState, ...types: readonly MatterEvent['type'][]): boolean =>
  state.history.some((event) => types.includes(event.type));

/** The streams of a matter in one order: by recorded time, then from the bottom up. */
export const inOrder = (events: readonly MatterEvent[]): readonly MatterEvent[] =>
  events.toSorted((a, b) => a.recordedAt - b.recordedAt || a.level - b.level || a.n - b.n);
