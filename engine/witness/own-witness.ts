import { join } from 'node:path';
import type { KeyDirectory } from '../keys/key-directory.ts';
import { openWitness, type Witness } from './witness.ts';

/** Below an installation's address, where its witness is asked. */
export const WITNESS_PATH = 'witness';

/** How the witness of an installation is called, by the name of the log that it had when its key was made. */
export const witnessNameOf = (origin: string): string => `${origin}/witness`;

/** Where that name is kept once the log has another one: peers know the witness by it. */
export const witnessNameFile = (jurisdiction: number): string => `witness-${jurisdiction}.name`;

/**
 * The witness of an installation. Its key and its memory lie together in the key directory, in no archive: a restore to an older state of
 * either would be a witness that contradicts itself, so a restored installation gets a new one.
 */
export const openOwnWitness = (keys: KeyDirectory, jurisdiction: number, origin: string): Witness =>
  openWitness(keys.readText(witnessNameFile(jurisdiction)) ?? witnessNameOf(origin), {
    keyFile: join(keys.path, `witness-${jurisdiction}.key`),
    folder: join(keys.path, `witness-${jurisdiction}`),
  });
