import { join } from 'node:path';

/** Where a command writes; tests give their own. */
export interface Io {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The data directory when none is named: inside the project, git ignores it. */
export const dataOf = (given: string | undefined): string => given ?? join(import.meta.dirname, '../../var/data');

/** The jurisdiction an installation serves; others in it are imports. */
export const SERVED = 1;
/** The jurisdiction of imported records; beside the one that is served, with a log of its own. */
export const IMPORTS = 2;
