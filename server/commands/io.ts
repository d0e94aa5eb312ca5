import { join } from 'node:path';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { systemClock } from '../instance.ts';
import type { Installation } from '../../engine/installation.ts';
import { openService, type Service } from '../../engine/service.ts';

/** Where a command writes; tests give their own. */
export interface Io {
  readonly out: (line: string) => void;
  /** What went wrong: `code: sentence` where there is a code. */
  readonly err: (line: string) => void;
  /** How far it is; to `err` where nothing else is given. */
  readonly note?: (line: string) => void;
  /** What `--json` tells of what was done; said beside the sentences, by every command. */
  readonly facts?: (facts: JsonObject) => void;
}

const problemOf = (line: string): JsonObject => {
  const [, code, about] = /^([a-z][a-z0-9]*(?:[._][a-z0-9]+)+):? ?(.*)$/s.exec(line) ?? [];
  return code === undefined ? { code: 'wrong_use', about: line } : { code, about: about ?? '' };
};

/** Runs a command; as JSON all it says is one object at its end: whether it was done, its facts, and each problem by its code. */
export const speaking = async (isJson: boolean, io: Io, command: (told: Io) => Promise<number>): Promise<number> => {
  if (!isJson) return command(io);
  const problems: JsonObject[] = [];
  let known: JsonObject = {};
  const told: Io = {
    out: () => undefined,
    note: () => undefined,
    err: (line) => void problems.push(problemOf(line)),
    facts: (more) => {
      known = { ...known, ...more };
    },
  };
  const end = (code: number): number => (io.out(JSON.stringify({ done: code === 0, ...known, problems })), code);
  try {
    return end(await command(told));
  } catch (error) {
    problems.push({ code: 'failed', about: error instanceof Error ? error.message : String(error) });
    return end(1);
  }
};

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
