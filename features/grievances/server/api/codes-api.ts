import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../../../../portal/problem.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { CODE_TEXT, NAME_TEXT, NEEDS_KEY, TOKEN, noKey } from '../../../../engine/http/field-schema.ts';
import { whoOf } from '../../../../engine/http/rate-limit.ts';
import { isStaffDevice } from '../../../../engine/http/staff-device.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import type { Service } from '../../../../engine/service.ts';
import { changeCode, claimCode, CODE_ACTS } from '../receipts/change-code.ts';
import { findHolding } from '../receipts/find-matter-of.ts';

const NewCode = z.object({ code: z.string().nullable(), logKey: z.string().nullable() });
const headers = NEEDS_KEY;

/** What programs do about codes themselves (G7); the same acts as the pages. */
export const registerCodesApi = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);
  /** The token of the request, or why it goes no further. */
  const tokenOf = async (request: FastifyRequest): Promise<string | Refusal> => {
    const token = request.headers['idempotency-key'];
    if (typeof token !== 'string' || !TOKEN.test(token)) return noKey();
    return (await isStaffDevice(service, request)) ? refuse('not_from_staff_device') : token;
  };

  api.post(
    '/api/v1/receipt/codes',
    {
      schema: {
        summary: 'Replace a code, say that a replacement was not yours, give or end codes that only read',
        headers,
        body: z.strictObject({ code: CODE_TEXT, act: z.enum(CODE_ACTS) }),
        response: { 200: NewCode, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const token = await tokenOf(request);
      const held = isRefusal(token) ? token : await findHolding(service, request.body.code);
      if (isRefusal(token) || isRefusal(held)) return no(request, reply, isRefusal(token) ? token : (held as Refusal)); // one of the two is one
      const done = await changeCode(service, held, request.body.act, token);
      return isRefusal(done)
        ? no(request, reply, done)
        : reply.header('cache-control', 'no-store').send({ code: done?.code ?? null, logKey: done?.logKey ?? null });
    },
  );

  api.post(
    '/api/v1/lost',
    {
      schema: {
        summary: 'Ask for a new code with the number and the word; it is good after seven days',
        headers,
        body: z.strictObject({ number: NAME_TEXT, word: z.string().max(512) }),
        response: { 200: z.object({ code: z.string(), from: z.string() }), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const token = await tokenOf(request);
      const claim = isRefusal(token) ? token : await claimCode(service, { ...request.body, token, visitor: whoOf(service, request) });
      return isRefusal(claim) ? no(request, reply, claim) : reply.header('cache-control', 'no-store').send({ ...claim });
    },
  );
};
