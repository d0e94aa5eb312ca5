import { createHash, createHmac, createSecretKey, hash } from 'node:crypto';
import type { Hashing } from '../../kernel/crypto/ports.ts';

/** The kernel's hashing port on node:crypto. */
export const hashing: Hashing = {
  sha256: (...parts) => {
    const [only] = parts;
    if (parts.length === 1 && only) return new Uint8Array(hash('sha256', only, 'buffer'));
    const sum = createHash('sha256');
    for (const part of parts) sum.update(part);
    return new Uint8Array(sum.digest());
  },
  hmac: (key, ...parts) => {
    // A key object instead of bytes: Node 24 finds out what it was given four times faster (19 to 5 microseconds a call).
    const hmac = createHmac('sha256', createSecretKey(key));
    for (const part of parts) hmac.update(part);
    return new Uint8Array(hmac.digest());
  },
};
