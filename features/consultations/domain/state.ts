import type { Relation } from '../../../kernel/access/access.ts';
import { daysBetween, parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { COMMENT_OUTCOMES, type CommentOutcome } from '../../../kernel/matter/comment.ts';
import { BREACHES, OUTCOMES, QUESTIONS_MAX, type BreachKind, type ConsultationEventKind, type Outcome } from './vocabulary.ts';

/** Comments that say the same, as the office has put them together. Which they are stands in each of them, and not here. */
export interface Group {
  /** From 1, in the order in which they were made. */
  readonly nth: number;
  /** What it says, in a line that everybody reads. */
  readonly heading: string;
  /** How it was answered: the event with the reasons, who answered and by which rule; null while it is not. */
  readonly answer: {
    readonly n: number;
    readonly outcome: CommentOutcome;
    readonly post: string;
    readonly office: string;
    readonly rule: string | null;
  } | null;
}

/** A decision that did not wait: shown to everybody for ever. */
export interface Breach {
  readonly n: number;
  readonly kind: BreachKind;
  /** Days that were left of the period, or comments without an answer. */
  readonly count: number;
  /** The event that says why; null while nobody has said. */
  readonly explained: number | null;
}

/** A consultation as its events tell it. Days and counts; no number, word or hour of any comment. */
export interface ConsultationState {
  readonly stage: ConsultationEventKind | null;
  readonly lead: string | null;
  readonly title: string;
  readonly from: PlainDate | null;
  readonly until: PlainDate | null;
  /** The last day as it was said first: who has spoken by then is owed an answer counted from it, however often there is more time. */
  readonly firstUntil: PlainDate | null;
  /** How many questions it asks. */
  readonly questions: number;
  readonly groups: readonly Group[];
  readonly allAnswered: boolean;
  /** The event that ordered the words of those who agreed to be published; null before. */
  readonly ordered: number | null;
  /** Marks of the comments whose words stand in an event already: keyed hashes, which name nothing. */
  readonly published: ReadonlySet<string>;
  readonly publishedAt: Instant | null;
  readonly decided: {
    readonly n: number;
    readonly at: Instant;
    readonly outcome: Outcome;
    readonly received: number;
    readonly unanswered: number;
  } | null;
  readonly droppedAt: Instant | null;
  readonly breaches: readonly Breach[];
}

export const initialState: ConsultationState = {
  stage: null,
  lead: null,
  title: '',
  from: null,
  until: null,
  firstUntil: null,
  questions: 0,
  groups: [],
  allAnswered: false,
  ordered: null,
  published: new Set(),
  publishedAt: null,
  decided: null,
  droppedAt: null,
  breaches: [],
};

/** The field of a question, in the order of the list. */
export const questionField = (nth: number): string => `question${nth}`;

const textIn = ({ data }: StreamEvent, name: string): string => (typeof data[name] === 'string' ? data[name] : '');
const countIn = ({ data }: StreamEvent, name: string): number => (typeof data[name] === 'number' ? data[name] : 0);

const answered = (state: ConsultationState, event: StreamEvent): ConsultationState => {
  const outcome = COMMENT_OUTCOMES.find((it) => it === event.data['outcome']);
  const { actor, n } = event;
  if (outcome === undefined || actor.kind !== 'staff') return state;
  const rule = textIn(event, 'allowedBy');
  const answer = { n, outcome, post: actor.post, office: actor.office, rule: rule === '' ? null : rule };
  return {
    ...state,
    groups: state.groups.map((group) => (group.nth === countIn(event, 'group') && group.answer === null ? { ...group, answer } : group)),
  };
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: ConsultationState, event: StreamEvent): ConsultationState => {
  const type = event.type as ConsultationEventKind; // one of an unknown kind falls through
  const { n, recordedAt } = event;
  switch (type) {
    case 'consultation_opened':
      return {
        ...state,
        stage: type,
        lead: textIn(event, 'lead'),
        title: textIn(event, 'title'),
        from: parsePlainDate(textIn(event, 'from')) ?? null,
        until: parsePlainDate(textIn(event, 'until')) ?? null,
        firstUntil: parsePlainDate(textIn(event, 'until')) ?? null,
        questions: Math.min(countIn(event, 'questions'), QUESTIONS_MAX),
      };
    case 'period_set':
      return { ...state, until: parsePlainDate(textIn(event, 'by')) ?? state.until };
    case 'period_prolonged':
      return { ...state, stage: type };
    case 'group_made':
      return { ...state, groups: [...state.groups, { nth: state.groups.length + 1, heading: textIn(event, 'heading'), answer: null }] };
    case 'group_answered':
      return answered({ ...state, stage: type }, event);
    case 'all_answered':
      return { ...state, stage: type, allAnswered: true };
    case 'publishing_ordered':
      return { ...state, ordered: n };
    case 'words_published': {
      const marks = event.data['marks'];
      const added = Array.isArray(marks) ? marks.filter((it): it is string => typeof it === 'string') : [];
      return { ...state, published: new Set([...state.published, ...added]) };
    }
    case 'publishing_done':
      return { ...state, publishedAt: recordedAt };
    case 'consultation_decided': {
      const outcome = OUTCOMES.find((it) => it === event.data['outcome']) ?? 'not_made';
      const counts = { received: countIn(event, 'received'), unanswered: countIn(event, 'unanswered') };
      return { ...state, stage: type, decided: { n, at: recordedAt, outcome, ...counts } };
    }
    case 'consultation_dropped':
      return { ...state, stage: type, droppedAt: recordedAt };
    case 'breach_opened': {
      const kind = BREACHES.find((it) => it === event.data['breach']);
      return kind === undefined
        ? state
        : { ...state, breaches: [...state.breaches, { n, kind, count: countIn(event, 'count'), explained: null }] };
    }
    case 'breach_explained':
      return { ...state, breaches: state.breaches.map((it) => (it.n === event.data['of'] ? { ...it, explained: n } : it)) };
    case 'deadline_passed':
      return state;
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): ConsultationState => events.reduce(evolve, initialState);

/** It is its own office's; everybody else reads what is published. */
export const relationOf = ({ lead }: ConsultationState, office: string): Relation => (lead === null || office === lead ? 'own' : 'other');

/** Whether it has ended without a decision or with one. */
export const isOver = ({ decided, droppedAt }: ConsultationState): boolean => decided !== null || droppedAt !== null;

/** Whether comments are taken on a day. */
export const isOpenOn = (state: ConsultationState, today: PlainDate): boolean =>
  state.from !== null && state.until !== null && !isOver(state) && state.from <= today && today <= state.until;

/** How many days of the period are left after a day; none once it is over. */
export const daysLeft = ({ until }: ConsultationState, today: PlainDate): number =>
  until === null || today > until ? 0 : daysBetween(today, until) + 1;
