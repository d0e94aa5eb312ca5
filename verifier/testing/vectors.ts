import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/vectors/', import.meta.url));

/** Whether the published vectors lie beside the project; tests that need them are skipped, and say so, when not. */
export const hasVectors = existsSync(folder);
if (!hasVectors) console.warn('Skipped: the published vectors are not beside the project (../shared/vectors).');

/** The bytes of a vector file. */
export const vectorBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(folder + path));

/** The text of a vector file. */
export const vectorText = (path: string): string => readFileSync(folder + path, 'utf8');

/** A JSON vector file, in the shape the caller knows it to have. */
export const vectorJson = <T>(path: string): T => JSON.parse(vectorText(path)) as T; // published files, read only by tests
