import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { Signing } from '../../kernel/crypto/ports.ts';
import { promiseKeyName } from '../../kernel/log/promise.ts';
import { noteKey, type VerifierKey } from '../../kernel/log/vkey.ts';
import { hashing } from '../keys/hashing.ts';
import type { KeyDirectory } from '../keys/key-directory.ts';

/** One Ed25519 key with the name it signs under. */
export interface Signer {
  readonly key: VerifierKey;
  readonly signing: Signing;
}

/** The keys of one log: checkpoints, promises, and the secret that pads derive from. */
export interface LogKeys {
  readonly checkpoint: Signer;
  readonly promise: Signer;
  readonly pad: Uint8Array;
}

// RFC 8410: the PKCS #8 prefix of a raw Ed25519 seed.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signer from a 32-byte seed. */
export const signerOf = (name: string, seed: Uint8Array): Signer => {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    key: noteKey(hashing, name, new Uint8Array(spki.subarray(-32))),
    signing: { sign: (message) => new Uint8Array(sign(null, message, privateKey)) },
  };
};

const fileNames = (jurisdiction: number) => ({
  checkpoint: `log-${jurisdiction}`,
  promise: `promise-${jurisdiction}`,
  pad: `pad-${jurisdiction}`,
});

/** Makes the keys of a new log; existing ones are kept. */
export const makeLogKeys = (keys: KeyDirectory, jurisdiction: number): void => {
  for (const name of Object.values(fileNames(jurisdiction))) keys.ensureSecret(name);
};

/** Reads a log's keys; throws when a file is missing. */
export const readLogKeys = (keys: KeyDirectory, jurisdiction: number, origin: string): LogKeys => {
  const names = fileNames(jurisdiction);
  return {
    checkpoint: signerOf(origin, keys.secret(names.checkpoint)),
    promise: signerOf(promiseKeyName(origin), keys.secret(names.promise)),
    pad: keys.secret(names.pad),
  };
};
