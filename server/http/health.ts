import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findLogState } from '../log/integrate.ts';
import { quickStanding } from '../log/standing.ts';
import type { Service } from '../service.ts';
import { VERSION } from '../version.ts';

const Health = z.object({
  status: z.enum(['ok', 'down']),
  version: z.string(),
  database: z.enum(['ok', 'down']),
  log: z.object({ size: z.number(), state: z.enum(['OK', 'BEHIND', 'FORK', 'UNKNOWN']) }),
});

/** `/healthz`: whether the database answers, and whether the log agrees with the newest head that was signed. */
export const registerHealth = (app: FastifyInstance, service: Service): void => {
  app.get('/healthz', { schema: { response: { 200: Health, 503: Health } } }, async (_request, reply) => {
    try {
      const state = await service.read(findLogState);
      return await reply.send({
        status: 'ok',
        version: VERSION,
        database: 'ok',
        log: {
          size: state?.published ?? 0,
          state: state === undefined || state.standing === 'OK' ? (await quickStanding(service)).state : state.standing,
        },
      });
    } catch {
      return reply.code(503).send({ status: 'down', version: VERSION, database: 'down', log: { size: 0, state: 'UNKNOWN' } });
    }
  });
};
