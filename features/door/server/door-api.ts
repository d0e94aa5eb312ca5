import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { parseBase64 } from '../../../kernel/canonical/base64.ts';
import { BOX_OUTCOMES, SEALED_LETTER_BYTES } from '../../../kernel/door/letter.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { whoOf } from '../../../engine/http/rate-limit.ts';
import { sendRefusal } from '../../../portal/send-refusal.ts';
import type { Service } from '../../../engine/service.ts';
import { Problem } from '../../../portal/problem.ts';
import { postBox } from './post-box.ts';
import { takeBox } from './take-box.ts';

const Box = z.strictObject({ sealed: z.string().max(40_000) });
const bytesOf = (text: string): Uint8Array | undefined => {
  const bytes = parseBase64(text);
  return bytes?.length === SEALED_LETTER_BYTES ? bytes : undefined;
};

/** Boxes: posted here by a browser, taken there from a server; and what a door says of itself. */
export const registerDoorApi = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();

  api.post(
    '/api/v1/door/boxes',
    {
      schema: {
        summary: 'Post a box that is sealed to the independent door; it is passed on unopened',
        body: Box,
        response: { 202: z.object({ kept: z.boolean() }), '4xx': Problem, '5xx': Problem },
      },
    },
    async (request, reply) => {
      const sealed = bytesOf(request.body.sealed);
      const refusal = sealed ? await postBox(service, sealed, whoOf(service, request)) : refuse('box_form');
      if (refusal) return sendRefusal(service, request, reply, refusal);
      return reply.code(202).header('cache-control', 'no-store').send({ kept: true });
    },
  );

  api.post(
    '/api/v1/door/deliveries',
    {
      schema: {
        summary: 'At a door: take a box; the answer is signed, and lets the sender forget it',
        body: Box,
        response: { 200: z.object({ box: z.string(), outcome: z.enum(BOX_OUTCOMES), signature: z.string() }), '4xx': Problem },
      },
    },
    async (request, reply) => {
      if (!service.door) return sendRefusal(service, request, reply, refuse('not_found'));
      const sealed = bytesOf(request.body.sealed);
      if (!sealed) return sendRefusal(service, request, reply, refuse('box_form'));
      return reply.header('cache-control', 'no-store').send({ ...(await takeBox(service, service.door.origin, sealed)) });
    },
  );

  app.get('/door.json', { schema: { hide: true } }, async (_request, reply) =>
    service.door ? reply.header('cache-control', 'no-cache').send(service.door) : reply.callNotFound(),
  );
};
