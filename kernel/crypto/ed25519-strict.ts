import { toHex } from '../canonical/bytes.ts';
import { GROUP_ORDER, isReducedEncoding, isPrimeOrderEncoding, readScalar } from './edwards.ts';
import type { StrictVerifying, Verifying } from './ports.ts';

/** Keys met more than once are few: logs, promises, witnesses. */
const KEYS_REMEMBERED = 1024;

/** A pure memory: what is asked of a key has one answer for ever. */
const answers = new Map<string, boolean>();

const isSoundKey = (publicKey: Uint8Array): boolean => {
  const name = toHex(publicKey);
  const known = answers.get(name);
  if (known !== undefined) return known;
  if (answers.size >= KEYS_REMEMBERED) answers.clear();
  const sound = isPrimeOrderEncoding(publicKey);
  answers.set(name, sound);
  return sound;
};

/**
 * Accepts only signatures that every runtime accepts: S below L, A and R canonical, neither with a component of small
 * order (RFC 8032 leaves these open, so OpenSSL and noble differ). Everything else is false, never an error.
 */
export const strictVerifying = (plain: Verifying): StrictVerifying => ({
  strict: true,
  verify: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    if (readScalar(signature.subarray(32)) >= GROUP_ORDER || !isSoundKey(publicKey)) return false;
    const r = signature.subarray(0, 32);
    // Where the runtime is cofactorless, an accepted R is the encoding of [S]B - [k]A: canonical, and of A's prime order
    // unless it is the identity. What remains to refuse costs no arithmetic.
    const soundR = plain.cofactorless === true ? isReducedEncoding : isPrimeOrderEncoding;
    return soundR(r) && plain.verify(publicKey, message, signature);
  },
});
