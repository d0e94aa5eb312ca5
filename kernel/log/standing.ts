import { bytesEqual } from '../canonical/bytes.ts';
import type { Hashing } from '../crypto/ports.ts';
import { emptyRoot, verifyConsistency } from './tree.ts';

/** The tree of one size. */
export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Where a signed head was found: beside the key, in the published files, or shown by somebody outside. */
export type HeadSource = 'heads_file' | 'published' | 'outside';

/** A head that this log has signed, as somebody keeps it. */
export interface SignedHead extends Head {
  readonly source: HeadSource;
  /** The signed note; null in the heads file, which keeps none. */
  readonly note: string | null;
}

/** The tree that the database holds. */
export interface HeldTree extends Head {
  /** Its root at a smaller size; undefined where that cannot be computed from what is at hand. */
  readonly rootAt: (size: number) => Uint8Array | undefined;
}

/** How what is held stands to what was signed (design 5). */
export type Standing =
  | { readonly state: 'OK' }
  /** More was signed than is held: `head` is the largest. */
  | { readonly state: 'BEHIND'; readonly head: SignedHead }
  /** Two trees of one size: what was signed, and what contradicts it. */
  | { readonly state: 'FORK'; readonly signed: SignedHead; readonly other: Head | SignedHead };

/** Judges what is held against every head that is known to have been signed. A contradiction counts before anything that is missing. */
export const judgeStanding = (held: HeldTree, heads: readonly SignedHead[]): Standing => {
  for (const signed of heads) {
    const twin = heads.find((other) => other.size === signed.size && !bytesEqual(other.root, signed.root));
    if (twin) return { state: 'FORK', signed, other: twin };
    const root = signed.size > held.size ? undefined : signed.size === held.size ? held.root : held.rootAt(signed.size);
    if (root && !bytesEqual(root, signed.root)) return { state: 'FORK', signed, other: { size: signed.size, root } };
  }
  const head = heads.reduce<SignedHead | undefined>((most, it) => (most === undefined || it.size > most.size ? it : most), undefined);
  return head && head.size > held.size ? { state: 'BEHIND', head } : { state: 'OK' };
};

/** What a signer makes of a head that it is asked to sign. */
export type SigningJudgement =
  /** `isNew`: it has to be remembered, durably, before the signature goes out. */
  | { readonly verdict: 'sign'; readonly isNew: boolean }
  /** Another tree of a size signed before, or a smaller one. */
  | { readonly verdict: 'smaller' | 'other_root' }
  /** The proof does not show that it extends what was signed last. */
  | { readonly verdict: 'not_extending' };

/**
 * Whether a head may be signed after `last` (undefined: nothing was ever signed). `proof` is a consistency proof from the size of `last`.
 * Whoever remembers what it lets through never signs two roots of one size, nor a tree that does not begin with the one before.
 */
export const judgeSigning = (hashing: Hashing, last: Head | undefined, next: Head, proof: readonly Uint8Array[]): SigningJudgement => {
  const { size, root } = last ?? { size: 0, root: emptyRoot(hashing) };
  if (next.size < size) return { verdict: 'smaller' };
  if (next.size === size && !bytesEqual(next.root, root)) return { verdict: 'other_root' };
  if (next.size === size) return { verdict: 'sign', isNew: last === undefined };
  const claim = { oldSize: size, oldRoot: root, newSize: next.size, newRoot: next.root };
  return verifyConsistency(hashing, claim, proof) ? { verdict: 'sign', isNew: true } : { verdict: 'not_extending' };
};
