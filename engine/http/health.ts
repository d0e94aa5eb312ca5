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

/** Where machines ask whether all is well. */
export const HEALTH = '/healthz';

/** `/healthz`: whether the database answers, whether the log agrees with the newest head that was signed, and whether calls go out in time. */
export const registerHealth = (app: FastifyInstance, service: Service, isLate: () => Promise<boolean>): void => {
  app.get(HEALTH, { schema: { response: { 200: Health, 503: Health } } }, async (_request, reply) => {
    try {
      // By a connection of the log's own loop: however many visitors wait for theirs, this asks the database and not the queue.
      const [state, calls, late] = await Promise.all([readLogState(service.pools.integrator, service.id), callsHealth(service), isLate()]);
      return await reply.send({
        status: 'ok',
        version: VERSION,
        database: 'ok',
        log: {
          size: state?.published ?? 0,
          state: state === undefined || state.standing === 'OK' ? await standingNow(service, state) : state.standing,
        },
        calls: calls === 'ok' && late ? 'late' : calls,
      });
    } catch {
      return reply
        .code(503)
        .send({ status: 'down', version: VERSION, database: 'down', log: { size: 0, state: 'UNKNOWN' }, calls: 'unknown' });
    }
  });
};
