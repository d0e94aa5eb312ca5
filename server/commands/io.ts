import { join } from 'node:path';

/** Where a command writes; tests give their own. */
export interface Io {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The data directory when none is named: inside the project, git ignores it. */
export const dataOf = (given: string | undefined): string => given ?? join(import.meta.dirname, '../../var/data');
