import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { parseCheckpoint, type Checkpoint } from '../../kernel/log/checkpoint.ts';
import { judgeCheckpoint, type JudgedCheckpoint } from '../../kernel/log/judge.ts';
import { parseNote } from '../../kernel/log/note.ts';
import type { LogPolicy } from '../../kernel/log/policy.ts';
import { compareTrees, fetchHead } from './against.ts';
import { Unreachable, type ComparisonCannotTell, type Contradiction } from './comparison.ts';
import { TileMissing, type FetchBytes } from './tile-source.ts';
import type { Params, Ports } from './verdict.ts';

/** What was seen of a log when it was looked at once more. */
export type Watched =
  /** `first`: nothing had been seen before. `message` is the signed head to remember, `of` how many witnesses the policy names. */
  | { readonly outcome: 'first' | 'same' | 'grown'; readonly message: string; readonly judged: JudgedCheckpoint; readonly of: number }
  /** The two signed heads that cannot both be true; keep them. */
  | {
      readonly outcome: 'contradicted';
      readonly code: Contradiction;
      readonly params: Params;
      readonly before: string;
      readonly now: string;
    }
  | { readonly outcome: 'cannot_tell'; readonly code: ComparisonCannotTell; readonly params: Params };

export interface WatchInput {
  readonly fetchBytes: FetchBytes;
  readonly policy: LogPolicy;
  readonly ports: Ports;
  /** The signed head that was seen last; null at first. */
  readonly known: string | null;
}

const cannotTell = (code: ComparisonCannotTell, params: Params = {}): Watched => ({ outcome: 'cannot_tell', code, params });

/** The checkpoint in a signed head of ours; undefined when it is damaged. */
export const checkpointIn = (message: string): Checkpoint | undefined => {
  const note = parseNote(message);
  return note && parseCheckpoint(note.text);
};

const compareWithKnown = async (input: WatchInput, prefix: string, message: string, judged: JudgedCheckpoint): Promise<Watched> => {
  const { known, fetchBytes, ports, policy } = input;
  if (known === null) return { outcome: 'first', message, judged, of: policy.witnesses.length };
  const before = checkpointIn(known);
  if (!before || before.origin !== judged.checkpoint.origin) return cannotTell('other_log', { reason: judged.checkpoint.origin });
  const found = await compareTrees(ports.hashing, { fetchBytes, prefix }, before, judged.checkpoint);
  if (found?.finding === 'contradicted')
    return { outcome: 'contradicted', code: found.code, params: found.params, before: known, now: message };
  return { outcome: judged.checkpoint.size === before.size ? 'same' : 'grown', message, judged, of: policy.witnesses.length };
};

/** Looks at a log once: is its head signed by a log of the policy, and does it go on from the one seen last? Never throws for the server's faults. */
export const watchOnce = async (input: WatchInput): Promise<Watched> => {
  try {
    const found = await fetchHead(input.fetchBytes);
    if (found === undefined) return cannotTell('no_head');
    const judgement = judgeCheckpoint(found.message ?? '', input.policy, strictVerifying(input.ports.verifying));
    if (!judgement.ok)
      return cannotTell(judgement.reason === 'unknown_log' ? 'other_log' : 'head_not_signed', { reason: judgement.reason });
    return await compareWithKnown(input, found.prefix, found.message ?? '', judgement.judged);
  } catch (error) {
    if (error instanceof TileMissing) return cannotTell('tile_missing', { path: error.path });
    if (error instanceof Unreachable) return cannotTell('unreachable', { reason: error.message });
    throw error;
  }
};
