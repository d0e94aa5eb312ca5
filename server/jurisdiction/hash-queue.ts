import { availableParallelism } from 'node:os';
import { refuse, type Refusal } from '../../kernel/refusal.ts';

/**
 * Turns for what takes memory and tens of milliseconds on purpose (argon2id). Whoever would wait behind too many is refused at once, and
 * nobody holds more of the line than a share: a flood of sign-ins stops itself, and neither pages nor filings.
 */
export interface HashQueue {
  /** Runs some work in its turn; refused without running when the line, or the visitor's share of it, is full. */
  readonly run: <T>(visitor: string, work: () => Promise<T>) => Promise<T | Refusal>;
}

export const openHashQueue = (limits: { readonly atOnce: number; readonly waiting: number; readonly share: number }): HashQueue => {
  const line: (() => void)[] = [];
  const held = new Map<string, number>();
  let running = 0;
  const next = (): void => {
    if (running >= limits.atOnce) return;
    const start = line.shift();
    if (start === undefined) return;
    running += 1;
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
      if (line.length >= limits.waiting || mine >= limits.share) return refuse('sign_in_wait');
      held.set(visitor, mine + 1);
      await new Promise<void>((resolve) => {
        line.push(resolve);
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

/** Signing in, setting up, and asking with the word for a lost code. */
export const signInHashes = openHashQueue({ atOnce: AT_ONCE, waiting: 30, share: 5 });

/** Filings with a word: a line of their own, so that nobody who signs in keeps anybody from filing. */
export const filingHashes = openHashQueue({ atOnce: 1, waiting: 500, share: 500 });
