import type { Relation } from '../../../kernel/access/access.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import { readFigures, type Figures } from './figures.ts';
import { UNITS, type Period } from './period.ts';
import type { StatementEventKind } from './vocabulary.ts';

/** What the head has signed, each version beside those before it. */
export interface Version {
  /** The event that says it. */
  readonly n: number;
  readonly at: StreamEvent['recordedAt'];
  readonly figures: Figures;
}

/** A statement as its events tell it: offices, days and numbers; no person. */
export interface StatementState {
  readonly stage: StatementEventKind | null;
  readonly office: string | null;
  /** The office above, as it was when the period ended; null: none stands above. */
  readonly supervisor: string | null;
  readonly period: Period | null;
  readonly versions: readonly Version[];
  readonly pressed: boolean;
}

export const initialState: StatementState = { stage: null, office: null, supervisor: null, period: null, versions: [], pressed: false };

const periodIn = ({ data }: StreamEvent): Period | null => {
  const unit = UNITS.find((it) => it === data['unit']);
  const [from, to] = [parsePlainDate(String(data['from'])), parsePlainDate(String(data['to']))];
  return unit !== undefined && from !== undefined && to !== undefined ? { unit, from, to } : null;
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: StatementState, event: StreamEvent): StatementState => {
  const text = (field: string): string | null => (typeof event.data[field] === 'string' ? event.data[field] : null);
  const type = event.type as StatementEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'statement_opened':
      return { ...state, stage: type, office: text('office'), supervisor: text('supervisor'), period: periodIn(event) };
    case 'statement_signed':
    case 'statement_corrected': {
      const figures = readFigures(event.data['figures']);
      return figures ? { ...state, stage: type, versions: [...state.versions, { n: event.n, at: event.recordedAt, figures }] } : state;
    }
    case 'statement_pressed':
      return { ...state, pressed: true };
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): StatementState => events.reduce(evolve, initialState);

/** Open to the office whose hazards are counted and to the one above, and to nobody else. */
export const relationOf = ({ office: own, supervisor }: StatementState, office: string): Relation =>
  own === null || office === own ? 'own' : office === supervisor ? 'above' : 'other';
