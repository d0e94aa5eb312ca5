import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { randomBytes } from './random.ts';

/** Under a key that is a cipher's alone. */
const PLAIN = 1;
/** Under a key of its own for each label, made from one that HMACs are made with, too. */
const DERIVED = 2;
const NONCE = 12;
const TAG = 16;
const PURPOSE = 'huiyin/wrap/v2\0';

const cipherKey = (version: number | undefined, key: Uint8Array, label: string): KeyObject => {
  if (version === PLAIN) return createSecretKey(key);
  if (version === DERIVED) return createSecretKey(createHmac('sha256', key).update(PURPOSE).update(label).digest());
  throw new Error('not a wrapped value');
};

const seal = (version: typeof PLAIN | typeof DERIVED, key: Uint8Array, label: string, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(version, key, label), nonce);
  cipher.setAAD(Buffer.from(label));
  return Buffer.concat([Buffer.of(version), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/**
 * AES-256-GCM under a 32-byte key that is used for nothing else: version(1) ‖ nonce(12) ‖ ciphertext ‖ tag(16). `label` is bound to the
 * result, so that a wrapped key copied to another row does not open.
 */
export const wrap = (key: Uint8Array, label: string, plain: Uint8Array): Buffer => seal(PLAIN, key, label, plain);

/** The same under HMAC-SHA-256(key, `huiyin/wrap/v2` ‖ 0 ‖ label): for the wrapping key itself, from which other keys are made by HMAC. */
export const wrapUnderWrappingKey = (key: Uint8Array, label: string, plain: Uint8Array): Buffer => seal(DERIVED, key, label, plain);

/** The inverse of both; throws when the key, the label or a byte is not the same. */
export const unwrap = (key: Uint8Array, label: string, wrapped: Uint8Array): Buffer => {
  const bytes = Buffer.from(wrapped);
  if (bytes.length < 1 + NONCE + TAG) throw new Error('not a wrapped value');
  const decipher = createDecipheriv('aes-256-gcm', cipherKey(bytes[0], key, label), bytes.subarray(1, 1 + NONCE));
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE, -TAG)), decipher.final()]);
};
