import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../../../../portal/problem.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { filesInput } from '../../../../engine/files/check-file.ts';
import { sealTicket } from '../../../../engine/files/ticket.ts';
import { CODE_TEXT, NAME_TEXT, onceIn, partsShape, TOKEN, noKey } from '../../../../engine/http/field-schema.ts';
import { anything, files, FORM, parse, readsForm } from '../../../../portal/form-with-files.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import type { Service } from '../../../../engine/service.ts';
import { addFiles } from '../../domain/intake/add-files.ts';
import { FILING } from '../../domain/intake/file.ts';
import { Code, Filed, fileFor, Followed, followed } from './api.ts';
import { findMatterOf } from '../receipts/find-matter-of.ts';
import { fileForFiler, readBundle, readForFiler } from '../read-matter.ts';
import { takeStep } from '../take-step.ts';

const FilingForm = z.strictObject({ ...partsShape(FILING), files });
const FilesForm = z.strictObject({ code: CODE_TEXT, ...partsShape(addFiles.fields), files });

/** Filing and adding with files, and the way to read one. The only routes of the API that take a form instead of JSON. */
export const registerFilesApi = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);
  const withForm = readsForm(service);

  api.post(
    '/api/v1/matters/with-files',
    {
      schema: { summary: 'File a matter with photos or papers', ...FORM, body: FilingForm, response: { 201: Filed, '4xx': Problem } },
      validatorCompiler: anything,
    },
    (request, reply) =>
      withForm(request, reply, FilingForm, async (form) => {
        const token = request.headers['idempotency-key'];
        if (typeof token !== 'string' || !TOKEN.test(token)) return no(request, reply, noKey());
        const sent = parse(FilingForm, form);
        if (isRefusal(sent)) return no(request, reply, sent);
        const answer = await fileFor(service, sent as JsonObject, form.files, token);
        if (isRefusal(answer)) return no(request, reply, answer);
        return reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({ ...answer, stages: [...answer.stages] });
      }),
  );

  api.post(
    '/api/v1/receipt/files',
    {
      schema: {
        summary: 'Add photos or papers as the holder of the code',
        ...FORM,
        body: FilesForm,
        response: { 200: Followed, '4xx': Problem },
      },
      validatorCompiler: anything,
    },
    (request, reply) =>
      withForm(request, reply, FilesForm, async (form) => {
        const sent = parse(FilesForm, form);
        if (isRefusal(sent)) return no(request, reply, sent);
        const matter = await findMatterOf(service, sent.code, 'act');
        if (isRefusal(matter)) return no(request, reply, matter);
        const { code: _code, ...given } = sent;
        const input = { ...(given as JsonObject), ...filesInput(form.files) };
        const once = onceIn(request.headers, form.files);
        if (isRefusal(once)) return no(request, reply, once);
        const more = { files: form.files.map((file) => file.bytes), ...once };
        const refusal = await takeStep(service, matter, { kind: 'filer' }, { name: 'add_files', input }, more);
        const view = refusal ? undefined : await readForFiler(service, matter);
        if (!view) return no(request, reply, refusal ?? refuse('not_found'));
        return reply.header('cache-control', 'no-store').send(followed(view, await readBundle(service, matter)));
      }),
  );

  api.post(
    '/api/v1/receipt/file',
    {
      schema: {
        summary: 'A link to a photo or paper of the matter, for a quarter of an hour; it can be read in parts (Range)',
        body: Code.extend({ file: NAME_TEXT.describe('`id` of one of the `files` of an event') }),
        response: { 200: z.object({ url: z.string(), type: z.string(), size: z.number() }), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const matter = await findMatterOf(service, request.body.code, 'read');
      if (isRefusal(matter)) return no(request, reply, matter);
      const { file } = request.body;
      const found = await fileForFiler(service, matter, file);
      if (!found) return no(request, reply, refuse('not_found'));
      const url = `/follow/file/${sealTicket(service.id, { matter, file }, service.clock())}`;
      return reply.header('cache-control', 'no-store').send({ url, type: found.type, size: found.size });
    },
  );
};
