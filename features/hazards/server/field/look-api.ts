import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Routes } from '../../../../desk/feature.ts';
import { whoOf } from '../../../../engine/http/rate-limit.ts';
import { pageCallerOf } from '../../../../engine/http/staff-caller.ts';
import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import { phoneWire as wire } from '../../../checks/public.ts';
import { readLook, readLooks } from './read-looks.ts';

/** What phones take along of hazards: what waits for this office, and one of them whole. */
export const lookRoutes: Routes = (app, service) => {
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);
  const security = [{ bearer: [] }];
  void app.register(async (scope) => {
    wire.marksAnswers(scope);
    const api = scope.withTypeProvider<ZodTypeProvider>();

    api.get(
      '/api/v1/field/looks',
      { schema: { summary: 'Hazards that this office has to look at again or to mend: numbers and days, no words', security } },
      async (request, reply) => {
        const who = await pageCallerOf(service, request);
        if (isRefusal(who)) return no(request, reply, who);
        return wire.own(reply).send(await readLooks(service, who));
      },
    );

    api.get(
      '/api/v1/field/looks/:hazard',
      {
        schema: {
          summary: 'One of them as somebody needs it who goes there, with two small photos. Opening it leaves a trace',
          security,
          params: z.object({ hazard: z.string() }),
        },
      },
      async (request, reply) => {
        const who = await pageCallerOf(service, request);
        if (isRefusal(who)) return no(request, reply, who);
        const look = await readLook(service, parseEntityNumber(request.params.hazard) ?? '', who, whoOf(service, request));
        if (look === undefined || isRefusal(look)) return no(request, reply, look ?? refuse('not_found'));
        return wire.own(reply).send(look);
      },
    );
  });
};
