import { acceptedLang } from '../kernel/language/languages.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../kernel/refusal.ts';
import { sentenceFor } from './refusal-sentences.ts';
import type { Service } from '../engine/service.ts';
import { countGuess } from '../engine/http/rate-limit.ts';
import { statusOf } from '../engine/http/refusal-status.ts';
import { RETRY_SECONDS, sendErrorPage } from './send-page.ts';

/** A program reads no page. */
const isProgram = (request: FastifyRequest): boolean => /^\/api\/|^[^?#]*\.json($|[?#])/.test(request.url);

/** Sends a refusal: JSON with its stable code to a program, a page to a person. */
export const sendRefusal = (
  service: Service,
  request: FastifyRequest,
  reply: FastifyReply,
  wrong: Refusal,
): Promise<FastifyReply> | FastifyReply => {
  const refusal = countGuess(service, request, wrong);
  if (!isProgram(request)) return sendErrorPage(service, request, reply, refusal);
  const { refused, data } = refusal;
  const status = statusOf(refused);
  if (status >= 500) reply.header('retry-after', String(RETRY_SECONDS));
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({
      error: {
        code: refused,
        message: sentenceFor(refusal, acceptedLang(request.headers['accept-language'])),
        ...(data === undefined ? {} : { data }),
      },
    });
};
