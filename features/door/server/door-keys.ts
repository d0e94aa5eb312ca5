import { toHex } from '../../../kernel/canonical/bytes.ts';
import { sealingPorts } from '../../../engine/keys/sealing.ts';
import type { KeyDirectory } from '../../../engine/keys/key-directory.ts';
import { nodePublicKey, nodeSigning } from '../../../ports/node.ts';

const SEAL = 'door';
const ACK = 'door-ack';

/** Makes a door's own keys where there are none, and gives the public ones. */
export const makeDoorKeys = (keys: KeyDirectory): { readonly key: string; readonly ack: string } => ({
  key: toHex(sealingPorts.sealing.publicKey(keys.ensureSecret(SEAL))),
  ack: toHex(nodePublicKey(keys.ensureSecret(ACK))),
});

/** What opens letters to this door. */
export const sealSecret = (keys: KeyDirectory): Uint8Array => keys.secret(SEAL);

/** What signs that a box has arrived. */
export const ackSigning = (keys: KeyDirectory) => nodeSigning(keys.secret(ACK));
