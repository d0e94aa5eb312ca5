import type { Relation } from '../../../kernel/access/access.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { itemIn, itemsIn, redrawn, standing, type ListedItem } from './agenda.ts';
import { MEETINGS, OFFICES_MAX, type ConferenceEventKind, type Meeting } from './vocabulary.ts';

/** Something that was decided: which office owes it, by which day, and how it stands. */
export interface Decision {
  /** From 1, in the order in which they were made. */
  readonly nth: number;
  /** The number of the item, or null for what is decided about the work as a whole. */
  readonly item: string | null;
  readonly office: string;
  readonly by: PlainDate;
  /** The event that set the day: what is done about it names that one. */
  readonly start: number;
  readonly extended: boolean;
  /** The event by which its office said that it is done, and who said so; null while it is owed. */
  readonly kept: { readonly n: number; readonly at: Instant; readonly post: string } | null;
  readonly confirmedAt: Instant | null;
  /** What everybody is told of it, in words that were written for that; null for what is about a single matter. */
  readonly line: string | null;
}

/** An office that was sent the minutes, and what it did with them. */
export interface Signature {
  readonly n: number;
  readonly office: string;
  readonly answer: 'countersigned' | 'dissent' | null;
}

/** A conference as its events tell it. Offices, numbers and days; no person, no words. */
export interface ConferenceState {
  readonly stage: ConferenceEventKind | null;
  readonly meeting: Meeting;
  readonly lead: string | null;
  readonly day: PlainDate | null;
  /** The offices that take part, beside the one that calls. */
  readonly offices: readonly string[];
  readonly agenda: readonly ListedItem[];
  readonly openedAt: Instant | null;
  readonly calledOff: boolean;
  readonly decisions: readonly Decision[];
  /** Items on which nothing was decided, and why. */
  readonly putOff: readonly { readonly entity: string; readonly reason: string }[];
  readonly signedAt: Instant | null;
  readonly signatures: readonly Signature[];
  readonly closedAt: Instant | null;
}

export const initialState: ConferenceState = {
  stage: null,
  meeting: 'on_call',
  lead: null,
  day: null,
  offices: [],
  agenda: [],
  openedAt: null,
  calledOff: false,
  decisions: [],
  putOff: [],
  signedAt: null,
  signatures: [],
  closedAt: null,
};

/** The field of an office that is called, in the order of its list. */
export const officeField = (nth: number): string => `office${nth}`;

/** The offices that a form or an event names, each once. */
export const officesIn = (said: JsonObject): readonly string[] => [
  ...new Set(
    Array.from({ length: OFFICES_MAX }, (_, i) => said[officeField(i + 1)]).filter(
      (it): it is string => typeof it === 'string' && it !== '',
    ),
  ),
];

// Days are looked at before an event is made; one that is none stands before all others.
const DAY_ZERO = '0001-01-01' as PlainDate;
const dayIn = (said: JsonObject, name: string): PlainDate => parsePlainDate(String(said[name] ?? '')) ?? DAY_ZERO;

const postOf = ({ actor }: StreamEvent): string => (actor.kind === 'staff' ? actor.post : '');
const officeOf = ({ actor }: StreamEvent): string => (actor.kind === 'staff' ? actor.office : '');

const changed = (state: ConferenceState, nth: number, change: (decision: Decision) => Decision): ConferenceState => ({
  ...state,
  decisions: state.decisions.map((it) => (it.nth === nth ? change(it) : it)),
});

/** What happens to what was decided. */
const evolveDecisions = (state: ConferenceState, event: StreamEvent): ConferenceState => {
  const { data, n, recordedAt } = event;
  const text = (name: string): string | null => (typeof data[name] === 'string' ? data[name] : null);
  const nth = Number(data['decision'] ?? 0);
  const type = event.type as ConferenceEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'item_decided': {
      const made = { nth: state.decisions.length + 1, item: text('item'), office: text('office') ?? '', by: dayIn(data, 'by'), start: -1 };
      const fresh = { ...made, extended: false, kept: null, confirmedAt: null, line: text('public_line') };
      return { ...state, stage: type, decisions: [...state.decisions, fresh] };
    }
    case 'day_set':
      return changed(state, nth, (it) => ({ ...it, by: dayIn(data, 'by'), start: n, kept: null }));
    case 'decision_extended':
      return changed(state, nth, (it) => ({ ...it, extended: true }));
    case 'decision_kept':
      return changed(state, nth, (it) => ({ ...it, kept: { n, at: recordedAt, post: postOf(event) } }));
    case 'decision_confirmed':
      return changed(state, nth, (it) => ({ ...it, confirmedAt: recordedAt }));
    default:
      return state;
  }
};

