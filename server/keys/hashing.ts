import { createHash, createHmac } from 'node:crypto';
import type { Hashing } from '../../kernel/crypto/ports.ts';

/** The kernel's hashing port on node:crypto. */
export const hashing: Hashing = {
  sha256: (...parts) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return new Uint8Array(hash.digest());
  },
  hmac: (key, ...parts) => {
    const hmac = createHmac('sha256', key);
    for (const part of parts) hmac.update(part);
    return new Uint8Array(hmac.digest());
  },
};
