import type { Relation } from '../../../kernel/access/access.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { GRADES, type HazardEventKind } from './vocabulary.ts';

export type HazardEvent = StreamEvent<HazardEventKind>;

/** Steps that a hazard can rest on, each the newest of its kind. */
export const STAGES = ['found', 'graded', 'ordered', 'reported_mended', 'mend_accepted', 'mend_returned', 'delisted', 'reopened'] as const;
export type Stage = (typeof STAGES)[number];

/** A hazard as its events tell it. Offices and posts, no person, no words. */
export interface HazardState {
  readonly history: readonly HazardEvent[];
  readonly stage: Stage | null;
  readonly grade: string | null;
  /** The three seats: who orders, who mends, who looks again. */
  readonly lead: string | null;
  readonly mender: string | null;
  readonly acceptor: string | null;
  /** Posts that took the newest order and said that it was mended: neither looks again. */
  readonly orderedBy: string | null;
  readonly reportedBy: string | null;
  /** Until when more time is asked for and not decided. */
  readonly asked: string | null;
}

export const initialState: HazardState = {
  history: [],
  stage: null,
  grade: null,
  lead: null,
  mender: null,
  acceptor: null,
  orderedBy: null,
  reportedBy: null,
  asked: null,
};

const postOf = ({ actor }: HazardEvent): string | null => (actor.kind === 'staff' ? actor.post : null);

/** Folds one event into the state. Total. */
export const evolve = (state: HazardState, event: HazardEvent): HazardState => {
  const text = (name: string): string | null => {
    const value = event.data[name];
    return typeof value === 'string' ? value : null;
  };
  const stage = STAGES.find((it) => it === event.type) ?? state.stage;
  const next: HazardState = { ...state, history: [...state.history, event], stage };
  switch (event.type) {
    case 'found':
      return { ...next, lead: text('lead') };
    case 'graded':
    case 'regraded':
      return { ...next, grade: GRADES.find((it) => it === event.data['grade']) ?? state.grade };
    case 'ordered':
      return { ...next, mender: text('mender'), acceptor: text('acceptor'), orderedBy: postOf(event), asked: null };
    case 'extension_asked':
      return { ...next, asked: text('until') };
    case 'extension_granted':
    case 'extension_refused':
    case 'mend_returned':
      return { ...next, asked: null };
    case 'reported_mended':
      return { ...next, reportedBy: postOf(event), asked: null };
    default:
      return next;
  }
};

/** The state after the events of a stream, in order. One of an unknown kind changes nothing but the history. */
export const fold = (events: readonly StreamEvent[]): HazardState => (events as readonly HazardEvent[]).reduce(evolve, initialState);

/** How an office stands to a hazard: it orders, it mends, or it looks again. Who finds one is its first office. */
export const relationOf = ({ lead, mender, acceptor }: HazardState, office: string): Relation =>
  lead === null || office === lead ? 'own' : office === mender ? 'asked' : office === acceptor ? 'co' : 'other';