const answered = (state: ConferenceState, n: number, answer: Signature['answer']): ConferenceState => ({
  ...state,
  signatures: state.signatures.map((it) => (it.n === n ? { ...it, answer } : it)),
});

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: ConferenceState, event: StreamEvent): ConferenceState => {
  const { data, n, recordedAt } = event;
  const text = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
  const type = event.type as ConferenceEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'conference_called':
      return {
        ...state,
        stage: type,
        meeting: MEETINGS.find((it) => it === data['kind']) ?? 'on_call',
        lead: text('lead'),
        day: parsePlainDate(text('by')) ?? null,
        offices: officesIn(data),
        agenda: redrawn([], itemsIn(data['agenda'])),
      };
    case 'agenda_drawn':
      return { ...state, stage: type, agenda: redrawn(state.agenda, itemsIn(data['agenda'])) };
    case 'item_added': {
      const item = itemIn(data['item']);
      return item ? { ...state, agenda: [...state.agenda, { ...item, by: officeOf(event), removed: null }] } : state;
    }
    case 'item_removed': {
      const agenda = state.agenda.map((it) => (it.entity === data['item'] ? { ...it, removed: text('reason') } : it));
      return { ...state, agenda };
    }
    case 'conference_opened':
      return { ...state, stage: type, openedAt: recordedAt, agenda: redrawn(state.agenda, itemsIn(data['agenda'])) };
    case 'conference_called_off':
      return { ...state, stage: type, calledOff: true };
    case 'item_put_off':
      return { ...state, stage: type, putOff: [...state.putOff, { entity: text('item'), reason: text('reason') }] };
    case 'minutes_signed':
      return { ...state, stage: type, signedAt: recordedAt };
    case 'minutes_sent':
      return { ...state, signatures: [...state.signatures, { n, office: text('office'), answer: null }] };
    case 'minutes_countersigned':
      return answered(state, Number(data['of']), 'countersigned');
    case 'dissent_stated':
      return answered(state, Number(data['of']), 'dissent');
    case 'conference_closed':
      return { ...state, stage: type, closedAt: recordedAt };
    default:
      return evolveDecisions(state, event);
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): ConferenceState => events.reduce(evolve, initialState);

/** How an office stands to a conference: it calls it, takes part, or owes something that was decided there. */
export const relationOf = ({ lead, offices, decisions }: ConferenceState, office: string): Relation =>
  lead === null || office === lead
    ? 'own'
    : offices.includes(office)
      ? 'co'
      : decisions.some((it) => it.office === office)
        ? 'asked'
        : 'other';

/** Whether an office sat there: the one that called it, or one of those that take part. */
export const tookPart = ({ lead, offices }: ConferenceState, office: string): boolean => office === lead || offices.includes(office);

/** Items of which nobody has said yet what is decided. */
export const undecided = (state: ConferenceState): readonly ListedItem[] =>
  standing(state.agenda).filter(
    ({ entity }) => !state.decisions.some((it) => it.item === entity) && !state.putOff.some((it) => it.entity === entity),
  );

/** What an office still owes of what was decided. */
export const owedBy = ({ decisions }: ConferenceState, office: string): readonly Decision[] =>
  decisions.filter((it) => it.office === office && it.kept === null);

/** What its office says is done, and the office that called has not looked at. */
export const toConfirm = ({ decisions }: ConferenceState): readonly Decision[] =>
  decisions.filter((it) => it.kept !== null && it.confirmedAt === null);

/** What was not done by its day, as of a day. */
export const lateOn = ({ decisions }: ConferenceState, today: PlainDate): readonly Decision[] =>
  decisions.filter((it) => it.kept === null && it.by < today);
