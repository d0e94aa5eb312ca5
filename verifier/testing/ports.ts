import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { nodeHashing, nodePublicKey, nodeSigning, nodeVerifying } from '../../ports/node.ts';
import type { Signing } from '../../kernel/crypto/ports.ts';

export const hashing = nodeHashing;
export const strict = strictVerifying(nodeVerifying);

/** A key pair from a number, the same in every run. */
export const testKey = (number: number): { readonly publicKey: Uint8Array; readonly signing: Signing } => {
  const seed = new Uint8Array(32).fill(number);
  return { publicKey: nodePublicKey(seed), signing: nodeSigning(seed) };
};
