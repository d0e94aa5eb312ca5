import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a release keeps what a checkout makes in memory: transformed `.tsx`, the style sheet, scripts for browsers. */
export const BUILT = 'built';

const HOME = join(import.meta.dirname, '..', BUILT);
const isRelease = existsSync(HOME);

/** A prebuilt file of a release, by its name; undefined in a checkout, where it is made when it is needed. */
export const builtFile = (name: string): string | undefined => (isRelease ? readFileSync(join(HOME, name), 'utf8') : undefined);
