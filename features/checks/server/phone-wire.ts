import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { OWN_HEADER } from '../../../engine/http/own-header.ts';
import { HASH32_HEX_LENGTH } from '../../../kernel/canonical/bytes.ts';
import { INTAKE } from '../domain/manifest.ts';
import type { Part } from './photo-parts.ts';

// What requests of phones have in common: ids and hashes, stretches of photos, and the header by which a phone knows an answer of ours.

export const Sha = z
  .string()
  .length(HASH32_HEX_LENGTH)
  .regex(/^[\da-f]+$/)
  .describe('SHA-256 in lower-case hex');
export const Id = z
  .string()
  .min(INTAKE.idMin)
  .max(INTAKE.idMax)
  .regex(/^[\w:-]+$/)
  .describe('Random, at least 128 bits. Whoever has it can see what became of the record.');
export const NamedPhotoBody = z.strictObject({ sha256: Sha, size: z.number().int().min(1).max(INTAKE.photoBytes) });
export const DoneAt = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe("Milliseconds of the device's own clock: a claim.");
export const Checkpoint = z
  .strictObject({ size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), root: Sha })
  .nullable()
  .describe('The newest checkpoint that the device knew: it was not done before.');

export const HeldBody = z.object({ huiyin: z.literal('photo/1'), sha256: Sha, held: z.number(), stored: z.boolean() });
/** What a phone is told is safe of what it has sent. */
export const ReceiptBody = z.object({
  huiyin: z.literal('intake/1'),
  id: z.string(),
  manifest: Sha,
  record: z.string(),
  photos: z.array(z.object({ sha256: Sha, size: z.number(), held: z.number(), stored: z.boolean(), lost: z.boolean().optional() })),
  counts: z.boolean(),
  twin: z.string().nullable(),
  settled: z.boolean().optional(),
  because: z.string().nullable().optional(),
});

/** Whether no photo is named twice. */
export const areOnce = ({ photos }: { readonly photos: readonly { readonly sha256: string }[] }): boolean =>
  new Set(photos.map((photo) => photo.sha256)).size === photos.length;

const RANGE = /^bytes (\d{1,9})-(\d{1,9})\/(\d{1,9})$/;
/** Nothing more to send: how much is there? (RFC 9110, 14.4, of a range that is not satisfied.) */
const ASKED = /^bytes \*\/(\d{1,9})$/;

/** The stretch that a request brings; undefined where its header and its bytes do not agree. No header: the whole of it. */
export const partIn = (header: string | undefined, body: unknown): Part | undefined => {
  if (!Buffer.isBuffer(body)) return undefined;
  const bytes: Uint8Array = body;
  if (header === undefined) return { from: 0, total: bytes.length, bytes };
  const [, asked] = ASKED.exec(header) ?? [];
  if (asked !== undefined) return bytes.length === 0 ? { from: 0, total: Number(asked), bytes } : undefined;
  const [, from, to, total] = RANGE.exec(header) ?? [];
  const part = { from: Number(from), total: Number(total), bytes };
  return Number(to) - part.from + 1 === bytes.length && bytes.length > 0 ? part : undefined;
};

/** By which a phone knows an answer as ours, whatever it is: refused by a schema and broken in the middle, too. */
export const marksAnswers = (scope: FastifyInstance): void => {
  scope.addHook('onRequest', (_request, reply, done) => {
    void reply.header(OWN_HEADER, '1');
    done();
  });
};

/** Lets a scope of routes take stretches of photos as they are, and marks its answers. */
export const takesStretches = (scope: FastifyInstance): void => {
  marksAnswers(scope);
  scope.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: INTAKE.partBytes }, (_request, body, done) =>
    done(null, body),
  );
};

/** An answer that nobody keeps. */
export const own = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store');
