import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../../../../portal/problem.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { CODE_TEXT, NEEDS_KEY, TOKEN, noKey } from '../../../../engine/http/field-schema.ts';
import { countJoining, whoOf } from '../../../../engine/http/rate-limit.ts';
import { isStaffDevice } from '../../../../engine/http/staff-device.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import type { Service } from '../../../../engine/service.ts';
import { representativesOf } from '../../domain/joint/open-to-others.ts';
import { findHolding, type Holding } from '../receipts/find-matter-of.ts';
import { joinMatter, leaveMatter } from '../receipts/join.ts';
import { readForJoiner } from '../receipts/read-joined.ts';

const Code = z.strictObject({ code: CODE_TEXT });
const JoinedAs = z.object({ code: z.string() });
const Joint = z.object({
  number: z.string(),
  subject: z.string(),
  words: z.string(),
  office: z.string().nullable(),
  representatives: z.number(),
  stages: z.array(z.object({ rule: z.string(), due: z.string().nullable(), status: z.string() })),
  steps: z.array(z.object({ type: z.string(), on: z.string(), texts: z.record(z.string(), z.string()), leaf: z.string() })),
});

/** Joint matters for programs: the same as the pages of who joins. */
export const registerJointApi = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);
  /** The holder of a code of one of these rights. */
  const heldBy = async (text: string, ...rights: readonly Holding['right'][]): Promise<Holding | Refusal> => {
    const held = await findHolding(service, text);
    return isRefusal(held) || rights.includes(held.right) ? held : refuse('not_found', { what: 'code' });
  };

  api.post(
    '/api/v1/joint',
    {
      schema: {
        summary: 'What a joint matter asks, its dates and steps: with a joining code, or the receipt of who joined. Nothing is recorded',
        body: Code,
        response: { 200: Joint, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const held = await heldBy(request.body.code, 'join', 'joined');
      const view = isRefusal(held) ? undefined : await readForJoiner(service, held.matter);
      if (isRefusal(held) || !view) return no(request, reply, isRefusal(held) ? held : refuse('not_found', { what: 'code' }));
      const asks = view.entries.findLast((it) => it.event.type === 'opened_to_others')?.texts ?? {};
      return reply.header('cache-control', 'no-store').send({
        number: view.number,
        subject: asks['subject'] ?? '',
        words: asks['words'] ?? '',
        office: view.state.lead,
        representatives: representativesOf(view.state) ?? 0,
        stages: view.stages.map((it) => ({ rule: it.rule.id, due: it.due, status: it.status })),
        steps: view.entries.map(({ event, texts, leaf }) => ({
          type: event.type,
          on: dateIn(event.recordedAt, view.jurisdiction.zone),
          texts: { ...texts },
          leaf,
        })),
      });
    },
  );

  api.post(
    '/api/v1/joint/join',
    {
      schema: {
        summary: 'Join with a joining code; answers a receipt that reads. The same key gives the same one',
        headers: NEEDS_KEY,
        body: Code,
        response: { 200: JoinedAs, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const token = request.headers['idempotency-key'];
      if (typeof token !== 'string' || !TOKEN.test(token)) return no(request, reply, noKey());
      if (await isStaffDevice(service, request)) return no(request, reply, refuse('not_from_staff_device'));
      const held = await heldBy(request.body.code, 'join');
      const code = isRefusal(held) ? held : (countJoining(whoOf(service, request)) ?? (await joinMatter(service, held, token)));
      return isRefusal(code) ? no(request, reply, code) : reply.header('cache-control', 'no-store').send({ code });
    },
  );

  api.post(
    '/api/v1/joint/leave',
    {
      schema: {
        summary: 'Leave a matter that was joined: the receipt opens nothing any more',
        body: Code,
        response: { 200: z.object({ left: z.literal(true) }), '4xx': Problem },
      },
    },
    async (request, reply) => {
      if (await isStaffDevice(service, request)) return no(request, reply, refuse('not_from_staff_device'));
      const held = await heldBy(request.body.code, 'joined');
      const refusal = isRefusal(held) ? held : await leaveMatter(service, held);
      return refusal ? no(request, reply, refusal) : reply.send({ left: true });
    },
  );
};
