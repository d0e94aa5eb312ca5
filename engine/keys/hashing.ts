import type { Hashing } from '../../kernel/crypto/ports.ts';
import { nodeHashing } from '../../ports/node.ts';

/** The kernel's hashing port: the same code that the verifier runs under Node. */
export const hashing: Hashing = nodeHashing;
