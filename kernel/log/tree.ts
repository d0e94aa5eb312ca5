// RFC 6962, section 2.1: a tree of any size is made of perfect subtrees of 2^level leaves. A store keeps each perfect
// subtree's hash once, at (level, index); every root and proof is computed from those hashes and never changes them.

import { bytesEqual } from '../canonical/bytes.ts';
import type { Hashing } from '../crypto/ports.ts';

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);
const HASH_BYTES = 32;

/** Gives the hash of the perfect subtree over leaves [index·2^level, (index+1)·2^level). Throws when it has none. */
export type HashReader = (level: number, index: number) => Uint8Array;

/** A perfect subtree's hash with its place. */
export interface StoredHash {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/** SHA-256(0x00 || leaf), RFC 6962 section 2.1. */
export const hashLeaf = (hashing: Hashing, leaf: Uint8Array): Uint8Array => hashing.sha256(LEAF_PREFIX, leaf);

/** SHA-256(0x01 || left || right), RFC 6962 section 2.1. */
export const hashNode = (hashing: Hashing, left: Uint8Array, right: Uint8Array): Uint8Array => hashing.sha256(NODE_PREFIX, left, right);

/** The root of the tree without leaves: the hash of nothing. */
export const emptyRoot = (hashing: Hashing): Uint8Array => hashing.sha256();

const assertSize = (value: number, name: string): void => {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} is not a size: ${value}`);
};

/** The largest power of two below n, for n > 1: where RFC 6962 splits a tree. */
const splitOf = (n: number): number => {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
};

/** The hash over leaves [from, to), where `from` is a multiple of the smallest power of two not below to - from. */
const rangeHash = (hashing: Hashing, read: HashReader, from: number, to: number): Uint8Array => {
  const n = to - from;
  const level = Math.log2(n);
  if (Number.isInteger(level) && 2 ** level === n) return read(level, from / n);
  const split = from + splitOf(n);
  return hashNode(hashing, rangeHash(hashing, read, from, split), rangeHash(hashing, read, split, to));
};

/** The root of the tree of the first `size` leaves. */
export const treeRoot = (hashing: Hashing, read: HashReader, size: number): Uint8Array => {
  assertSize(size, 'size');
  return size === 0 ? emptyRoot(hashing) : rangeHash(hashing, read, 0, size);
};

/** The audit path of a leaf, lowest first (RFC 6962, 2.1.1). */
export const inclusionProof = (hashing: Hashing, read: HashReader, index: number, size: number): readonly Uint8Array[] => {
  assertSize(index, 'index');
  assertSize(size, 'size');
  if (index >= size) throw new Error(`no leaf ${index} in a tree of ${size}`);
  const path: Uint8Array[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const split = from + splitOf(to - from);
    path.push(index < split ? rangeHash(hashing, read, split, to) : rangeHash(hashing, read, from, split));
    if (index < split) to = split;
    else from = split;
  }
  return path.reverse();
};

/** Proof that the tree of `newSize` leaves extends the tree of `oldSize` (RFC 6962, 2.1.2); empty for 0 and for equal sizes. */
export const consistencyProof = (hashing: Hashing, read: HashReader, oldSize: number, newSize: number): readonly Uint8Array[] => {
  assertSize(oldSize, 'old size');
  assertSize(newSize, 'new size');
  if (oldSize > newSize) throw new Error(`a tree of ${newSize} does not extend one of ${oldSize}`);
  if (oldSize === 0 || oldSize === newSize) return [];
  const path: Uint8Array[] = [];
  let [from, to] = [0, newSize];
  while (oldSize !== to) {
    const split = from + splitOf(to - from);
    path.push(oldSize <= split ? rangeHash(hashing, read, split, to) : rangeHash(hashing, read, from, split));
    if (oldSize <= split) to = split;
    else from = split;
  }
  // The subtree where the old tree ends is known to the verifier only when it is the whole old tree.
  if (from > 0) path.push(rangeHash(hashing, read, from, to));
  return path.reverse();
};

const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES;
const half = (n: number): number => Math.floor(n / 2);
const isOdd = (n: number): boolean => n % 2 === 1;

/** What an inclusion proof claims: the leaf with this hash stands at `index` of the tree with this size and root. */
export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
}

/** RFC 9162, 2.1.3.2. Anything that is no proof is false; hashes must have 32 bytes. */
export const verifyInclusion = (hashing: Hashing, claim: InclusionClaim, proof: readonly Uint8Array[]): boolean => {
  const { leafHash, index, size, root } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  let [at, last, hash] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = hashNode(hashing, sibling, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = hashNode(hashing, hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && bytesEqual(hash, root);
};

/** What a consistency proof claims: the new tree begins with all leaves of the old one. */
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
}

/** RFC 9162, 2.1.4.2, and old size 0 with an empty proof (tlog-witness). Anything that is no proof is false. */
export const verifyConsistency = (hashing: Hashing, claim: ConsistencyClaim, proof: readonly Uint8Array[]): boolean => {
  const { oldSize, oldRoot, newSize, newRoot } = claim;
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize) || oldSize < 0 || oldSize > newSize) return false;
  if (![oldRoot, newRoot, ...proof].every(isHash)) return false;
  if (oldSize === newSize) return proof.length === 0 && bytesEqual(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0 && bytesEqual(oldRoot, emptyRoot(hashing));
  let [at, last] = [oldSize - 1, newSize - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  // Where the old tree is itself one perfect subtree, the proof leaves out its hash.
  const [first, ...rest] = at === 0 ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [old, whole] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      old = hashNode(hashing, sibling, old);
      whole = hashNode(hashing, sibling, whole);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      whole = hashNode(hashing, whole, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && bytesEqual(old, oldRoot) && bytesEqual(whole, newRoot);
};
