import type { Signing } from '../../kernel/crypto/ports.ts';
import { promiseKeyName } from '../../kernel/log/promise.ts';
import { formatVkey, noteKey, type VerifierKey } from '../../kernel/log/vkey.ts';
import { nodePublicKey, nodeSigning } from '../../verifier/ports-node.ts';
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

/** A signer from a 32-byte seed. */
const signerOf = (name: string, seed: Uint8Array): Signer => ({
  key: noteKey(hashing, name, nodePublicKey(seed)),
  signing: nodeSigning(seed),
});

const fileNames = (jurisdiction: number) => ({
  checkpoint: `log-${jurisdiction}`,
  promise: `promise-${jurisdiction}`,
  pad: `pad-${jurisdiction}`,
});

/** Whether a secret goes into a keys archive. A key that signs never does: a restored log must not be taken for the old one. */
export const isArchived = (name: string): boolean => /^(wrap|pad-\d+|door|door-ack)$/.test(name);

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

/** The public keys of a log as its jurisdiction's record names them (C2SP verifier keys). */
export const publicKeys = ({ checkpoint, promise }: LogKeys): { readonly log: string; readonly promise: string } => ({
  log: formatVkey(checkpoint.key),
  promise: formatVkey(promise.key),
});
