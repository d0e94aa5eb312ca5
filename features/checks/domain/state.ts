import type { Relation } from '../../../kernel/access/access.ts';
import { isWhole } from '../../../kernel/form/lesson.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
import { filesOf } from '../../../kernel/stream/files.ts';
import type { CheckEventKind, Recorded } from './vocabulary.ts';

export type CheckEvent = StreamEvent<CheckEventKind>;

/** A record as its events tell it. */
export interface CheckState {
  readonly stage: CheckEventKind | null;
  readonly said: Recorded | null;
  /** The post that made it: another one signs it. */
  readonly madeBy: string | null;
  readonly signedAt: number | null;
  readonly dealt: boolean;
  /** The hazards that its findings have become (features/hazards). */
  readonly hazards: readonly string[];
  readonly voided: boolean;
  /** Photos that are here, by their place among those that the record names: the event that brought each, and its field there. */
  readonly photos: ReadonlyMap<number, PhotoHere>;
  /** When all that it names was here; null while a photo is still to come, and for ever where an answer was wrong or missing, or a lesson was not whole. */
  readonly completedAt: number | null;
  /** Whether it waits for somebody to say what became of two records under one name. */
  readonly isDouble: boolean;
}

/** Where the bytes of a photo are. */
export interface PhotoHere {
  readonly n: number;
  readonly field: string;
}

export const initialState: CheckState = {
  stage: null,
  said: null,
  madeBy: null,
  signedAt: null,
  dealt: false,
  hazards: [],
  voided: false,
  photos: new Map(),
  completedAt: null,
  isDouble: false,
};

/** What a record says; composed by record-check.ts alone, which leaves out what is null. */
const recordedIn = (data: JsonObject): Recorded => {
  const said = data as unknown as Recorded;
  return {
    ...said,
    form: said.form ?? null,
    formHash: said.formHash ?? null,
    notBefore: said.notBefore ?? null,
    nil: said.nil,
    countersign: said.countersign,
    // Records of earlier versions name no photos.
    photos: (said.photos ?? []).map((photo) => ({ ...photo, tag: photo.tag ?? null })),
    unfit: said.unfit ?? 0,
    intake: said.intake ?? null,
    twin: said.twin ?? null,
    lesson: said.lesson ?? null,
  };
};

/** Whether it can count at all: every answer is right, and of a lesson all that its form asks for was in place and about one topic. */
const isSound = ({ said }: CheckState): boolean => said !== null && said.unfit === 0 && (said.lesson === null || isWhole(said.lesson));

/** The state with its time of completion, where all that it names is here now. */
const completed = (state: CheckState, at: number): CheckState =>
  state.completedAt === null && isSound(state) && state.photos.size >= (state.said?.photos.length ?? 0)
    ? { ...state, completedAt: at }
    : state;

/** The photos of a record after an event that brought some: `data.nth` says which, else all of them in order. What is here already stays. */
const withPhotos = ({ photos }: CheckState, { data, n }: CheckEvent): CheckState['photos'] => {
  const nth = Array.isArray(data['nth']) ? data['nth'].map(Number) : [];
  const brought = filesOf(data).map(({ field }, i) => [nth[i] ?? i + 1, { n, field }] as const);
  return new Map([...brought, ...photos]);
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: CheckState, event: CheckEvent): CheckState => {
  const next: CheckState = event.type === 'deadline_passed' || event.type === 'photos_received' ? state : { ...state, stage: event.type };
  switch (event.type) {
    case 'check_recorded':
      return completed(
        {
          ...next,
          said: recordedIn(event.data),
          madeBy: event.actor.kind === 'staff' ? event.actor.post : null,
          photos: withPhotos(state, event),
        },
        event.recordedAt,
      );
    case 'photos_received':
      return completed({ ...next, photos: withPhotos(state, event) }, event.recordedAt);
    case 'double_found':
      return { ...next, isDouble: true };
    case 'double_settled':
      return { ...next, isDouble: false };
    case 'check_signed':
      return { ...next, signedAt: event.recordedAt };
    case 'findings_dealt':
      return { ...next, dealt: true, hazards: Array.isArray(event.data['hazards']) ? event.data['hazards'].map(String) : state.hazards };
    case 'check_voided':
      return { ...next, voided: true };
    default:
      return next;
  }
};

/** The state after the events of a stream, in order. */
export const fold = (events: readonly StreamEvent[]): CheckState => (events as readonly CheckEvent[]).reduce(evolve, initialState);

/** How an office stands to a record: it answers for the site, supervises it, or made the record. */
export const relationOf = ({ said }: CheckState, office: string): Relation =>
  said === null || office === said.office
    ? 'own'
    : office === said.local
      ? 'above'
      : office === said.by
        ? 'asked'
        : office === said.sector
          ? 'co'
          : 'other';
