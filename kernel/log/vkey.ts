import { byteAt, bytesEqual, concatBytes, parseHex, toHex } from '../canonical/bytes.ts';
import { parseBase64, toBase64 } from '../canonical/base64.ts';
import { utf8Encode } from '../canonical/utf8.ts';
import type { Hashing } from '../crypto/ports.ts';

/** Signature type of plain Ed25519 notes (c2sp.org/signed-note, signature types). */
export const ED25519_NOTE = 0x01;
/** Signature type of timestamped Ed25519 checkpoint cosignatures. */
export const ED25519_COSIGNATURE = 0x04;
const ED25519_BYTES = 32;
const KEY_ID_BYTES = 4;

/** A verifier key: `<name>+<key id>+<base64 of type and key>`. */
export interface VerifierKey {
  readonly name: string;
  readonly id: Uint8Array;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

/** Whether a text may name a key: not empty, no Unicode space, no plus, no control character. */
export const isKeyName = (text: string): boolean => text.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(text);

/** First four bytes of SHA-256(name || 0x0A || type || key). */
export const keyId = (hashing: Hashing, name: string, type: number, publicKey: Uint8Array): Uint8Array =>
  hashing.sha256(utf8Encode(name), Uint8Array.of(0x0a, type), publicKey).slice(0, KEY_ID_BYTES);

const ed25519Key = (hashing: Hashing, name: string, type: number, publicKey: Uint8Array): VerifierKey => {
  if (!isKeyName(name)) throw new Error(`not a key name: ${name}`);
  if (publicKey.length !== ED25519_BYTES) throw new Error(`an Ed25519 key has 32 bytes, not ${publicKey.length}`);
  return { name, id: keyId(hashing, name, type, publicKey), type, publicKey };
};

/** The verifier key of an Ed25519 key that signs notes: checkpoints and promises. */
export const noteKey = (hashing: Hashing, name: string, publicKey: Uint8Array): VerifierKey =>
  ed25519Key(hashing, name, ED25519_NOTE, publicKey);

/** The verifier key of an Ed25519 key that cosigns checkpoints: a witness. */
export const cosignerKey = (hashing: Hashing, name: string, publicKey: Uint8Array): VerifierKey =>
  ed25519Key(hashing, name, ED25519_COSIGNATURE, publicKey);

/** Writes a verifier key. */
export const formatVkey = ({ name, id, type, publicKey }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(concatBytes(Uint8Array.of(type), publicKey))}`;

/** Types whose key id is prescribed, so that a wrong one is a typing error worth refusing. */
const isPrescribed = (type: number): boolean => type === ED25519_NOTE || type === ED25519_COSIGNATURE;

/** Reads a verifier key of any type; undefined when malformed, or when an Ed25519 key's size or id is wrong. */
export const parseVkey = (hashing: Hashing, text: string): VerifierKey | undefined => {
  const [name = '', idText = '', ...rest] = text.split('+'); // Base64 may hold a plus of its own
  const id = parseHex(idText);
  const material = parseBase64(rest.join('+'));
  if (!isKeyName(name) || id?.length !== KEY_ID_BYTES || material === undefined || material.length < 2) return undefined;
  const key = { name, id, type: byteAt(material, 0), publicKey: material.slice(1) };
  if (!isPrescribed(key.type)) return key;
  const sound = key.publicKey.length === ED25519_BYTES && bytesEqual(id, keyId(hashing, name, key.type, key.publicKey));
  return sound ? key : undefined;
};

/** Whether two keys have the same name and id, which is how notes refer to them. */
export const isSameKey = (a: Pick<VerifierKey, 'name' | 'id'>, b: Pick<VerifierKey, 'name' | 'id'>): boolean =>
  a.name === b.name && bytesEqual(a.id, b.id);
