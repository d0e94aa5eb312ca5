import type { Relation } from '../../../../kernel/access/access.ts';
import type { Instant } from '../../../../kernel/calendar/instant.ts';
import type { StreamEvent } from '../../../../kernel/stream/event.ts';
import { atIn, textIn } from '../read-data.ts';
import type { ShiftEventKind } from '../vocabulary.ts';

/** Who signed, as a holder of the roster of a month, and when. */
export interface Signature {
  readonly at: Instant;
  readonly by: string;
}

/** One shift as its events tell it: hours, posts and holders; its words stand in the events. */
export interface ShiftState {
  readonly stage: ShiftEventKind | null;
  readonly office: string | null;
  readonly supervisor: string | null;
  readonly plan: string;
  readonly roster: string;
  readonly shift: string;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly ended: boolean;
  readonly signedOut: Signature | null;
  readonly signedIn: (Signature & { readonly roster: string; readonly next: string }) | null;
  /** Lines of the log that somebody has to go on with, by the number of their event. */
  readonly items: readonly number[];
  readonly lastLineAt: Instant | null;
  readonly checks: number;
}

export const initialState: ShiftState = {
  stage: null,
  office: null,
  supervisor: null,
  plan: '',
  roster: '',
  shift: '',
  from: null,
  to: null,
  ended: false,
  signedOut: null,
  signedIn: null,
  items: [],
  lastLineAt: null,
  checks: 0,
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: ShiftState, event: StreamEvent): ShiftState => {
  const { data, n, recordedAt: at } = event;
  const type = event.type as ShiftEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'shift_began':
      return {
        ...state,
        stage: type,
        office: textIn(data, 'office'),
        supervisor: textIn(data, 'supervisor'),
        plan: textIn(data, 'plan') ?? '',
        roster: textIn(data, 'roster') ?? '',
        shift: textIn(data, 'shift') ?? '',
        from: atIn(data, 'from'),
        to: atIn(data, 'to'),
      };
    case 'line_written':
      return { ...state, lastLineAt: at, items: data['carry'] === true ? [...state.items, n] : state.items };
    case 'item_closed':
      return { ...state, items: state.items.filter((item) => item !== Number(data['of'])) };
    case 'duty_checked':
      return { ...state, checks: state.checks + 1 };
    case 'shift_ended':
      return { ...state, stage: type, ended: true };
    case 'signed_out':
      return { ...state, stage: type, signedOut: { at, by: textIn(data, 'me') ?? '' } };
    case 'signed_in':
      return {
        ...state,
        stage: type,
        signedIn: { at, by: textIn(data, 'me') ?? '', roster: textIn(data, 'meRoster') ?? '', next: textIn(data, 'next') ?? '' },
      };
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): ShiftState => events.reduce(evolve, initialState);

/** Open to the office that is on duty and to the one above, and to nobody else. */
export const relationOf = ({ office: own, supervisor }: ShiftState, office: string): Relation =>
  own === null || office === own ? 'own' : office === supervisor ? 'above' : 'other';
