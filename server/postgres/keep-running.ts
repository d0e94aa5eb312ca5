import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedPostgres } from './supervisor.ts';

const LOOK_MS = 1000;
const PAUSE_MAX_MS = 60_000;

/**
 * Starts the own database again when it has ended by itself, with pauses that grow while it does not come back, and says so. Until it is
 * told to stop; then nothing is started any more.
 */
export const keepRunning = (server: EmbeddedPostgres, said: (line: string) => void): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);
  const bringBack = async (): Promise<void> => {
    for (let wait = LOOK_MS; !signal.aborted; wait = Math.min(2 * wait, PAUSE_MAX_MS)) {
      try {
        await server.again();
        return said('database: it answers again');
      } catch (error) {
        // The end of its own log tells an operator why; it holds no words of anybody (G9).
        said(`database: it does not start, next try in ${wait / 1000} s: ${error instanceof Error ? error.message : 'no reason given'}`);
      }
      await pause(wait);
    }
  };
  const watch = async (): Promise<void> => {
    for (;;) {
      await pause(LOOK_MS);
      if (signal.aborted) return;
      if (server.isRunning()) continue;
      said('database: it has ended by itself; starting it again');
      await bringBack();
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
};
