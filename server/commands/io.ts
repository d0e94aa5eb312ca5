import { join } from 'node:path';
import { systemClock, type Installation } from '../instance.ts';
import { openService, type Service } from '../service.ts';

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

const TICK_MS = 600_000; // design 5: by when something is promised to be in the log follows from it

/** A jurisdiction as a command works on it, beside a server or without one. */
export const openServed = ({ pools, keys, dataDirectory }: Installation, id = SERVED): Promise<Service> =>
  openService({ id, pools, keys, dataDirectory, clock: systemClock, tickMs: TICK_MS });
