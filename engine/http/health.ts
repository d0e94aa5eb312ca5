import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { callsHealth } from '../calls/audit.ts';
import { readLogState, type LogState } from '../log/integrate.ts';
import { quickStanding } from '../log/standing.ts';
import { SignerAway } from '../log/trouble.ts';
import type { Service } from '../service.ts';
import { VERSION } from '../version.ts';

const Health = z.object({
  status: z.enum(['ok', 'down']),
  version: z.string(),
  database: z.enum(['ok', 'down']),
  log: z.object({ size: z.number(), state: z.enum(['OK', 'BEHIND', 'FORK', 'UNKNOWN']) }),
  calls: z.enum(['ok', 'late', 'refused', 'unknown']),
});

/** A signer that is away says nothing about the log; what is filed is taken all the same. */
const standingNow = async (service: Service, state: LogState | undefined): Promise<'OK' | 'BEHIND' | 'FORK' | 'UNKNOWN'> => {
  try {
    return (await quickStanding(service, { state })).state;
  } catch (error) {
    if (error instanceof SignerAway) return 'UNKNOWN';
    throw error;
  }
};

/** Whoever asks again within this time gets the same word of calls: anybody may ask, and what sends calls has few connections. */
const SAME_MS = 1000;

/** What is asked at most so often, however many ask. */
const seldom = <T>(service: Service, ask: () => Promise<T>): (() => Promise<T>) => {
  let known: { readonly at: number; readonly word: Promise<T> } | undefined;
  return () => {
    const now = service.clock();
    if (known === undefined || now < known.at || now - known.at >= SAME_MS) known = { at: now, word: ask() };
    return known.word;
  };
};

/** Where machines ask whether all is well. */
export const HEALTH = '/healthz';

/** `/healthz`: whether the database answers, whether the log agrees with the newest head that was signed, and whether calls go out in time. */
export const registerHealth = (app: FastifyInstance, service: Service, more: () => Promise<'ok' | 'late' | 'refused'>): void => {
  const callsNow = seldom(service, () => Promise.all([callsHealth(service), more()]));
  app.get(HEALTH, { schema: { response: { 200: Health, 503: Health } } }, async (_request, reply) => {
    try {
      // By a connection of the log's own loop: however many visitors wait for theirs, this asks the database and not the queue.
      const [state, words] = await Promise.all([readLogState(service.pools.integrator, service.id), callsNow()]);
      return await reply.send({
        status: 'ok',
        version: VERSION,
        database: 'ok',
        log: {
          size: state?.published ?? 0,
          state: state === undefined || state.standing === 'OK' ? await standingNow(service, state) : state.standing,
        },
        calls: (['refused', 'late'] as const).find((word) => words.includes(word)) ?? 'ok',
      });
    } catch {
      return reply
        .code(503)
        .send({ status: 'down', version: VERSION, database: 'down', log: { size: 0, state: 'UNKNOWN' }, calls: 'unknown' });
    }
  });
};
