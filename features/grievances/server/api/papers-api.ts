import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { filesInput } from '../../../../engine/files/check-file.ts';
import { onceIn, partsShape } from '../../../../engine/http/field-schema.ts';
import { callerOf } from '../../../../engine/http/staff-caller.ts';
import type { Service } from '../../../../engine/service.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { isRefusal, type Refusal } from '../../../../kernel/refusal.ts';
import { anything, files, FORM, parse, readsForm } from '../../../../portal/form-with-files.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import { addPapers } from '../../domain/dialogue/add-papers.ts';
import { readForStaff } from '../read-matter.ts';
import { takeStep } from '../take-step.ts';
import { ERRORS, Matter, matterOf, Numbered, numberOf } from './staff-api.ts';

const PapersForm = z.strictObject({ ...partsShape(addPapers.fields), files });

/** What an office shows the filer: words, photos, papers. The one step of staff that takes a form instead of JSON. */
export const registerPapersApi = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);
  const withForm = readsForm(service);

  api.post(
    '/api/v1/staff/matters/:number/files',
    {
      schema: {
        summary: 'Add words, photos or papers as a post of an office; the filer sees them at once',
        security: [{ bearer: [] }],
        ...FORM,
        params: Numbered,
        body: PapersForm,
        response: { 200: Matter, 204: z.null(), ...ERRORS },
      },
      validatorCompiler: anything,
    },
    async (request, reply) => {
      const who = await callerOf(service, request);
      if (isRefusal(who)) return no(request, reply, who);
      const number = numberOf(request.params);
      return withForm(request, reply, PapersForm, async (form) => {
        const sent = parse(PapersForm, form);
        if (isRefusal(sent)) return no(request, reply, sent);
        const once = onceIn(request.headers, form.files);
        if (isRefusal(once)) return no(request, reply, once);
        const asker = { kind: 'staff', post: who.post, office: who.office, role: who.role } as const;
        const input = { ...(sent as JsonObject), ...filesInput(form.files) };
        const more = { files: form.files.map((file) => file.bytes), ...once };
        const refusal = await takeStep(service, number, asker, { name: addPapers.name, input }, more);
        if (refusal) return no(request, reply, refusal);
        const view = await readForStaff(service, number, who);
        if (view === undefined || isRefusal(view)) return reply.code(204).send(null);
        return reply.header('cache-control', 'no-store').send(matterOf(view));
      });
    },
  );
};
