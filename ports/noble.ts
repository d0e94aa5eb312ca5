import { ed25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../kernel/canonical/bytes.ts';
import type { Hashing, Verifying } from '../kernel/crypto/ports.ts';

/** Hashing without a runtime's help, for the static page. */
export const nobleHashing: Hashing = {
  sha256: (...parts) => sha256(concatBytes(...parts)),
  hmac: (key, ...parts) => hmac(sha256, key, concatBytes(...parts)),
};

/** Ed25519 by @noble/curves, which multiplies by the cofactor: not cofactorless. */
export const nobleVerifying: Verifying = {
  verify: (publicKey, message, signature) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false; // noble throws where a key or signature cannot be read
    }
  },
};
