import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const beside = process.env['HUIYIN_SHARED'] ?? join(import.meta.dirname, '../../../shared');
const folder = process.env['HUIYIN_VECTORS'] ?? join(beside, 'vectors');

/** Whether the published vectors are there; what needs them is left out when not, and `huiyin test` says so. */
export const hasVectors = existsSync(folder);

/** The bytes of a vector file. */
export const vectorBytes = (path: string): Uint8Array => new Uint8Array(readFileSync(join(folder, path)));

/** The text of a vector file. */
export const vectorText = (path: string): string => readFileSync(join(folder, path), 'utf8');

/** A JSON vector file, in the shape the caller knows it to have. */
export const vectorJson = <T>(path: string): T => JSON.parse(vectorText(path)) as T; // published files, read only by tests
