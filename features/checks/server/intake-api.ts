import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Routes } from '../../../desk/feature.ts';
import { pageCallerOf } from '../../../engine/http/staff-caller.ts';
import { whoOf } from '../../../engine/http/rate-limit.ts';
import { FORM_PHOTOS_MAX } from '../../../kernel/form/evaluate.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { ID_MAX } from '../../../kernel/stream/fields.ts';
import { Problem } from '../../../portal/problem.ts';
import { sendRefusal } from '../../../portal/send-refusal.ts';
import { INTAKE, type Manifest } from '../domain/manifest.ts';
import { readAlong } from './take-along.ts';
import { manifestHash, takeIn } from './take-in.ts';
import { areOnce, Checkpoint, DoneAt, HeldBody, Id, NamedPhotoBody, own, partIn, ReceiptBody, Sha, takesStretches } from './phone-wire.ts';
import { heldOf, receiptOf, takePhotoPart } from './take-photo.ts';

/** Whether it can be written in the one form by which it is known: no half of a sign, and nothing nested without end. */
const isCanonical = (manifest: unknown): boolean => {
  try {
    return canonicalJson(manifest as Json) !== ''; // it came as JSON
  } catch {
    return false;
  }
};
/** Bounds of texts: what is longer is no answer of ours. What an answer may be, its form says. */
const Key = z.string().max(100);
const ManifestBody = z
  .strictObject({
    v: z.literal(1),
    id: Id,
    site: z.string().min(1).max(ID_MAX).regex(/^\w+$/),
    for: z.array(z.strictObject({ rule: z.string().max(200), slot: z.string().max(100) })).max(INTAKE.slots),
    form: Sha.nullable(),
    answers: z.record(
      Key,
      z.strictObject({
        value: z.unknown().optional().describe('Any JSON. What is none by the form is kept, and counts for nothing.'),
        words: z.string().max(2000).optional(),
        photos: z.array(Sha).max(FORM_PHOTOS_MAX).optional(),
      }),
    ),
    photos: z.array(NamedPhotoBody).max(INTAKE.photos),
    doneAt: DoneAt,
    checkpoint: Checkpoint,
  })
  .refine(areOnce, 'a photo stands there twice')
  .refine(isCanonical, 'it has no canonical form');

/**
 * What phones send when they have a signal again: first what was seen, then its photos, in stretches that can be taken up again. Every part
 * may be sent as often as one likes.
 */
export const intakeRoutes: Routes = (app, service) => {
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);
  const security = [{ bearer: [] }];
  void app.register(async (scope) => {
    takesStretches(scope);
    const api = scope.withTypeProvider<ZodTypeProvider>();

    api.put(
      '/api/v1/intake/:id',
      {
        schema: {
          summary: 'A record that a device has made: what was seen, and which photos are to come. The same again is the same record',
          security,
          params: z.object({ id: Id }),
          body: ManifestBody,
          response: { 200: ReceiptBody, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const who = await pageCallerOf(service, request);
        if (isRefusal(who)) return no(request, reply, who);
        const manifest = request.body as Manifest; // as its schema has read it
        if (manifest.id !== request.params.id) return no(request, reply, refuse('manifest_form', { field: 'id' }));
        const record = await takeIn(service, who, manifest);
        if (isRefusal(record)) return no(request, reply, record);
        const receipt = await receiptOf(service, manifest, manifestHash(manifest));
        return receipt ? own(reply).send({ ...receipt, photos: [...receipt.photos] }) : no(request, reply, refuse('storage_failed'));
      },
    );

    api.put(
      '/api/v1/intake/:id/blobs/:sha256',
      {
        schema: {
          summary:
            'A photo that a record names, or a stretch of it (`Content-Range: bytes FROM-TO/SIZE`). The answer says how much is there',
          security,
          params: z.object({ id: Id, sha256: Sha }),
          response: { 200: HeldBody, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const who = await pageCallerOf(service, request);
        if (isRefusal(who)) return no(request, reply, who);
        const { id, sha256 } = request.params;
        const part = partIn(request.headers['content-range'], request.body);
        if (!part) return no(request, reply, refuse('form_damaged'));
        const refusal = await takePhotoPart(service, who, id, sha256, part, whoOf(service, request));
        if (refusal) return no(request, reply, refusal);
        const held = await heldOf(service, id, sha256);
        return held ? own(reply).send({ huiyin: 'photo/1', sha256, ...held }) : no(request, reply, refuse('photo_unknown'));
      },
    );

    api.get(
      '/api/v1/field',
      {
        schema: { summary: 'What a device takes along: sites, what is to be looked at within three days, and the forms for it', security },
      },
      async (request, reply) => {
        const who = await pageCallerOf(service, request);
        if (isRefusal(who)) return no(request, reply, who);
        return own(reply).send(await readAlong(service, who));
      },
    );
  });
};
