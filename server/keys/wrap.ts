import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import { randomBytes } from './random.ts';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;

/**
 * AES-256-GCM under a 32-byte key: version(1) ‖ nonce(12) ‖ ciphertext ‖ tag(16). `label` is bound to the result,
 * so that a wrapped key copied to another row does not open.
 */
export const wrap = (key: Uint8Array, label: string, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce);
  cipher.setAAD(Buffer.from(label));
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** The inverse of `wrap`; throws when the key, the label or a byte is not the same. */
export const unwrap = (key: Uint8Array, label: string, wrapped: Uint8Array): Buffer => {
  const bytes = Buffer.from(wrapped);
  if (bytes[0] !== VERSION || bytes.length < 1 + NONCE + TAG) throw new Error('not a wrapped value');
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), bytes.subarray(1, 1 + NONCE));
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE, -TAG)), decipher.final()]);
};
