import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { toIso, instant, type Instant } from '../../kernel/calendar/instant.ts';
import { LogTrouble } from '../../engine/log/trouble.ts';
import { inJurisdiction, statement } from '../../engine/store/transaction.ts';

/** A loop that runs until it is stopped. */
export interface Loop {
  /** Resolves when the round in progress has ended and the lease is given back. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  readonly name: string;
  readonly pool: Pool;
  readonly jurisdiction: number;
  readonly everyMs: number;
  readonly clock: () => Instant;
  readonly round: () => Promise<void>;
}

// A lease that runs longer than any honest one was written while the clock was ahead: nobody waits for it.
const TAKE = statement<{ holder: string }>(
  'take_lease',
  'insert into lease (jurisdiction, loop, holder, until) values ($1, $2, $3, $4) on conflict (jurisdiction, loop) do update set holder = excluded.holder, until = excluded.until where lease.holder = excluded.holder or lease.until < $5 or lease.until > $6 returning holder',
);

const RELEASE = statement('release_lease', 'update lease set until = $4 where jurisdiction = $1 and loop = $2 and holder = $3');

/** Runs `round` every `everyMs` in one process at a time. The lease only saves work: each round is safe to run twice at once. */
export const startLoop = (options: LoopOptions): Loop => {
  const holder = randomUUID();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const hasLease = async (): Promise<boolean> => {
    const now = options.clock();
    // Of three ticks that a promise leaves room for, one that was killed may cost one, the next process takes the second.
    const until = instant(now + Math.round(1.5 * options.everyMs));
    const taken = await inJurisdiction(options.pool, options.jurisdiction, (tx) =>
      tx.run(TAKE, [options.jurisdiction, options.name, holder, toIso(until), toIso(now), toIso(instant(now + 3 * options.everyMs))]),
    );
    return taken.length === 1;
  };

  const once = async (): Promise<void> => {
    try {
      if (await hasLease()) await options.round();
    } catch (error) {
      // The next round tries again. A message of the database may quote a value (G9): only our own and a code are written down.
      const said = error instanceof LogTrouble ? error.message : String((error as { code?: unknown }).code ?? '');
      process.stderr.write(`loop ${options.name}: ${error instanceof Error ? error.constructor.name : 'failed'} ${said}\n`);
    }
  };

  const schedule = (): void => {
    if (stopped) return;
    // At fixed ticks of the clock, so that when a round runs tells nothing about what is queued.
    const wait = options.everyMs - (Date.now() % options.everyMs);
    timer = setTimeout(() => {
      running = once().then(schedule);
    }, wait);
  };

  schedule();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
      // Who starts next need not wait. Where it cannot be said any more, the lease runs out by itself.
      await inJurisdiction(options.pool, options.jurisdiction, (tx) =>
        tx.run(RELEASE, [options.jurisdiction, options.name, holder, toIso(options.clock())]),
      ).catch(() => undefined);
    },
  };
};
