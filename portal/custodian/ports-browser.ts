import { gcm } from '@noble/ciphers/aes.js';
import { x25519 } from '@noble/curves/ed25519.js';
import type { Sealing } from '../../kernel/crypto/ports.ts';
import { nobleHashing } from '../../ports/noble.ts';

/** X25519 and AES-256-GCM without a runtime's help: an old browser opens a share as Node does. */
const nobleSealing: Sealing = {
  publicKey: (privateKey) => x25519.getPublicKey(privateKey),
  agree: (privateKey, publicKey) => {
    try {
      return x25519.getSharedSecret(privateKey, publicKey);
    } catch {
      return undefined; // a secret of zeros
    }
  },
  seal: (key, nonce, label, plain) => gcm(key, nonce, label).encrypt(plain),
  open: (key, nonce, label, sealed) => {
    try {
      return gcm(key, nonce, label).decrypt(sealed);
    } catch {
      return undefined; // another key, label or byte
    }
  },
};

/** What the seal asks of a browser. */
export const browserPorts = { hashing: nobleHashing, sealing: nobleSealing };
