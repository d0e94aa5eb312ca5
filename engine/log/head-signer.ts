import { checkpointText } from '../../kernel/log/checkpoint.ts';
import { formatNote, noteSignature } from '../../kernel/log/note.ts';
import { judgeSigning, type Head } from '../../kernel/log/standing.ts';
import { formatVkey } from '../../kernel/log/vkey.ts';
import { hashing } from '../keys/hashing.ts';
import type { KeyDirectory } from '../keys/key-directory.ts';
import { headOf, knownHead, rememberHead, type KnownHead } from './known-head.ts';
import { checkpointSigners } from './signer.ts';
import { LogBehind, LogFork, SignerAway } from './trouble.ts';

/** What is asked of whoever holds the key. */
export interface SignRequest extends Head {
  readonly origin: string;
  /** The verifier keys that sign, all of them: two while a key is being replaced. */
  readonly keys: readonly string[];
  /** The consistency proof from a smaller size to this head. */
  readonly proofFrom: (oldSize: number) => readonly Uint8Array[];
}

/** Whoever holds the key of a log and remembers what was signed with it: this process, or one of its own (`huiyin signer`). */
export interface HeadSigner {
  /** The newest head that was signed; undefined where there is none. Throws `SignerAway`. */
  head(): Promise<KnownHead | undefined>;
  /** The verifier keys it holds for an origin. */
  keys(origin: string): Promise<readonly string[]>;
  /**
   * Signs a head that extends the one signed last, which is remembered durably before this resolves to the signed note.
   * Throws `LogFork` or `LogBehind` for one that does not, `SignerAway` where a key is not held.
   */
  sign(request: SignRequest): Promise<string>;
}

/** Throws what a refusal to sign means. */
export const assertSignable = (last: Head | undefined, next: Head, proof: readonly Uint8Array[]): { readonly isNew: boolean } => {
  const judged = judgeSigning(hashing, last, next, proof);
  if (judged.verdict === 'sign') return judged;
  const signed = last?.size ?? 0;
  if (judged.verdict === 'smaller') throw new LogBehind(`size ${signed} was signed before, and ${next.size} is to be`);
  throw new LogFork(
    judged.verdict === 'other_root'
      ? `size ${signed} was signed before with another root`
      : `size ${next.size} does not go on from ${signed}, which was signed before`,
  );
};

/** Signs with the keys of a directory, and keeps the heads file there. Calls must come one at a time; `publish` holds a row for that. */
export const localSigner = (keys: KeyDirectory, jurisdiction: number): HeadSigner => ({
  head: async () => knownHead(keys, jurisdiction),
  keys: async (origin) => checkpointSigners(keys, jurisdiction, origin).map(({ key }) => formatVkey(key)),
  sign: async ({ origin, size, root, keys: wanted, proofFrom }) => {
    const known = knownHead(keys, jurisdiction);
    if (known && known.origin !== origin) throw new LogFork(`these keys have signed for ${known.origin}, and never sign for another name`);
    const held = checkpointSigners(keys, jurisdiction, origin);
    const signers = wanted.flatMap((vkey) => held.find(({ key }) => formatVkey(key) === vkey) ?? []);
    if (signers.length !== wanted.length || signers.length === 0)
      throw new SignerAway('a key that the public record names for this log is not held here');
    const last = known && headOf(known);
    const proof = last && last.size < size ? proofFrom(last.size) : [];
    const { isNew } = assertSignable(last, { size, root }, proof);
    if (isNew) await rememberHead(keys, jurisdiction, origin, { size, root });
    const text = checkpointText({ origin, size, root, extensions: [] });
    return formatNote({ text, signatures: signers.map(({ key, signing }) => noteSignature(text, key, signing)) });
  },
});
