import { availableParallelism } from 'node:os';
import { refuse, type Refusal, type RefusalCode } from '../kernel/refusal.ts';

/**
 * Turns for what takes much of the machine on purpose (hashing a password, decoding a picture). So many run at once, and those who wait are
 * served round by round, one of each visitor: who comes with a hundred waits for themselves, and anybody else comes next. Whoever would
 * wait behind too many, or holds more than a share, is refused at once and nothing is run.
 */
export interface Turns {
  readonly run: <T>(visitor: string, work: () => Promise<T>) => Promise<T | Refusal>;
}

interface Limits {
  readonly atOnce: number;
  readonly waiting: number;
  /** Of one visitor, those that run included. */
  readonly share: number;
  /** What somebody is told who finds no place. */
  readonly full: Refusal;
}

export const openTurns = ({ atOnce, waiting, share, full }: Limits): Turns => {
  /** Who waits, each with a line of their own; the first of them has the next turn and then stands last. */
  const lines = new Map<string, (() => void)[]>();
  const held = new Map<string, number>();
  let running = 0;
  let queued = 0;
  const next = (): void => {
    if (running >= atOnce) return;
    const [first] = lines;
    if (!first) return;
    const [visitor, line] = first;
    lines.delete(visitor);
    const start = line.shift();
    if (line.length > 0) lines.set(visitor, line);
    if (!start) return;
    running += 1;
    queued -= 1;
    start();
  };
  const letGo = (visitor: string): void => {
    const left = (held.get(visitor) ?? 1) - 1;
    if (left === 0) held.delete(visitor);
    else held.set(visitor, left);
  };
  return {
    run: async (visitor, work) => {
      const mine = held.get(visitor) ?? 0;
      if (queued >= waiting || mine >= share) return full;
      held.set(visitor, mine + 1);
      queued += 1;
      await new Promise<void>((resolve) => {
        const line = lines.get(visitor);
        if (line) line.push(resolve);
        else lines.set(visitor, [resolve]);
        next();
      });
      try {
        return await work();
      } finally {
        running -= 1;
        letGo(visitor);
        next();
      }
    },
  };
};

// One core is left to everything else.
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() - 1));
const full = (code: RefusalCode, field?: string): Refusal => refuse(code, field === undefined ? undefined : { field });

/** Signing in, setting up, and asking with the word for a lost code. */
export const signInHashes = openTurns({ atOnce: AT_ONCE, waiting: 30, share: 5, full: full('sign_in_wait') });

/** Filings with a word: a line of their own, so that nobody who signs in keeps anybody from filing. */
export const filingHashes = openTurns({ atOnce: 1, waiting: 500, share: 500, full: full('too_many_requests') });

/** Pictures: one is decoded at a time, so that memory has a bound. */
export const pictures = openTurns({ atOnce: 1, waiting: 60, share: 10, full: full('files_busy', 'files') });
