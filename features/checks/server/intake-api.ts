import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Routes } from '../../../desk/feature.ts';
import { OWN_HEADER } from '../../../engine/http/own-header.ts';
import { pageCallerOf } from '../../../engine/http/staff-caller.ts';
import { whoOf } from '../../../engine/http/rate-limit.ts';
import { FORM_PHOTOS_MAX } from '../../../kernel/form/evaluate.ts';
import { HASH32_HEX_LENGTH } from '../../../kernel/canonical/bytes.ts';
import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Json } from '../../../kernel/stream/event.ts';
import { ID_MAX } from '../../../kernel/stream/fields.ts';
import { Problem } from '../../../portal/problem.ts';
import { sendRefusal } from '../../../portal/send-refusal.ts';
import { INTAKE, type Manifest } from '../domain/manifest.ts';
import { readAlong } from './take-along.ts';
import { manifestHash, takeIn } from './take-in.ts';
import { heldOf, receiptOf, takePhotoPart, type Part } from './take-photo.ts';

const Sha = z
  .string()
  .length(HASH32_HEX_LENGTH)
  .regex(/^[\da-f]+$/)
  .describe('SHA-256 in lower-case hex');
const Id = z
  .string()
  .min(INTAKE.idMin)
  .max(INTAKE.idMax)
  .regex(/^[\w:-]+$/)
  .describe('Random, at least 128 bits. Whoever has it can see what became of the record.');
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
    photos: z.array(z.strictObject({ sha256: Sha, size: z.number().int().min(1).max(INTAKE.photoBytes) })).max(INTAKE.photos),
    doneAt: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe("Milliseconds of the device's own clock: a claim."),
    checkpoint: z
      .strictObject({ size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), root: Sha })
      .nullable()
      .describe('The newest checkpoint that the device knew: it was not done before.'),
  })
  .refine((it) => new Set(it.photos.map((photo) => photo.sha256)).size === it.photos.length, 'a photo stands there twice')
  .refine(isCanonical, 'it has no canonical form');

const PhotoState = { sha256: Sha, size: z.number(), held: z.number(), stored: z.boolean() };
const ReceiptBody = z.object({
  huiyin: z.literal('intake/1'),
  id: z.string(),
  manifest: Sha,
  record: z.string(),
  photos: z.array(z.object(PhotoState)),
  counts: z.boolean(),
  twin: z.string().nullable(),
});
const HeldBody = z.object({ huiyin: z.literal('photo/1'), sha256: Sha, held: z.number(), stored: z.boolean() });

const RANGE = /^bytes (\d{1,9})-(\d{1,9})\/(\d{1,9})$/;
/** Nothing more to send: how much is there? (RFC 9110, 14.4, of a range that is not satisfied.) */
const ASKED = /^bytes \*\/(\d{1,9})$/;

/** The stretch that a request brings; undefined where its header and its bytes do not agree. No header: the whole of it. */
const partIn = (header: string | undefined, bytes: Uint8Array): Part | undefined => {
  if (header === undefined) return { from: 0, total: bytes.length, bytes };
  const [, asked] = ASKED.exec(header) ?? [];
  if (asked !== undefined) return bytes.length === 0 ? { from: 0, total: Number(asked), bytes } : undefined;
  const [, from, to, total] = RANGE.exec(header) ?? [];
  const part = { from: Number(from), total: Number(total), bytes };
  return Number(to) - part.from + 1 === bytes.length && bytes.length > 0 ? part : undefined;
};

/**
 * What phones send when they have a signal again: first what was seen, then its photos, in stretches that can be taken up again. Every part
 * may be sent as often as one likes.
 */
export const intakeRoutes: Routes = (app, service) => {
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
    sendRefusal(service, request, reply.header(OWN_HEADER, '1'), refusal);
  const security = [{ bearer: [] }];
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: INTAKE.partBytes }, (_request, body, done) =>
      done(null, body),
    );
    const api = scope.withTypeProvider<ZodTypeProvider>();
    const own = (reply: FastifyReply) => reply.header('cache-control', 'no-store').header(OWN_HEADER, '1');

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
        const part = Buffer.isBuffer(request.body) ? partIn(request.headers['content-range'], request.body) : undefined;
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
