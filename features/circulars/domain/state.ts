import type { Relation } from '../../../kernel/access/access.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { HandedPaper } from '../../../kernel/programme/handed-paper.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { OFFICES_MAX, TAKE_BACKS, type CircularEventKind, type TakeBack } from './vocabulary.ts';

/** How something that was owed was answered: when, by which post. Nobody is named, and nothing is remarked. */
interface Answer {
  readonly n: number;
  readonly at: Instant;
  readonly post: string;
}

/** What an office owes by a day: the event from which it owes it, and what became of it. */
export interface Owing<Of extends Answer = Answer> {
  readonly start: number;
  readonly by: PlainDate;
  /** Null while nobody has said so: silence is never an answer. */
  readonly answer: Of | null;
  /** It was ended without one: taken back, or its board was closed. */
  readonly ended: boolean;
}

/** What was carried out: a paper that says so, or null for "nothing was to be done". */
interface Carried extends Answer {
  readonly paper: HandedPaper | null;
}

/** An office that it is sent to. */
export interface Addressed {
  readonly office: string;
  readonly receipt: Owing;
  /** Null where nothing is to be carried out. */
  readonly carrying: Owing<Carried> | null;
}

/** A circular as its events tell it. Offices, days, posts and numbers of papers; its words are sealed beside. */
export interface CircularState {
  /** How it stands as a whole: issued, taken back, or its board closed. */
  readonly stage: CircularEventKind | null;
  readonly lead: string | null;
  readonly title: string;
  /** The number of the paper. */
  readonly paper: string;
  readonly receiptBy: PlainDate | null;
  readonly carryBy: PlainDate | null;
  /** The number of the circular that this one is instead of. */
  readonly replaces: string | null;
  /** In the order in which they were named. */
  readonly offices: readonly Addressed[];
  readonly takenBack: TakeBack | null;
  /** When it was taken back, or its board was closed. */
  readonly endedAt: Instant | null;
}

export const initialState: CircularState = {
  stage: null,
  lead: null,
  title: '',
  paper: '',
  receiptBy: null,
  carryBy: null,
  replaces: null,
  offices: [],
  takenBack: null,
  endedAt: null,
};

/** The field of an office that it is sent to, in the order of its list. */
export const officeField = (nth: number): string => `office${nth}`;

/** The offices that a form or an event names, each once. */
export const officesIn = (said: JsonObject): readonly string[] => [
  ...new Set(
    Array.from({ length: OFFICES_MAX }, (_, i) => said[officeField(i + 1)]).filter(
      (it): it is string => typeof it === 'string' && it !== '',
    ),
  ),
];

const textIn = ({ data }: StreamEvent, name: string): string | null => (typeof data[name] === 'string' ? data[name] : null);
const dayIn = (event: StreamEvent, name: string): PlainDate | null => parsePlainDate(textIn(event, name) ?? '') ?? null;

/** An office begins to owe something by a day. One that is named twice, or without a day, changes nothing. */
const owed = (state: CircularState, event: StreamEvent): CircularState => {
  const [office, by] = [textIn(event, 'office'), dayIn(event, 'by')];
  if (office === null || by === null) return state;
  const fresh = { start: event.n, by, answer: null, ended: false };
  const known = state.offices.find((it) => it.office === office);
  if (event.type === 'receipt_owed')
    return known ? state : { ...state, offices: [...state.offices, { office, receipt: fresh, carrying: null }] };
  return !known || known.carrying
    ? state
    : { ...state, offices: state.offices.map((it) => (it === known ? { ...it, carrying: fresh } : it)) };
};

const isOpen = ({ answer, ended }: Owing): boolean => answer === null && !ended;

