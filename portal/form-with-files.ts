import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { withSentForm, type SentForm } from '../engine/files/read-form.ts';
import { MAY_HAVE_KEY } from '../engine/http/field-schema.ts';
import { whoOf } from '../engine/http/rate-limit.ts';
import { refusalOfIssue } from '../engine/http/schema-refusal.ts';
import type { Service } from '../engine/service.ts';
import { refuse, type Refusal } from '../kernel/refusal.ts';
import { sendRefusal } from './send-refusal.ts';

/** The files of a form, as its description tells of them. */
export const files = z
  .array(z.string().meta({ format: 'binary' }))
  .optional()
  .describe('up to 5 parts of this name: JPEG, PNG, WebP or PDF, each up to 10 MB, together up to 20 MB');

/** A form is checked here once it has been read: when the schema would be looked at, nothing of it has arrived. */
export const parse = <Schema extends z.ZodType>(schema: Schema, { fields, refusal }: SentForm): z.output<Schema> | Refusal => {
  if (refusal) return refusal;
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  return refusalOfIssue(parsed.error.issues[0]);
};

/** What the description of a route says of a form with files. */
export const FORM = { consumes: ['multipart/form-data'], headers: MAY_HAVE_KEY } as const;
/** The schema is looked at by `parse`, when the form has arrived. */
export const anything = () => () => true;

/** Reads a form with files into memory, in turns, and hands it on; what is no form, or none of this schema, goes no further. */
export const readsForm =
  (service: Service) =>
  async (request: FastifyRequest, reply: FastifyReply, schema: z.ZodType, work: (form: SentForm) => Promise<FastifyReply>) =>
    request.isMultipart()
      ? withSentForm(request, whoOf(service, request), work, async (fields) => !schema.safeParse(fields).success)
      : sendRefusal(service, request, reply, refuse('form_damaged'));
