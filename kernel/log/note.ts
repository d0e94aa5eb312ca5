import { concatBytes } from '../canonical/bytes.ts';
import { parseBase64, toBase64 } from '../canonical/base64.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import type { Signing, StrictVerifying } from '../crypto/ports.ts';
import { ED25519_NOTE, isKeyName, isSameKey, type VerifierKey } from './vkey.ts';

/** Limits on what we read (c2sp.org/signed-note asks for at least 16 signatures). */
export const NOTE_CHARACTERS_MAX = 262_144;
export const NOTE_SIGNATURES_MAX = 64;
const KEY_ID_BYTES = 4;

/** One signature line: whose, and the bytes after the key id. */
export interface NoteSignature {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

/** A text ending in a newline, with signatures not yet verified. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Checks signatures of one known key; made by `noteVerifier` or `cosignatureVerifier`. */
export interface SignatureChecker {
  readonly key: VerifierKey;
  readonly check: (text: string, signature: Uint8Array) => boolean;
}

export type OpenedNote =
  | { readonly ok: true; readonly signedBy: readonly VerifierKey[] }
  | { readonly ok: false; readonly reason: 'bad_signature' | 'no_known_signature' };

/** ASCII control characters but the newline; those from U+007F on are allowed (signed-note, format). */
const CONTROL = /(?![\n\u007f-\u009f])\p{Cc}/u;
const SIGNATURE_LINE = /^\u2014 (\S+) (\S+)$/u;

const isNoteText = (text: string): boolean => text.endsWith('\n') && !CONTROL.test(text) && text.isWellFormed();

const parseSignature = (line: string): NoteSignature | undefined => {
  const [, name = '', encoded = ''] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = parseBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, id: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
};

/** Reads a signed note; undefined when it is malformed, too long, or has a line that is no signature. */
export const parseNote = (message: string): Note | undefined => {
  if (message.length > NOTE_CHARACTERS_MAX || !isNoteText(message)) return undefined;
  const blank = message.lastIndexOf('\n\n');
  if (blank < 0) return undefined;
  const lines = message.slice(blank + 2, -1).split('\n');
  if (lines.length > NOTE_SIGNATURES_MAX) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === undefined) return undefined;
    signatures.push(signature);
  }
  return { text: message.slice(0, blank + 1), signatures };
};

/** Writes a signed note; throws when the text or a name cannot stand in one, or nothing signs it. */
export const formatNote = ({ text, signatures }: Note): string => {
  if (!isNoteText(text)) throw new Error('a note ends in a newline and has no control characters');
  if (signatures.length === 0) throw new Error('a note is signed by at least one key');
  const lines = signatures.map(({ name, id, signature }) => {
    if (!isKeyName(name)) throw new Error(`not a key name: ${name}`);
    return `\u2014 ${name} ${toBase64(concatBytes(id, signature))}\n`;
  });
  return `${text}\n${lines.join('')}`;
};

/** Signs a text with an Ed25519 note key; the result is added to the note's other signatures. */
export const noteSignature = (text: string, key: VerifierKey, signing: Signing): NoteSignature => ({
  name: key.name,
  id: key.id,
  signature: signing.sign(utf8Encode(text)),
});

/** A text signed by one key. */
export const signNote = (text: string, key: VerifierKey, signing: Signing): string =>
  formatNote({ text, signatures: [noteSignature(text, key, signing)] });

/** Checks plain Ed25519 signatures. A key of another type verifies nothing. */
export const noteVerifier = (key: VerifierKey, verifying: StrictVerifying): SignatureChecker => ({
  key,
  check: (text, signature) => key.type === ED25519_NOTE && verifying.verify(key.publicKey, utf8Encode(text), signature),
});

/**
 * Verifies a note by known keys. Signatures of unknown keys are ignored; one of a known key that fails rejects the
 * whole note, and so does a note that no known key signed (c2sp.org/signed-note, signatures).
 */
export const openNote = (note: Note, known: readonly SignatureChecker[]): OpenedNote => {
  const signedBy = new Set<VerifierKey>();
  for (const signature of note.signatures) {
    const checker = known.find(({ key }) => isSameKey(key, signature));
    if (checker === undefined) continue;
    if (!checker.check(note.text, signature.signature)) return { ok: false, reason: 'bad_signature' };
    signedBy.add(checker.key);
  }
  return signedBy.size > 0 ? { ok: true, signedBy: [...signedBy] } : { ok: false, reason: 'no_known_signature' };
};