/** What is done about what the event names by its start; once answered or ended, it stays so. */
const settled = (state: CircularState, event: StreamEvent): CircularState => {
  const of = event.data['of'];
  const isFor = (it: Owing | null): boolean => it !== null && it.start === of && isOpen(it);
  const { n, actor, recordedAt: at } = event;
  const answer = { n, at, post: actor.kind === 'staff' ? actor.post : '' };
  const receipt = (it: Owing): Owing =>
    !isFor(it) ? it : event.type === 'owed_no_more' ? { ...it, ended: true } : event.type === 'receipt_confirmed' ? { ...it, answer } : it;
  const carrying = (it: Addressed['carrying']): Addressed['carrying'] => {
    if (it === null || !isFor(it)) return it;
    if (event.type === 'owed_no_more') return { ...it, ended: true };
    if (event.type === 'nothing_to_do') return { ...it, answer: { ...answer, paper: null } };
    if (event.type !== 'circular_carried_out') return it;
    const sha256 = textIn(event, 'sha256');
    const said = { number: textIn(event, 'paper') ?? '', on: textIn(event, 'on') ?? '', pages: Number(event.data['pages'] ?? 0) };
    return { ...it, answer: { ...answer, paper: { ...said, ...(sha256 === null ? {} : { sha256 }) } } };
  };
  return {
    ...state,
    offices: state.offices.map((it) => ({ ...it, receipt: receipt(it.receipt), carrying: carrying(it.carrying) })),
  };
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: CircularState, event: StreamEvent): CircularState => {
  const type = event.type as CircularEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'circular_issued':
      return {
        ...state,
        stage: type,
        lead: textIn(event, 'lead'),
        title: textIn(event, 'title') ?? '',
        paper: textIn(event, 'paper') ?? '',
        receiptBy: dayIn(event, 'receipt_by'),
        carryBy: dayIn(event, 'carry_by'),
        replaces: textIn(event, 'replaces'),
      };
    case 'receipt_owed':
    case 'carrying_owed':
      return owed(state, event);
    case 'receipt_confirmed':
    case 'circular_carried_out':
    case 'nothing_to_do':
    case 'owed_no_more':
      return settled(state, event);
    case 'circular_taken_back': {
      const takenBack = TAKE_BACKS.find((it) => it === event.data['reason']) ?? 'no_longer_needed';
      return state.endedAt === null ? { ...state, stage: type, takenBack, endedAt: event.recordedAt } : state;
    }
    case 'board_closed':
      return state.endedAt === null ? { ...state, stage: type, endedAt: event.recordedAt } : state;
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): CircularState => events.reduce(evolve, initialState);

/** The part of an office in it; undefined where it is not sent there. */
export const addressed = ({ offices }: CircularState, office: string): Addressed | undefined => offices.find((it) => it.office === office);

/** How an office stands to a circular: it issues it, or it is sent there. */
export const relationOf = (state: CircularState, office: string): Relation =>
  state.lead === null || office === state.lead ? 'own' : addressed(state, office) ? 'co' : 'other';

const owingsOf = ({ receipt, carrying }: Addressed): readonly Owing[] => (carrying === null ? [receipt] : [receipt, carrying]);

/** What is owed still: by which office, and the event from which it owes it. */
export const openOwings = ({ offices }: CircularState): readonly { readonly office: string; readonly start: number }[] =>
  offices.flatMap((it) =>
    owingsOf(it)
      .filter(isOpen)
      .map(({ start }) => ({ office: it.office, start })),
  );

/** The last day on which something of it falls due. */
export const lastDay = ({ receiptBy, carryBy }: Pick<CircularState, 'receiptBy' | 'carryBy'>): PlainDate | null => carryBy ?? receiptBy;

/** How something that an office owes stands, on a day. What was late is said to be late for ever; what was never answered is missing. */
export const STANDINGS = ['owed', 'late', 'done', 'done_late', 'missing', 'ended'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What the days of the place are. */
export interface Days {
  readonly today: PlainDate;
  readonly dayOf: (at: Instant) => PlainDate;
}

/** How it stands today; `endedAt` is when the circular was taken back or its board was closed. */
export const standingOf = ({ by, answer, ended }: Owing, endedAt: Instant | null, { today, dayOf }: Days): Standing => {
  if (answer !== null) return dayOf(answer.at) > by ? 'done_late' : 'done';
  if (ended && endedAt !== null) return dayOf(endedAt) > by ? 'missing' : 'ended';
  return today > by ? 'late' : 'owed';
};
