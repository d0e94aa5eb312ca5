import type { Relation } from '../../../kernel/access/access.ts';
import type { JsonObject, StreamEvent } from '../../../kernel/stream/event.ts';
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
  readonly voided: boolean;
}

export const initialState: CheckState = { stage: null, said: null, madeBy: null, signedAt: null, dealt: false, voided: false };

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
  };
};

/** Folds one event into the state. Total: one that it does not know changes nothing. */
export const evolve = (state: CheckState, event: CheckEvent): CheckState => {
  const next: CheckState = event.type === 'deadline_passed' ? state : { ...state, stage: event.type };
  switch (event.type) {
    case 'check_recorded':
      return {
        ...next,
        said: recordedIn(event.data),
        madeBy: event.actor.kind === 'staff' ? event.actor.post : null,
      };
    case 'check_signed':
      return { ...next, signedAt: event.recordedAt };
    case 'findings_dealt':
      return { ...next, dealt: true };
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
