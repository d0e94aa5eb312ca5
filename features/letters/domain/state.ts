import type { Relation } from '../../../kernel/access/access.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { parsePlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { StreamEvent } from '../../../kernel/stream/event.ts';
import type { LetterEventKind } from './vocabulary.ts';

/** A letter of duty as its events tell it. Posts and offices, no person. */
export interface LetterState {
  readonly stage: LetterEventKind | null;
  /** The office that hands it out. */
  readonly office: string | null;
  /** The post that takes it on, and its office. */
  readonly holder: string;
  readonly holderOffice: string | null;
  /** What it is called: the public name of the site, or the label of the duty. */
  readonly name: string;
  readonly english: string | null;
  readonly site: string | null;
  /** `programme/rule`; null: everything that comes back at the site. */
  readonly rule: string | null;
  readonly siteOffice: string | null;
  readonly local: string | null;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  /** The post that signed it for the office, and the one that took it on; null since it was changed last. */
  readonly signedBy: string | null;
  readonly takenBy: string | null;
  readonly returned: boolean;
  /** It ends soon: a new one is owed. */
  readonly renewing: boolean;
  readonly ended: boolean;
}

export const initialState: LetterState = {
  stage: null,
  office: null,
  holder: '',
  holderOffice: null,
  name: '',
  english: null,
  site: null,
  rule: null,
  siteOffice: null,
  local: null,
  from: null,
  to: null,
  signedBy: null,
  takenBy: null,
  returned: false,
  renewing: false,
  ended: false,
};

const postOf = ({ actor }: StreamEvent): string | null => (actor.kind === 'staff' ? actor.post : null);

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: LetterState, event: StreamEvent): LetterState => {
  const text = (name: string): string | null => (typeof event.data[name] === 'string' ? event.data[name] : null);
  const day = (name: string): PlainDate | null => parsePlainDate(text(name) ?? '') ?? null;
  const type = event.type as LetterEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'letter_drawn':
      return {
        ...state,
        stage: type,
        office: text('office'),
        holder: text('holder') ?? '',
        holderOffice: text('holderOffice'),
        name: text('name') ?? '',
        english: text('english'),
        site: text('site'),
        rule: text('rule'),
        siteOffice: text('siteOffice'),
        local: text('local'),
        from: day('from'),
        to: day('to'),
      };
    // Whatever is changed is signed again by both.
    case 'letter_changed':
      return { ...state, stage: type, from: day('from'), to: day('to'), signedBy: null, takenBy: null, returned: false, renewing: false };
    case 'letter_signed':
      return { ...state, stage: type, signedBy: postOf(event) };
    case 'letter_taken_on':
      return { ...state, stage: type, takenBy: postOf(event) };
    case 'letter_returned':
      return { ...state, stage: type, returned: true };
    case 'renewal_opened':
      return { ...state, renewing: true };
    case 'letter_ended':
      return { ...state, stage: type, ended: true };
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): LetterState => events.reduce(evolve, initialState);

/** How an office stands to a letter: it hands it out, its post takes it on, it supervises the site, or it answers for it. */
export const relationOf = ({ office: own, holderOffice, local, siteOffice }: LetterState, office: string): Relation =>
  own === null || office === own
    ? 'own'
    : office === holderOffice
      ? 'asked'
      : office === local
        ? 'above'
        : office === siteOffice
          ? 'co'
          : 'other';
