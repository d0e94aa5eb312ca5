import type { JsonObject, Level } from '../../../kernel/stream/event.ts';
import { grownFrom } from '../../../kernel/stream/grown.ts';
import { asMatter, type MatterEvent } from '../../../kernel/matter/event.ts';
import { GRADES, type Grade, type Notice } from '../../../kernel/matter/vocabulary.ts';

/** A matter as its events tell it. Holds no words and no time of day. */
export interface GrievanceState {
  /** Events not voided, in the order they happened. */
  readonly history: readonly MatterEvent[];
  readonly voided: readonly { readonly level: Level; readonly n: number }[];
  /** The office that answers for the place reported; to this matter it is nobody (G7). */
  readonly reported: string | null;
  readonly lead: string | null;
  readonly above: string | null;
  readonly above2: string | null;
  readonly grade: Grade | null;
  /** Papers that the filer opened or signed for, of those in force. */
  readonly opened: readonly Notice[];
  /** The office it was forwarded to and that has not answered yet; the lead stays answerable until it accepts. */
  readonly asked: Asked | null;
  /** Offices that help the lead (`co`) or only read along (`watch`). */
  readonly helpers: readonly Helper[];
  /** Who led since which event of level 0, and until which; an office that was wrongly named stays among them. */
  readonly led: readonly { readonly office: string; readonly since: number; readonly until: number | null }[];
  /** Streams above that have begun: their office no longer changes with the lead's. */
  readonly begun: readonly Level[];
}

/** The target of a forward: the office, those above it, and whether an office above named it. */
export interface Asked {
  readonly office: string;
  readonly above: string | null;
  readonly above2: string | null;
  readonly named: boolean;
}

export interface Helper {
  readonly office: string;
  readonly role: HelperRole;
}
export const HELPER_ROLES = ['co', 'watch'] as const;
export type HelperRole = (typeof HELPER_ROLES)[number];

/** Papers a filer can open, in the order of a matter's life; opening is what serves them. */
export const NOTICE_NAMES: readonly Notice[] = ['reply', 'refusal', 'dispute', 'review', 'rereview'];

export const initialState: GrievanceState = {
  history: [],
  voided: [],
  reported: null,
  lead: null,
  above: null,
  above2: null,
  grade: null,
  opened: [],
  asked: null,
  helpers: [],
  led: [],
  begun: [],
};

const textOf = (data: JsonObject, key: string): string | null => {
  const value = data[key];
  return typeof value === 'string' ? value : null;
};

const withOffices = (state: GrievanceState, event: MatterEvent): GrievanceState => ({
  ...state,
  lead: textOf(event.data, 'lead') ?? state.lead,
  // A step upward stays with the office that was asked, whoever leads below it afterwards.
  above: 'above' in event.data && !state.begun.includes(1) ? textOf(event.data, 'above') : state.above,
  above2: 'above2' in event.data && !state.begun.includes(2) ? textOf(event.data, 'above2') : state.above2,
});

const withAsked = (state: GrievanceState, event: MatterEvent): GrievanceState => {
  const office = textOf(event.data, 'to');
  const { data } = event;
  return office === null
    ? state
    : { ...state, asked: { office, above: textOf(data, 'above'), above2: textOf(data, 'above2'), named: data['named'] === true } };
};

const withHelper = (state: GrievanceState, event: MatterEvent): GrievanceState => {
  const office = textOf(event.data, 'office');
  const role = HELPER_ROLES.find((it) => it === event.data['role']);
  const rest = state.helpers.filter((it) => it.office !== office);
  return { ...state, helpers: office !== null && role !== undefined ? [...rest, { office, role }] : rest };
};

/** A new paper of a kind waits to be opened again. */
const withPaper = (state: GrievanceState, notice: Notice): GrievanceState => ({
  ...state,
  opened: state.opened.filter((it) => it !== notice),
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
  const next = event.type === 'voided' ? withoutVoided(state, event) : happened(state, event);
  if (event.level !== 0 || next.lead === null || next.lead === state.lead)
    return next.led === state.led ? next : { ...next, led: state.led };
  const before = state.led.map((it) => (it.until === null ? { ...it, until: event.n } : it));
  return { ...next, led: [...before, { office: next.lead, since: event.n, until: null }] };
}

const happened = (state: GrievanceState, event: MatterEvent): GrievanceState => {
  const begun = state.begun.includes(event.level) ? state.begun : [...state.begun, event.level];
  const next: GrievanceState = { ...state, begun, history: [...state.history, event] };
  switch (event.type) {
    case 'filed':
      return { ...withOffices(next, event), reported: textOf(event.data, 'reported') };
    case 'registered':
      return withGrade(withOffices(next, event), event);
    case 'regraded':
      return withGrade(next, event);
    case 'notice_opened':
      return withOpened(next, event);
    case 'forwarded':
      return withAsked(next, event);
    case 'forward_objected':
      return { ...next, asked: null };
    case 'accepted':
    case 'refused':
      return { ...withOffices(next, event), asked: null };
    case 'office_joined':
    case 'office_left':
      return withHelper(next, event);
    case 'replied':
      return withPaper(next, 'reply');
    case 'dispute_answered':
      return withPaper(next, 'dispute');
    default:
      return next;
  }
};

// A history is a value: put in order and folded once, however many ask for it while a request runs.
const folded = new WeakMap<readonly MatterEvent[], GrievanceState>();
const sorted = new WeakMap<readonly MatterEvent[], readonly MatterEvent[]>();
const below = new WeakMap<readonly MatterEvent[], Map<Level | -1, readonly MatterEvent[]>>();

const once = <T>(known: WeakMap<readonly MatterEvent[], T>, events: readonly MatterEvent[], make: () => T): T => {
  const made = known.get(events) ?? make();
  known.set(events, made);
  return made;
};

const order = (a: MatterEvent, b: MatterEvent): number => a.recordedAt - b.recordedAt || a.level - b.level || a.n - b.n;

/** The state after a list of events in order. */
export const fold = (events: readonly MatterEvent[]): GrievanceState => {
  const known = folded.get(events);
  if (known) return known;
  const grown = grownFrom(events);
  const before = grown && folded.get(asMatter(grown.before));
  const state = asMatter(before && grown ? grown.added : events).reduce(evolve, before ?? initialState);
  folded.set(events, state);
  return state;
};

/** The newest event of a kind that still counts. */
export const findEvent = (state: GrievanceState, type: MatterEvent['type'], level?: Level): MatterEvent | undefined =>
  state.history.findLast((event) => event.type === type && (level === undefined || event.level === level));

/** True when the matter holds an event of one of these kinds. */
export const has = (state: GrievanceState, ...types: readonly MatterEvent['type'][]): boolean =>
  state.history.some((event) => types.includes(event.type));

/** The streams of a matter in one order: by recorded time, then from the bottom up. */
export const inOrder = (events: readonly MatterEvent[]): readonly MatterEvent[] =>
  events.every((event, i) => i === 0 || order(events[i - 1] ?? event, event) <= 0)
    ? events
    : once(sorted, events, () => events.toSorted(order));

/** Those of a level and below, in order. A matter without steps upward is one list at every level. */
export const upTo = (events: readonly MatterEvent[], level: Level | -1): readonly MatterEvent[] => {
  const all = inOrder(events);
  if (all.every((event) => event.level <= level)) return all;
  const levels = once(below, all, () => new Map<Level | -1, readonly MatterEvent[]>());
  const own = levels.get(level) ?? all.filter((event) => event.level <= level);
  levels.set(level, own);
  return own;
};
