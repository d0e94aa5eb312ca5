import { leafName } from '../../kernel/canonical/names.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts';
import { LEAF_BYTES } from '../../kernel/leaf/leaf.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { parseTlogProof } from '../../kernel/log/tlog-proof.ts';
import { hashLeaf, verifyInclusion } from '../../kernel/log/tree.ts';
import { checkCheckpoint } from './signatures.ts';
import { fault, verdictOf, type Ports, type Verdict } from './verdict.ts';
import { readPolicy, stepsOf } from './standing.ts';

interface Input {
  readonly text: string;
  readonly policyText: string | undefined;
  readonly ports: Ports;
  readonly isWithFile: boolean;
}

/** Judges a proof of one entry (c2sp.org/tlog-proof) that holds the entry itself as its extra data, as `/c/…/proof` gives it. */
export const verifyTlogProof = ({ text, policyText, ports, isWithFile }: Input): Verdict => {
  const { hashing } = ports;
  const proof = parseTlogProof(text);
  const note = proof && parseNote(proof.checkpoint);
  const said = note && parseCheckpoint(note.text);
  if (!proof || !said || proof.extra?.length !== LEAF_BYTES) return verdictOf(fault('malformed').fault);
  if (isWithFile) return verdictOf(fault('file_without_bundle').fault);
  const policy = readPolicy(hashing, policyText);
  if (!policy.ok) return verdictOf(policy.fault);
  const trust = { policy: policy.value, verifying: strictVerifying(ports.verifying) };
  const head = checkCheckpoint(trust, proof.checkpoint, said.origin);
  if (!head.ok) return verdictOf(head.fault);
  const leafHash = hashLeaf(hashing, proof.extra);
  const { size, root } = head.value.checkpoint;
  if (!verifyInclusion(hashing, { leafHash, index: proof.index, size, root }, proof.hashes))
    return verdictOf(fault('wrong_proof', { level: 0, n: proof.index }).fault);
  const witnesses = policy.value.witnesses.length;
  const { witnessedBy } = head.value;
  return {
    verdict: 'true',
    code: 'true',
    params: {},
    steps: stepsOf(head.value, witnesses),
    proved: [
      { code: 'leaf_included', params: { name: leafName(leafHash), index: proof.index, size } },
      ...(witnessedBy.length > 0 ? [{ code: 'witnessed' as const, params: { by: witnessedBy.length, of: witnesses } }] : []), // narrows the code to its literal
    ],
    notProved: [
      { code: 'leaf_only', params: {} },
      ...(witnessedBy.length > 0 ? [] : [{ code: 'not_witnessed' as const, params: {} }]), // narrows the code to its literal
    ],
    events: [],
  };
};
