import { instant, type Instant } from '../calendar/instant.ts';
import { bytesEqual } from '../canonical/bytes.ts';
import type { StrictVerifying } from '../crypto/ports.ts';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { cosignatureVerifier, cosignedAtSeconds } from './cosignature.ts';
import { noteVerifier, openNote, parseNote, type Note } from './note.ts';
import { isQuorum, type LogPolicy } from './policy.ts';
import { parsePromise, promiseKeyName, type InclusionPromise } from '../leaf/promise.ts';
import { ED25519_COSIGNATURE, ED25519_NOTE, type VerifierKey } from './vkey.ts';

/** A checkpoint that a log of the policy signed, and who witnessed it. */
export interface JudgedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Names, as the policy has them, of the witnesses with a true cosignature. */
  readonly witnessedBy: readonly string[];
  readonly quorum: boolean;
  /** The earliest time at which a witness of the policy says that it saw this tree, and which one; null where none did. */
  readonly seen: { readonly by: string; readonly at: Instant } | null;
}

export type CheckpointJudgement =
  | { readonly ok: true; readonly judged: JudgedCheckpoint }
  | { readonly ok: false; readonly reason: 'unknown_log'; readonly origin: string }
  | { readonly ok: false; readonly reason: 'malformed' | 'not_signed_by_log' | 'bad_signature' };

const firstSeen = (note: Note, policy: LogPolicy, signers: ReadonlySet<VerifierKey>): JudgedCheckpoint['seen'] => {
  const times = policy.witnesses
    .filter(({ key }) => signers.has(key))
    .flatMap(({ name, key }) =>
      note.signatures
        .filter((one) => one.name === key.name && bytesEqual(one.id, key.id))
        .flatMap((one) => {
          const seconds = cosignedAtSeconds(one.signature);
          return seconds === undefined ? [] : [{ by: name, at: instant(seconds * 1000) }];
        }),
    );
  return times.toSorted((a, b) => a.at - b.at)[0] ?? null;
};

/** Judges a signed checkpoint: the log's name is its origin, its signature and all known cosignatures are true. */
export const judgeCheckpoint = (message: string, policy: LogPolicy, verifying: StrictVerifying): CheckpointJudgement => {
  const note = parseNote(message);
  const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) return { ok: false, reason: 'malformed' };
  const logs = policy.logs.filter(({ key }) => key.name === checkpoint.origin);
  if (logs.length === 0) return { ok: false, reason: 'unknown_log', origin: checkpoint.origin };
  const checkers = [
    // Keys of types we cannot check are as good as unknown: their signatures are ignored, not rejected.
    ...logs.filter(({ key }) => key.type === ED25519_NOTE).map(({ key }) => noteVerifier(key, verifying)),
    ...policy.witnesses.filter(({ key }) => key.type === ED25519_COSIGNATURE).map(({ key }) => cosignatureVerifier(key, verifying)),
  ];
  const opened = openNote(note, checkers);
  if (!opened.ok) return { ok: false, reason: opened.reason === 'bad_signature' ? 'bad_signature' : 'not_signed_by_log' };
  const signers = new Set(opened.signedBy);
  if (!logs.some(({ key }) => signers.has(key))) return { ok: false, reason: 'not_signed_by_log' };
  const witnessedBy = policy.witnesses.filter(({ key }) => signers.has(key)).map(({ name }) => name);
  const seen = firstSeen(note, policy, signers);
  return { ok: true, judged: { checkpoint, witnessedBy, quorum: isQuorum(policy, new Set(witnessedBy)), seen } };
};

export type PromiseJudgement =
  | { readonly ok: true; readonly promise: InclusionPromise }
  | { readonly ok: false; readonly reason: 'unknown_key'; readonly origin: string }
  | { readonly ok: false; readonly reason: 'malformed' | 'not_signed' | 'bad_signature' };

/** Judges a signed promise: its key is named after its origin and stands in the policy. */
export const judgePromise = (message: string, policy: LogPolicy, verifying: StrictVerifying): PromiseJudgement => {
  const note = parseNote(message);
  const promise = note === undefined ? undefined : parsePromise(note.text);
  if (note === undefined || promise === undefined) return { ok: false, reason: 'malformed' };
  const keys = policy.promiseKeys.filter((key) => key.name === promiseKeyName(promise.origin));
  if (keys.length === 0) return { ok: false, reason: 'unknown_key', origin: promise.origin };
  const opened = openNote(
    note,
    keys.map((key) => noteVerifier(key, verifying)),
  );
  if (opened.ok) return { ok: true, promise };
  return { ok: false, reason: opened.reason === 'bad_signature' ? 'bad_signature' : 'not_signed' };
};
