import type { Instant } from '../../kernel/calendar/instant.ts';
import type { Hashing, Verifying } from '../../kernel/crypto/ports.ts';
import type { Level } from '../../kernel/stream/event.ts';

/** What the runtime brings. `verifying` is plain: the verifier makes it strict itself, so that nobody can forget. */
export interface Ports {
  readonly hashing: Hashing;
  readonly verifying: Verifying;
}

export type Params = { readonly [name: string]: string | number };

/** Why a bundle is false: it contradicts itself, or a signature under a known key is not true. */
export const FALSE_CODES = [
  'malformed',
  'wrong_position',
  'wrong_matter',
  'payload_malformed',
  'filing_withheld',
  'salt_misplaced',
  'wrong_tag',
  'wrong_commitment',
  'chain_broken',
  'time_runs_back',
  'text_changed',
  'text_unknown',
  'promise_malformed',
  'promise_not_signed',
  'promise_other_log',
  'promise_other_leaf',
  'checkpoint_malformed',
  'checkpoint_not_signed',
  'checkpoint_other_log',
  'wrong_proof',
  'file_other',
  'access_changed',
] as const;

/** Why nothing can be said: what is needed to judge is missing. */
export const CANNOT_TELL_CODES = [
  'no_policy',
  'not_utf8',
  'photo_original',
  'bad_policy',
  'unknown_log',
  'unknown_promise_key',
  'quorum_not_met',
  'nothing_signed',
  'text_without_key',
  'file_without_bundle',
] as const;

export const PROVED_CODES = [
  'filing_promised',
  'signed_by_log',
  'events_included',
  'stream_complete',
  'texts_unchanged',
  'file_unchanged',
  'accesses_recorded',
  'witnessed',
  'between',
  'leaf_included',
] as const;

export const NOT_PROVED_CODES = [
  'filing_not_included',
  'promise_overdue',
  'not_yet_included',
  'promise_key_unknown',
  'withheld',
  'text_absent',
  'file_apart',
  'not_witnessed',
  'printed_not_compared',
  'later_events',
  'times_claimed',
  'times_ahead',
  'answer_only',
  'leaf_only',
] as const;

export type FaultCode = (typeof FALSE_CODES)[number] | (typeof CANNOT_TELL_CODES)[number];
export type VerdictCode = 'true' | FaultCode;

export interface Fault {
  readonly verdict: 'false' | 'cannot_tell';
  readonly code: FaultCode;
  readonly params: Params;
}

/** A sentence as data: the reader's language is chosen later. */
export interface Statement<Code extends string> {
  readonly code: Code;
  readonly params: Params;
}

export type Proved = Statement<(typeof PROVED_CODES)[number]>;
export type NotProved = Statement<(typeof NOT_PROVED_CODES)[number]>;

/** The three honest steps: signed by the office only, printed where people compare it, witnessed by others. */
export type Step =
  | { readonly step: 'signed'; readonly done: boolean }
  /** Paper cannot be checked here: the size and root to compare with a notice or poster. */
  | { readonly step: 'printed'; readonly done: 'compare'; readonly size: number; readonly root: string }
  | { readonly step: 'printed'; readonly done: false }
  | { readonly step: 'witnessed'; readonly done: boolean; readonly by: readonly string[]; readonly of: number };

export interface VerifiedEvent {
  /** Null while the event is withheld. */
  readonly type: string | null;
  readonly recordedAt: Instant | null;
  readonly level: Level;
  readonly n: number;
  readonly index: number | null;
  /** Size of the checkpoint that proves it; null before its tick. */
  readonly provedBySize: number | null;
}

export interface Verdict {
  readonly verdict: 'true' | 'false' | 'cannot_tell';
  readonly code: VerdictCode;
  readonly params: Params;
  readonly steps: readonly Step[];
  readonly proved: readonly Proved[];
  readonly notProved: readonly NotProved[];
  readonly events: readonly VerifiedEvent[];
}

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

const isCannotTell = (code: FaultCode): boolean => CANNOT_TELL_CODES.some((some) => some === code);

/** A finding that ends the check; its code decides between false and cannot tell. */
export const fault = (code: FaultCode, params: Params = {}): { readonly ok: false; readonly fault: Fault } => ({
  ok: false,
  fault: { verdict: isCannotTell(code) ? 'cannot_tell' : 'false', code, params },
});

/** A check that passed. */
export const passed = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** The verdict on a bundle at which a check ended. */
export const verdictOf = ({ verdict, code, params }: Fault): Verdict => ({
  verdict,
  code,
  params,
  steps: [
    { step: 'signed', done: false },
    { step: 'printed', done: false },
    { step: 'witnessed', done: false, by: [], of: 0 },
  ],
  proved: [],
  notProved: [],
  events: [],
});
