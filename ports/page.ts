import { concatBytes } from '../kernel/canonical/bytes.ts';
import { holdsEquation, readScalar } from '../kernel/crypto/edwards.ts';
import type { Hashing, Verifying } from '../kernel/crypto/ports.ts';
import { hmacSha256, sha256, sha512 } from './sha2.ts';

/** Hashing without a runtime's help. */
export const pageHashing: Hashing = {
  sha256: (...parts) => sha256(concatBytes(...parts)),
  hmac: (key, ...parts) => hmacSha256(key, concatBytes(...parts)),
};

/**
 * Ed25519 by the kernel's own arithmetic, so that the page stays small: what the strict rule computes about points anyway is nearly all of
 * it. Cofactorless, like OpenSSL; holds no secret, so its time may tell something. Held against Node and noble on every published vector.
 */
export const pageVerifying: Verifying = {
  verify: (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    const r = signature.subarray(0, 32);
    const k = readScalar(sha512(concatBytes(r, publicKey, message)));
    return holdsEquation(readScalar(signature.subarray(32)), k, publicKey, r);
  },
};
