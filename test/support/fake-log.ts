import { checkpointText } from '../../kernel/log/checkpoint.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, readFrontier, storedReader } from '../../kernel/log/frontier.ts';
import { signNote } from '../../kernel/log/note.ts';
import { consistencyProof, emptyRoot, hashLeaf } from '../../kernel/log/tree.ts';
import { utf8Encode } from '../../kernel/canonical/utf8.ts';
import { noteKey, type VerifierKey } from '../../kernel/log/vkey.ts';
import { hashing, testKey } from '../../verifier/testing/ports.ts';

/** A log that signs whatever a test asks for. */
export interface FakeLog {
  readonly key: VerifierKey;
  /** The signed checkpoint of a size. */
  readonly note: (size: number) => string;
  readonly root: (size: number) => Uint8Array;
  readonly proof: (from: number, to: number) => readonly Uint8Array[];
}

/** A log of up to `most` leaves. `fork` leaves of it are other ones: two logs of one origin and key agree up to there. */
export const fakeLog = (
  origin: string,
  options: { readonly most?: number; readonly forkAt?: number; readonly key?: number } = {},
): FakeLog => {
  const { most = 64, forkAt = most, key: seed = 41 } = options;
  const { publicKey, signing } = testKey(seed);
  const key = noteKey(hashing, origin, publicKey);
  const leaves = Array.from({ length: most }, (_, i) => hashLeaf(hashing, utf8Encode(`${i < forkAt ? 'leaf' : 'other'} ${i}`)));
  const read = storedReader(appendLeaves(hashing, EMPTY_FRONTIER, leaves).stored);
  const root = (size: number): Uint8Array => (size === 0 ? emptyRoot(hashing) : frontierRoot(hashing, readFrontier(read, size)));
  return {
    key,
    root,
    note: (size) => signNote(checkpointText({ origin, size, root: root(size), extensions: [] }), key, signing),
    proof: (from, to) => consistencyProof(hashing, read, from, to),
  };
};
