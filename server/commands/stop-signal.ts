import type { Io } from './io.ts';

/** Aborted by SIGTERM or SIGINT. Whoever asks again while it stops in order hears so: a second signal must not leave the database running. */
export const stopSignal = (io: Io): AbortController => {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (stop.signal.aborted) io.err('stopping already: answers that have begun are finished, then the database is stopped');
      else stop.abort();
    });
  return stop;
};
