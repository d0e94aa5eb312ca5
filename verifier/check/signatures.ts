import type { Instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual } from '../../kernel/canonical/bytes.ts';
import type { Hashing, StrictVerifying } from '../../kernel/crypto/ports.ts';
import { judgeCheckpoint, judgePromise, type JudgedCheckpoint } from '../../kernel/log/judge.ts';
import type { LogPolicy } from '../../kernel/log/policy.ts';
import type { InclusionPromise } from '../../kernel/leaf/promise.ts';
import { verifyInclusion } from '../../kernel/log/tree.ts';
import type { OpenedEvent } from './streams.ts';
import { fault, passed, type Checked } from './verdict.ts';

/** Whose word counts: the policy, and Ed25519 that all runtimes answer alike. */
export interface Trust {
  readonly policy: LogPolicy;
  readonly verifying: StrictVerifying;
}

/** A promise is about one leaf of one log, and signed by that log's promise key. `key_unknown` when the policy has none. */
export const checkPromise = (
  { policy, verifying }: Trust,
  message: string,
  about: { readonly origin: string | null; readonly leafHash: Uint8Array },
): Checked<InclusionPromise | 'key_unknown'> => {
  const judged = judgePromise(message, policy, verifying);
  const isOther = (origin: string): boolean => about.origin !== null && origin !== about.origin;
  if (!judged.ok) {
    if (judged.reason === 'malformed') return fault('promise_malformed');
    if (judged.reason !== 'unknown_key') return fault('promise_not_signed');
    return isOther(judged.origin) ? fault('promise_other_log', { origin: judged.origin }) : passed('key_unknown');
  }
  const { promise } = judged;
  if (isOther(promise.origin)) return fault('promise_other_log', { origin: promise.origin });
  return bytesEqual(promise.leafHash, about.leafHash) ? passed(promise) : fault('promise_other_leaf');
};

/** A checkpoint is of the bundle's log, signed by it, and witnessed as the policy asks. */
export const checkCheckpoint = ({ policy, verifying }: Trust, message: string, origin: string): Checked<JudgedCheckpoint> => {
  const judgement = judgeCheckpoint(message, policy, verifying);
  if (!judgement.ok) {
    if (judgement.reason === 'malformed') return fault('checkpoint_malformed');
    if (judgement.reason !== 'unknown_log') return fault('checkpoint_not_signed', { origin });
    return judgement.origin === origin ? fault('unknown_log', { origin }) : fault('checkpoint_other_log', { origin: judgement.origin });
  }
  const { judged } = judgement;
  if (judged.checkpoint.origin !== origin) return fault('checkpoint_other_log', { origin: judged.checkpoint.origin });
  const counts = { by: judged.witnessedBy.length, of: policy.witnesses.length };
  return judged.quorum ? passed(judged) : fault('quorum_not_met', counts);
};

/** Each event with a place in the log stands there, in the tree of the checkpoint. */
export const checkInclusions = (hashing: Hashing, { checkpoint }: JudgedCheckpoint, events: readonly OpenedEvent[]): Checked<number> => {
  let count = 0;
  for (const { event, leafHash } of events) {
    if (event.place === null) continue;
    const { index, proof } = event.place;
    const claim = { leafHash, index, size: checkpoint.size, root: checkpoint.root };
    if (!verifyInclusion(hashing, claim, proof)) return fault('wrong_proof', { level: event.level, n: event.n });
    count += 1;
  }
  return passed(count);
};

/** Whether a promise has run out. Without a clock nothing has. */
export const isOverdue = (promise: InclusionPromise, now: Instant | undefined): boolean => now !== undefined && now > promise.includeBy;
