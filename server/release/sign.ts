import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { noteVerifier, openNote, parseNote, signNote } from '../../kernel/log/note.ts';
import { formatVkey, noteKey, parseVkey, type VerifierKey } from '../../kernel/log/vkey.ts';
import { nodePublicKey, nodeSigning, nodeVerifying } from '../../ports/node.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { randomBytes } from '../../engine/keys/random.ts';

/** The name that release keys sign under (C2SP signed-note). */
const NAME = 'huiyin-release';
const SEED_BYTES = 32;

/** A key that signs releases. */
export interface ReleaseKey {
  readonly seed: Uint8Array;
  readonly key: VerifierKey;
}

const keyOf = (seed: Uint8Array): ReleaseKey => ({ seed, key: noteKey(hashing, NAME, nodePublicKey(seed)) });

/** Makes a key file that only its owner reads; gives the public key to print. Throws where the file is there already. */
export const newReleaseKey = (path: string): string => {
  if (existsSync(path)) throw new Error(`key_exists: ${path} is there already; a release key is never written over`);
  const made = keyOf(randomBytes(SEED_BYTES));
  writeFileSync(path, `${Buffer.from(made.seed).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return formatVkey(made.key);
};

/** Reads a key file. Throws for anything else. */
export const readReleaseKey = (path: string): ReleaseKey => {
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`key_invalid: ${path} is no release key`);
  return keyOf(new Uint8Array(Buffer.from(text, 'hex')));
};

/** The sums as a signed note: their text, and a signature that everybody with the public key can check. */
export const signSums = ({ key, seed }: ReleaseKey, sums: string): string => signNote(sums, key, nodeSigning(seed));

/** The sums in a signed note, when this key has signed them; else why not. */
export const openSums = (note: string, vkey: string): { readonly sums: string } | 'key_invalid' | 'note_invalid' | 'not_signed' => {
  const key = parseVkey(hashing, vkey);
  if (!key || key.name !== NAME) return 'key_invalid';
  const parsed = parseNote(note);
  if (!parsed) return 'note_invalid';
  return openNote(parsed, [noteVerifier(key, strictVerifying(nodeVerifying))]).ok ? { sums: parsed.text } : 'not_signed';
};
