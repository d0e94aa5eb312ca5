import { bytesEqual, toHex } from '../../kernel/canonical/bytes.ts';
import type { Hashing } from '../../kernel/crypto/ports.ts';
import { digestLeaf, parseDigest } from '../../kernel/leaf/access-digest.ts';
import type { Bundle, BundleAccess } from '../../kernel/leaf/bundle.ts';
import { hashLeaf, verifyInclusion } from '../../kernel/log/tree.ts';
import type { JudgedCheckpoint } from '../../kernel/log/judge.ts';
import { fault, passed, type Checked } from './verdict.ts';

/** Each digest is of this matter, carries the next number, follows the one before it, and is what its leaf commits to. */
const checkChain = (hashing: Hashing, bundle: Bundle): Checked<null> => {
  let previous: string | null = null;
  for (const [n, { payload, leaf }] of bundle.accesses.entries()) {
    const digest = parseDigest(payload);
    const key = bundle.logKeys[digest?.keyEpoch ?? -1];
    const isSound =
      digest !== undefined &&
      key !== undefined &&
      digest.jurisdiction === bundle.jurisdiction &&
      digest.matter === bundle.matter &&
      digest.n === n &&
      digest.previous === previous &&
      bytesEqual(digestLeaf(hashing, key, n, payload), leaf);
    if (!isSound) return fault('access_changed', { n });
    previous = toHex(hashLeaf(hashing, leaf));
  }
  return passed(null);
};

const isIn = (hashing: Hashing, { checkpoint }: JudgedCheckpoint, { leaf, place }: BundleAccess): boolean =>
  place === null ||
  verifyInclusion(
    hashing,
    { leafHash: hashLeaf(hashing, leaf), index: place.index, size: checkpoint.size, root: checkpoint.root },
    place.proof,
  );

/** How many days of the record of who opened the matter stand in the log (G18). */
export const checkAccesses = (hashing: Hashing, bundle: Bundle, head: JudgedCheckpoint | null): Checked<number> => {
  const chain = checkChain(hashing, bundle);
  if (!chain.ok) return chain;
  if (head === null) return passed(0);
  const wrong = bundle.accesses.findIndex((it) => !isIn(hashing, head, it));
  return wrong < 0 ? passed(bundle.accesses.filter((it) => it.place !== null).length) : fault('access_changed', { n: wrong });
};
