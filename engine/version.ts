import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** The version in package.json. */
export const VERSION: string = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version; // our own file

const SUMS = join(ROOT, 'SHA256SUMS');

/**
 * What a release is told by (G20): SHA-256 (hex) of the sums of all its files. Null in a checkout. It is what this machine says of itself; who
 * doubts it builds the release again and compares.
 */
export const BUILD: string | null =
  existsSync(join(ROOT, 'RELEASE.json')) && existsSync(SUMS) ? createHash('sha256').update(readFileSync(SUMS)).digest('hex') : null;
