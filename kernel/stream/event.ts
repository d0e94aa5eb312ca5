import type { Instant } from '../calendar/instant.ts';
import type { PlainDate } from '../calendar/plain-date.ts';

/** Every kind of fact a matter can hold. Closed (G2): packs choose from it and translate it. */
export const EVENT_KINDS = [
  'filed',
  'registered',
  'regraded',
  'forwarded',
  'taken_back',
  'forward_objected',
  'naming_asked',
  'office_named',
  'office_joined',
  'office_left',
  'contributed',
  'accepted',
  'refused',
  'point_added',
  'danger_reported',
  'danger_taken',
  'question_asked',
  'question_answered',
  'inspection_offered',
  'inspection_answered',
  'inspection_held',
  'extended',
  'hearing_held',
  'acknowledged',
  'interim_replied',
  'reply_proposed',
  'reply_returned',
  'replied',
  'promised',
  'promise_kept',
  'promise_judged',
  'notice_opened',
  'disputed',
  'dispute_answered',
  'take_up_asked',
  'supervised',
  'supervision_notified',
  'review_asked',
  'review_decided',
  'review_notified',
  'answer_revoked',
  'rereview_asked',
  'rereview_decided',
  'final_explained',
  'mediation_agreed',
  'mediation_failed',
  'ways_told',
  'confirmation_asked',
  'confirmation_accepted',
  'confirmation_decided',
  'withdrawal_asked',
  'resumed',
  'unseal_asked',
  'share_released',
  'share_refused',
  'unsealed',
  'files_added',
  'dossier_made',
  'code_replaced',
  'code_lost',
  'replacement_contested',
  'reading_code_given',
  'reading_codes_ended',
  'opened_to_others',
  'closed_to_others',
  'joiners_counted',
  'located',
  'linked',
  'unlinked',
  'corrected',
  'voided',
  'redacted',
  'erased',
  'deadline_passed',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** 0: the office's own stream; 1: the office above; 2: the one above that. Each is a stream with keys of its own. */
export type Level = 0 | 1 | 2;

/** Who did it. Staff act as a post of an office; the filer by receipt; the system when a time has come. */
export type Actor =
  | { readonly kind: 'filer' }
  | { readonly kind: 'system' }
  | { readonly kind: 'staff'; readonly post: string; readonly office: string };

/** JSON without floats that matter to us: what `canonical` can write. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** `open`: the filer reads it at once. `internal`: notes, open to the filer at closing (G18). */
export type Visibility = 'open' | 'internal';

/** An immutable fact as folds see it: no words, only kinds, dates, offices and blob ids. */
export interface MatterEvent {
  readonly type: EventKind;
  /** Version of the payload's shape; old ones are upcast on reading. */
  readonly v: number;
  readonly level: Level;
  /** Number in its stream, from 0. */
  readonly n: number;
  /** Server time; never runs backwards within a stream. */
  readonly recordedAt: Instant;
  /** The day it happened, when that differs from the day it was recorded. */
  readonly occurredOn?: PlainDate;
  readonly actor: Actor;
  readonly visibility: Visibility;
  /** SHA-256 (hex) of the policy pack and the calendar it was decided under. */
  readonly policy: string;
  readonly calendar: string;
  readonly data: JsonObject;
}

/** What a decision yields: an event before the store has numbered it. Words travel in `texts`; the bytes of `data.files` beside it. All become blobs. */
export interface NewEvent {
  readonly type: EventKind;
  readonly level: Level;
  readonly actor: Actor;
  readonly visibility: Visibility;
  readonly occurredOn?: PlainDate;
  readonly data: JsonObject;
  readonly texts: { readonly [field: string]: string };
}
