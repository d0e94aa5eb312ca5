import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../../../../portal/problem.ts';
import { fromHex, toHex } from '../../../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { custodiansOf } from '../../../../kernel/seal/custodians.ts';
import { sealTo } from '../../../../kernel/seal/hpke.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import { appendPublic } from '../../../../engine/place/public-stream.ts';
import { randomBytes } from '../../../../engine/keys/random.ts';
import { sealingPorts } from '../../../../engine/keys/sealing.ts';
import { unwrap, wrap } from '../../../../engine/keys/wrap.ts';
import type { Service } from '../../../../engine/service.ts';
import { answerRequest } from '../seal/answer-request.ts';
import { heldBy, parseShare, readCustodianRequests } from '../seal/custodian-requests.ts';

const MINUTES_30 = 1_800_000;
const CHALLENGE = utf8Encode('huiyin/custodian-challenge/v1');
const TICKET = 'huiyin/custodian-ticket/v1';
// Gone with the process: whoever was asked then is asked again.
const ticketKey = randomBytes(32);

const Key = z
  .string()
  .max(64)
  .regex(/^[0-9a-f]{64}$/);
const Proof = { ticket: z.string().max(400), nonce: Key };

/** The public key that a ticket was made for, when the nonce shows that its private key was used; undefined otherwise. */
const keyOfTicket = (service: Service, { ticket, nonce }: { readonly ticket: string; readonly nonce: string }): string | undefined => {
  try {
    const [key, expected, until] = unwrap(ticketKey, TICKET, Buffer.from(ticket, 'base64url')).toString('utf8').split(' ');
    return key !== undefined && expected === nonce && Number(until) > service.clock() ? key : undefined;
  } catch {
    return undefined; // made by another process, or by nobody
  }
};

const no = (service: Service, request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
  sendRefusal(service, request, reply, refusal);

/** Showing that the paper is there, and what waits for it. */
const registerProving = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();

  api.post(
    '/api/v1/custodian/challenge',
    {
      schema: {
        summary: 'Something that only the holder of a paper key can open',
        body: z.strictObject({ key: Key }),
        response: { 200: z.object({ sealed: z.string(), ticket: z.string() }), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { key } = request.body;
      const nonce = randomBytes(32);
      const ticket = wrap(ticketKey, TICKET, Buffer.from(`${key} ${toHex(nonce)} ${service.clock() + MINUTES_30}`));
      try {
        const sealed = sealTo(sealingPorts, fromHex(key), CHALLENGE, sealingPorts.random(32), nonce);
        return await reply.header('cache-control', 'no-store').send({ sealed: toHex(sealed), ticket: ticket.toString('base64url') });
      } catch {
        return no(service, request, reply, refuse('field_type', { field: 'key' })); // of low order
      }
    },
  );

  api.post(
    '/api/v1/custodian/requests',
    {
      schema: {
        summary: 'The requests that wait for the holder of a paper key',
        body: z.strictObject(Proof),
        response: {
          200: z.object({ custodian: z.object({ 'zh-CN': z.string(), en: z.string() }).nullable(), requests: z.array(z.unknown()) }),
          '4xx': Problem,
        },
      },
    },
    async (request, reply) => {
      const key = keyOfTicket(service, request.body);
      if (key === undefined) return no(service, request, reply, refuse('share_wrong'));
      const own = heldBy(await service.jurisdiction(), key).at(-1);
      const custodian = own && custodiansOf(own.set).find((it) => it.id === own.id);
      const requests = [...(await readCustodianRequests(service, key))];
      return reply.header('cache-control', 'no-store').send({ custodian: custodian ? { ...custodian.name } : null, requests });
    },
  );
};

/** What a custodian does: answer a request, or try the paper. */
const registerDoing = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();

  api.post(
    '/api/v1/custodian/answers',
    {
      schema: {
        summary: 'Release a share, or refuse',
        body: z.strictObject({
          ...Proof,
          matter: z.string().max(8),
          level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
          n: z.number().int().nonnegative(),
          custodian: z.string().max(40),
          says: z.enum(['release', 'refuse']),
          share: z.string().max(66).optional(),
        }),
        response: { 200: z.object({ done: z.boolean() }), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const key = keyOfTicket(service, request.body);
      if (key === undefined) return no(service, request, reply, refuse('share_wrong'));
      const { matter, level, n, custodian, says, share } = request.body;
      const plain = share === undefined ? null : parseShare(share);
      if (plain === undefined) return no(service, request, reply, refuse('share_wrong'));
      const refusal = await answerRequest(service, key, matter, { level, n, custodian, says }, plain);
      return isRefusal(refusal) ? no(service, request, reply, refusal) : reply.send({ done: true });
    },
  );

  api.post(
    '/api/v1/custodian/tests',
    {
      schema: {
        summary: 'Record that a paper key still opens what is sealed to it',
        body: z.strictObject(Proof),
        response: { 200: z.object({ done: z.boolean() }), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const key = keyOfTicket(service, request.body);
      const it = await service.jurisdiction();
      const own = key === undefined ? undefined : heldBy(it, key).find((one) => one.hash === it.custodians?.hash);
      if (!own) return no(service, request, reply, refuse('share_wrong'));
      const data = { custodian: own.id, set: own.hash };
      await service.read((tx) => appendPublic(tx, [{ type: 'share_tested', actor: { kind: 'machine' }, data }], service.clock()));
      return reply.send({ done: true });
    },
  );
};

/** What a custodian's page talks to. Who holds a share is shown by the paper key itself: there is no account, and no other way in. */
export const registerCustodianApi = (app: FastifyInstance, service: Service): void => {
  registerProving(app, service);
  registerDoing(app, service);
};
