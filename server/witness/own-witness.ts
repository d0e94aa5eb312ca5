import { join } from 'node:path';
import type { KeyDirectory } from '../keys/key-directory.ts';
import { openWitness, type Witness } from './witness.ts';

/** Below an installation's address, where its witness is asked. */
export const WITNESS_PATH = 'witness';

/**
 * The witness of an installation. Its key and its memory lie together in the key directory, in no archive: a restore to an older state of
 * either would be a witness that contradicts itself, so a restored installation gets a new one.
 */
export const openOwnWitness = (keys: KeyDirectory, jurisdiction: number, origin: string): Witness =>
  openWitness(`${origin}/witness`, {
    keyFile: join(keys.path, `witness-${jurisdiction}.key`),
    folder: join(keys.path, `witness-${jurisdiction}`),
  });
