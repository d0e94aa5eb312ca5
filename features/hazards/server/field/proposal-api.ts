import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Routes } from '../../../../desk/feature.ts';
import { whoOf } from '../../../../engine/http/rate-limit.ts';
import { pageCallerOf } from '../../../../engine/http/staff-caller.ts';
import type { Service } from '../../../../engine/service.ts';
import { acceptedLang } from '../../../../kernel/language/languages.ts';
import type { Lang } from '../../../../portal/page.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { ID_MAX } from '../../../../kernel/stream/fields.ts';
import { Problem } from '../../../../portal/problem.ts';
import { sentenceFor } from '../../../../portal/refusal-sentences.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import { LOOK_PHOTOS_MAX, LOOK_STEPS, phoneWire as wire } from '../../../checks/public.ts';
import { ON_PHONE } from '../../desk/words.ts';
import { takeProposal, takeProposalPhoto } from './take-proposal.ts';

/** Bound of what is written on a phone; how long it may be, the step says. */
const Words = z
  .string()
  .max(20_000)
  .refine((text) => text.isWellFormed(), 'half of a sign');
const ProposalBody = z
  .strictObject({
    v: z.literal(1),
    id: wire.Id,
    hazard: z.string().min(1).max(ID_MAX).regex(/^\w+$/),
    restsOn: z.number().int().min(0).max(1_000_000).describe('The number of the step that it was decided about.'),
    step: z.enum(LOOK_STEPS),
    said: z.strictObject({
      words: Words,
      by: z
        .string()
        .max(10)
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .optional(),
      noPhoto: Words.optional(),
    }),
    photos: z.array(wire.NamedPhotoBody).max(LOOK_PHOTOS_MAX),
    doneAt: wire.DoneAt,
    checkpoint: wire.Checkpoint,
  })
  .refine(wire.areOnce, 'a photo stands there twice');
const Lost = z.object({
  lost: z
    .string()
    .max(LOOK_PHOTOS_MAX * 65)
    .regex(/^[\da-f,]*$/)
    .optional()
    .describe('Photos that the device has no more, by their SHA-256, with commas between them: they are not waited for.'),
});

const no = (service: Service, request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
  sendRefusal(service, request, reply, refusal);
/** Why it is no step of the hazard, in words; whoever was first, nobody at a desk had this page open. */
const whyNot = (because: Refusal, lang: Lang): string =>
  because.refused === 'version_conflict' || because.refused === 'wrong_stage'
    ? ON_PHONE[lang].movedOn
    : because.refused === 'promise_past'
      ? ON_PHONE[lang].dayPast
      : because.refused === 'field_too_long'
        ? ON_PHONE[lang].tooLong
        : sentenceFor(because, lang);

const security = [{ bearer: [] }];

/** What was decided, all of it but the bytes of its photos; the answer says what is there of it and what it has become. */
const decisionRoute = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  api.put(
    '/api/v1/proposals/:id',
    {
      schema: {
        summary: 'What was decided about a hazard on a phone. It becomes a step once its photos are here, or evidence beside the hazard',
        security,
        params: z.object({ id: wire.Id }),
        querystring: Lost,
        body: ProposalBody,
        response: { 200: wire.ReceiptBody, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const who = await pageCallerOf(service, request);
      if (isRefusal(who)) return no(service, request, reply, who);
      const { body } = request;
      if (body.id !== request.params.id) return no(service, request, reply, refuse('manifest_form', { field: 'id' }));
      const { by, noPhoto, words } = body.said;
      const said = { words, ...(by === undefined ? {} : { by }), ...(noPhoto === undefined ? {} : { noPhoto }) };
      const lost = (request.query.lost ?? '').split(',').filter((one) => body.photos.some((photo) => photo.sha256 === one));
      const it = await takeProposal(service, who, { ...body, said }, lost);
      if (isRefusal(it)) return no(service, request, reply, it);
      const lang = acceptedLang(request.headers['accept-language']);
      return wire.own(reply).send({
        huiyin: 'intake/1' as const,
        id: body.id,
        manifest: it.manifest,
        record: it.hazard,
        photos: [...it.photos],
        counts: it.became === 'step',
        twin: null,
        settled: it.became !== null,
        because: it.because === null ? null : whyNot(it.because, lang),
      });
    },
  );
};

/** Its photos, in stretches that can be taken up again. */
const photoRoute = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  api.put(
    '/api/v1/proposals/:id/blobs/:sha256',
    {
      schema: {
        summary:
          'A photo that a proposal names, or a stretch of it (`Content-Range: bytes FROM-TO/SIZE`). The answer says how much is there',
        security,
        params: z.object({ id: wire.Id, sha256: wire.Sha }),
        response: { 200: wire.HeldBody, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const who = await pageCallerOf(service, request);
      if (isRefusal(who)) return no(service, request, reply, who);
      const { id, sha256 } = request.params;
      const part = wire.partIn(request.headers['content-range'], request.body);
      if (!part) return no(service, request, reply, refuse('form_damaged'));
      const held = await takeProposalPhoto(service, who, id, sha256, part, whoOf(service, request));
      if (isRefusal(held)) return no(service, request, reply, held);
      return wire.own(reply).send({ huiyin: 'photo/1' as const, sha256, ...held });
    },
  );
};

/** What phones send of what was decided about a hazard without a signal. Every part may be sent as often as one likes. */
export const proposalRoutes: Routes = (app, service) => {
  void app.register(async (scope) => {
    wire.takesStretches(scope);
    decisionRoute(scope, service);
    photoRoute(scope, service);
  });
};
