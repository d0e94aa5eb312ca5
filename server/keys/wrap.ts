import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { randomBytes } from './random.ts';

/** The key itself is the cipher's: so until 0.1.0, and still read. */
const PLAIN = 1;
/** The cipher has a key of its own for each label, so that no key is at once one of a cipher and one of an HMAC. */
const DERIVED = 2;
const NONCE = 12;
const TAG = 16;
const PURPOSE = 'huiyin/wrap/v2\0';

const cipherKey = (version: number | undefined, key: Uint8Array, label: string): KeyObject => {
  if (version === PLAIN) return createSecretKey(key);
  if (version === DERIVED) return createSecretKey(createHmac('sha256', key).update(PURPOSE).update(label).digest());
  throw new Error('not a wrapped value');
};

/**
 * AES-256-GCM under HMAC-SHA-256(key, `huiyin/wrap/v2` ‖ 0 ‖ label): version(1) ‖ nonce(12) ‖ ciphertext ‖ tag(16). The key has 32 bytes.
 * `label` is bound to the result, so that a wrapped key copied to another row does not open.
 */
export const wrap = (key: Uint8Array, label: string, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(DERIVED, key, label), nonce);
  cipher.setAAD(Buffer.from(label));
  return Buffer.concat([Buffer.of(DERIVED), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** The inverse of `wrap`; throws when the key, the label or a byte is not the same. */
export const unwrap = (key: Uint8Array, label: string, wrapped: Uint8Array): Buffer => {
  const bytes = Buffer.from(wrapped);
  if (bytes.length < 1 + NONCE + TAG) throw new Error('not a wrapped value');
  const decipher = createDecipheriv('aes-256-gcm', cipherKey(bytes[0], key, label), bytes.subarray(1, 1 + NONCE));
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE, -TAG)), decipher.final()]);
};
