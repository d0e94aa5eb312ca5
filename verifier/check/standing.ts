import { toBase64 } from '../../kernel/canonical/base64.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import type { JudgedCheckpoint } from '../../kernel/log/judge.ts';
import { parsePolicy, type LogPolicy } from '../../kernel/log/policy.ts';
import { policyAsSaved } from './text-file.ts';
import { fault, passed, type Checked, type Step } from './verdict.ts';

/** Reads the policy that a verdict rests on. */
export const readPolicy = (hashing: Hashing, text: string | undefined): Checked<LogPolicy> => {
  if (text === undefined) return fault('no_policy');
  const parsed = parsePolicy(hashing, policyAsSaved(text));
  return parsed.ok ? passed(parsed.policy) : fault('bad_policy', { line: parsed.line, fault: parsed.fault });
};

/** What a sentence about a checkpoint needs. */
export const headParams = ({
  checkpoint,
}: JudgedCheckpoint): { readonly origin: string; readonly size: number; readonly root: string } => ({
  origin: checkpoint.origin,
  size: checkpoint.size,
  root: toBase64(checkpoint.root),
});

/** The three steps as far as a checkpoint shows them. */
export const stepsOf = (head: JudgedCheckpoint | null, witnesses: number): readonly Step[] => {
  if (head === null)
    return [
      { step: 'signed', done: true },
      { step: 'printed', done: false },
      { step: 'witnessed', done: false, by: [], of: witnesses },
    ];
  const { size, root } = headParams(head);
  return [
    { step: 'signed', done: true },
    { step: 'printed', done: 'compare', size, root },
    { step: 'witnessed', done: head.witnessedBy.length > 0, by: head.witnessedBy, of: witnesses },
  ];
};
