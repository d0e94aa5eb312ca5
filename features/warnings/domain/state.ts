import type { Relation } from '../../../kernel/access/access.ts';
import { parseIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { isJsonObject } from '../../../kernel/log/shape.ts';
import type { Json, JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import {
  AREAS_MAX,
  HAZARDS,
  LEVELS,
  SOURCES,
  type WarningEventKind,
  type WarningHazard,
  type WarningLevel,
  type WarningSource,
} from './vocabulary.ts';

/** A message of others by which a warning was issued: as it named itself, with who signed it. */
export interface ToldBy {
  readonly sender: string;
  readonly identifier: string;
  readonly sent: string;
}

/** Own words in public: what to be careful of, what to do. */
export interface Wording {
  readonly caution: string;
  readonly measures: string;
}

/** Where it comes from: seen by the office, told by an office above and who signed there, or a message. */
export interface Origin {
  readonly source: WarningSource;
  readonly office: string | null;
  readonly signer: string | null;
  readonly toldBy: ToldBy | null;
}

/** What a warning says: all of it is said anew when it is adjusted. */
export interface Content extends Origin {
  readonly level: WarningLevel;
  readonly ends: Instant;
  readonly places: readonly string[];
  readonly offices: readonly string[];
  readonly words: Wording;
  /** The same in English; null where it was not written. */
  readonly english: Wording | null;
}

/** A message that went out: issued, adjusted or lifted; `n` is its event. */
export interface Message {
  readonly n: number;
  readonly type: 'Alert' | 'Update' | 'Cancel';
  readonly at: Instant;
}

/** A warning as its events tell it. */
export interface WarningState {
  readonly stage: WarningEventKind | null;
  /** The office that warns, and the one above it. */
  readonly lead: string | null;
  readonly supervisor: string | null;
  readonly hazard: WarningHazard | null;
  /** Fixed when it begins (G22). */
  readonly exercise: boolean;
  readonly begins: Instant | null;
  readonly content: Content | null;
  /** Whether places were told of what holds now. */
  readonly told: boolean;
  readonly messages: readonly Message[];
  /** When it was lifted or ended; null while it holds. */
  readonly over: Instant | null;
  readonly liftedFor: string | null;
}

export const initialState: WarningState = {
  stage: null,
  lead: null,
  supervisor: null,
  hazard: null,
  exercise: false,
  begins: null,
  content: null,
  told: false,
  messages: [],
  over: null,
  liftedFor: null,
};

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
const oneOf = <T extends string>(list: readonly T[], value: Json | undefined): T | null => list.find((it) => it === value) ?? null;

/** `place1` to `place3`, none of them twice. */
export const listed = (data: JsonObject, field: 'place' | 'office'): readonly string[] => [
  ...new Set(Array.from({ length: AREAS_MAX }, (_, i) => textOf(data[`${field}${i + 1}`])).filter((it) => it !== null)),
];

const toldIn = (value: Json | undefined): ToldBy | null => {
  if (!isJsonObject(value)) return null;
  const [sender, identifier, sent] = [textOf(value['sender']), textOf(value['identifier']), textOf(value['sent'])];
  return sender !== null && identifier !== null && sent !== null ? { sender, identifier, sent } : null;
};

const wordsIn = (caution: Json | undefined, measures: Json | undefined): Wording | null => {
  const [first, second] = [textOf(caution), textOf(measures)];
  return first !== null && second !== null ? { caution: first, measures: second } : null;
};

const contentOf = (data: JsonObject): Content | null => {
  const [level, source] = [oneOf(LEVELS, data['level']), oneOf(SOURCES, data['source'])];
  const ends = parseIso(textOf(data['ends']) ?? '');
  const words = wordsIn(data['caution'], data['measures']);
  if (level === null || source === null || ends === undefined || words === null) return null;
  return {
    level,
    ends,
    places: listed(data, 'place'),
    offices: listed(data, 'office'),
    words,
    english: wordsIn(data['caution_english'], data['measures_english']),
    source,
    office: textOf(data['source_office']),
    signer: textOf(data['signed_by']),
    toldBy: toldIn(data['told_by']),
  };
};

const sentAs = (state: WarningState, { n, recordedAt }: StreamEvent, type: Message['type']): readonly Message[] => [
  ...state.messages,
  { n, type, at: recordedAt },
];

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: WarningState, event: StreamEvent): WarningState => {
  const { data } = event;
  const type = event.type as WarningEventKind; // one of an unknown kind falls through
  switch (type) {
    case 'warning_issued':
      return {
        ...state,
        stage: type,
        lead: textOf(data['lead']),
        supervisor: textOf(data['supervisor']),
        hazard: oneOf(HAZARDS, data['hazard']),
        exercise: data['exercise'] === true,
        begins: parseIso(textOf(data['begins']) ?? '') ?? event.recordedAt,
        content: contentOf(data),
        messages: sentAs(state, event, 'Alert'),
      };
    case 'warning_adjusted':
      return { ...state, stage: type, content: contentOf(data) ?? state.content, told: false, messages: sentAs(state, event, 'Update') };
    case 'warning_kept':
      return { ...state, stage: type };
    case 'places_told':
      return { ...state, told: true };
    case 'warning_lifted':
      return {
        ...state,
        stage: type,
        told: false,
        over: event.recordedAt,
        liftedFor: textOf(data['because']),
        messages: sentAs(state, event, 'Cancel'),
      };
    case 'warning_ended':
      return { ...state, stage: type, over: state.content?.ends ?? event.recordedAt };
    default:
      return state;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): WarningState => events.reduce(evolve, initialState);

/** The office above may read it from the first moment; what holds stands in public anyway. */
export const relationOf = ({ lead, supervisor }: WarningState, office: string): Relation =>
  lead === null || office === lead ? 'own' : office === supervisor ? 'above' : 'other';

/** Whether it holds or will: neither lifted nor past its end. */
export const isOn = ({ over, content }: WarningState, now: Instant): boolean => over === null && content !== null && content.ends > now;
