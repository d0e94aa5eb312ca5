import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  type KeyObject,
} from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import type { Sealing } from '../../kernel/crypto/ports.ts';
import type { Sharing } from '../../kernel/seal/box.ts';
import { hashing } from './hashing.ts';
import { ownRound } from '../rounds.ts';
import { randomBytes } from './random.ts';

/** DER heads of an X25519 key: SubjectPublicKeyInfo and PKCS #8 (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex');
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');
const TAG_BYTES = 16;

// Reading a private key multiplies on the curve once more than either use of it: the same bytes are read once, as long as they live.
const read = new WeakMap<Uint8Array, KeyObject>();
const privateOf = (key: Uint8Array): KeyObject => {
  const known = read.get(key) ?? createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, key]), format: 'der', type: 'pkcs8' });
  read.set(key, known);
  return known;
};
// The same few custodians in every filing.
const PUBLIC_KEPT = 64;
const readPublic = new Map<string, KeyObject>();
const publicOf = (key: Uint8Array): KeyObject => {
  const name = Buffer.from(key).toString('hex');
  const known = readPublic.get(name) ?? createPublicKey({ key: Buffer.concat([SPKI_HEAD, key]), format: 'der', type: 'spki' });
  if (readPublic.size >= PUBLIC_KEPT) readPublic.clear();
  readPublic.set(name, known);
  return known;
};

/** X25519 and AES-256-GCM by node:crypto. */
const nodeSealing: Sealing = {
  // As a JWK, for OpenSSL's DER encoder takes twenty times as long.
  publicKey: (privateKey) =>
    new Uint8Array(Buffer.from(createPublicKey(privateOf(privateKey)).export({ format: 'jwk' }).x ?? '', 'base64url')),
  agree: (privateKey, publicKey) => {
    try {
      return new Uint8Array(diffieHellman({ privateKey: privateOf(privateKey), publicKey: publicOf(publicKey) }));
    } catch {
      return undefined; // OpenSSL refuses a secret of zeros
    }
  },
  seal: (key, nonce, label, plain) => {
    const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce);
    cipher.setAAD(label);
    return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
  },
  open: (key, nonce, label, sealed) => {
    if (sealed.length < TAG_BYTES) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce);
    decipher.setAAD(label);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]));
    } catch {
      return undefined; // another key, label or byte
    }
  },
};

/** Shamir's sharing by the package `shamir-secret-sharing`; it takes a Uint8Array and no Buffer. */
const sharing: Sharing = {
  split: async (secret, count, quorum) => {
    const shares = await split(new Uint8Array(secret), count, quorum);
    await ownRound(); // sealing the shares is as much work again
    return shares;
  },
  combine: (shares) => combine(shares.map((share) => new Uint8Array(share))),
};

/** All that the seal asks of the runtime. */
export const sealingPorts = {
  hashing,
  sealing: nodeSealing,
  sharing,
  random: (count: number): Uint8Array => new Uint8Array(randomBytes(count)),
};
