import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../../../../portal/problem.ts';
import { toIso } from '../../../../kernel/calendar/instant.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { isTakenBy } from '../../../../kernel/matter/kinds.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { CheckedFile } from '../../../../engine/files/check-file.ts';
import { CODE_TEXT, jsonShape, MAY_HAVE_KEY, NEEDS_KEY, onceIn, TOKEN, noKey } from '../../../../engine/http/field-schema.ts';
import { isStaffDevice } from '../../../../engine/http/staff-device.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import type { Service } from '../../../../engine/service.ts';
import { FILER_STEPS, needsOwnDevice } from '../../domain/decide.ts';
import { FILING } from '../../domain/intake/file.ts';
import { readFiling } from '../../domain/intake/filing-input.ts';
import { newestStep } from '../../domain/newest-step.ts';
import type { Verb } from '../../domain/verb.ts';
import { fileMatter, packOfKind, type FilingAnswer } from '../file-matter.ts';
import { findMatterOf } from '../receipts/find-matter-of.ts';
import { readBundle, readForFiler, type MatterView } from '../read-matter.ts';
import { takeStep } from '../take-step.ts';

const Filing = z.strictObject(jsonShape(FILING));
const Stage = z.object({ id: z.string(), due: z.string().nullable(), provisional: z.boolean() });
/** The answer to a filing. */
export const Filed = z.object({
  number: z.string(),
  code: z.string(),
  logKey: z.string(),
  leaf: z.string(),
  promise: z.string(),
  stages: z.array(Stage),
});
export const Code = z.strictObject({ code: CODE_TEXT });

/** A step of who holds the code, with the fields that it takes and no other. */
const stepOf = ({ name, fields }: Verb) => z.strictObject({ code: CODE_TEXT, command: z.literal(name), ...jsonShape(fields) });
const [firstStep, ...otherSteps] = FILER_STEPS.map(stepOf);
if (!firstStep) throw new Error('a filer has steps');
const Step = z.discriminatedUnion('command', [firstStep, ...otherSteps]);
/** A photo or paper of an event, as a list names it. */
export const ListedFile = z.object({ id: z.string(), type: z.string(), size: z.number(), gone: z.boolean() });
/** A matter as its filer follows it. */
export const Followed = z.object({
  number: z.string(),
  state: z.string(),
  stages: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      from: z.string(),
      due: z.string().nullable(),
      provisional: z.boolean(),
      metOn: z.string().nullable(),
    }),
  ),
  events: z.array(
    z.object({
      type: z.string(),
      level: z.number(),
      n: z.number(),
      recordedAt: z.string(),
      actor: z.string(),
      office: z.string().nullable(),
      data: z.record(z.string(), z.unknown()),
      texts: z.record(z.string(), z.string()),
      files: z.array(ListedFile),
      voided: z.boolean(),
    }),
  ),
  allowed: z.array(z.object({ command: z.string(), open: z.boolean(), because: z.string().nullable() })),
  proof: z.unknown(),
});

export const followed = (view: MatterView, proof: unknown) => ({
  number: view.number,
  state: newestStep(view.state),
  stages: view.stages.map((stage) => ({
    id: stage.rule.id,
    status: stage.status,
    from: stage.from,
    due: stage.due,
    provisional: stage.provisional,
    metOn: stage.metOn,
  })),
  events: view.entries.map(({ event, texts, files, voided }) => ({
    type: event.type,
    level: event.level,
    n: event.n,
    recordedAt: toIso(event.recordedAt),
    actor: event.actor.kind,
    office: event.actor.kind === 'staff' ? event.actor.office : null,
    data: { ...event.data },
    texts: { ...texts },
    files: files.map(({ id, type, size, gone }) => ({ id, type, size, gone })),
    voided,
  })),
  allowed: view.options.map((option) => ({ command: option.command, open: option.open, because: option.because?.refused ?? null })),
  proof: proof ?? null,
});

/** Files what a program sent, as JSON or as a form: by the pack that it names, or by that of its kind. */
export const fileFor = async (
  service: Service,
  given: JsonObject,
  files: readonly CheckedFile[],
  token: string,
): Promise<FilingAnswer | Refusal> => {
  const said = readFiling(given);
  if (isRefusal(said)) return said;
  const it = await service.jurisdiction();
  const kind = said.kind ?? 'grievance';
  if (!isTakenBy(it.purpose, kind)) return refuse('kind_not_here');
  const pack = said.pack ?? (it.purpose === 'door' ? packOfKind(it, kind) : undefined);
  if (pack !== undefined && it.packs.get(it.newestPack.get(pack) ?? '')?.kind !== kind) return refuse('field_choice', { field: 'pack' });
  return fileMatter(service, { ...said, ...(pack === undefined ? {} : { pack }), files }, { token });
};

/**
 * What a program may give as its key for a form that may be sent twice: random, and as secret as the code, since it brings the same answer
 * again. 22 characters hold 128 bits.
 */
/** The public API of matters; its schemas are what validates. */
export const registerGrievanceApi = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);

  api.post(
    '/api/v1/matters',
    {
      schema: {
        summary: 'File a matter',
        body: Filing,
        headers: NEEDS_KEY,
        response: { 201: Filed, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const token = request.headers['idempotency-key'];
      if (typeof token !== 'string' || !TOKEN.test(token)) return no(request, reply, noKey());
      const answer = await fileFor(service, request.body as JsonObject, [], token);
      return isRefusal(answer)
        ? no(request, reply, answer)
        : reply
            .code(201)
            .header('cache-control', 'no-store')
            .send({ ...answer, stages: [...answer.stages] });
    },
  );

  api.post(
    '/api/v1/receipt',
    { schema: { summary: 'Follow a matter by its code', body: Code, response: { 200: Followed, '4xx': Problem } } },
    async (request, reply) => {
      const matter = await findMatterOf(service, request.body.code, 'read');
      if (isRefusal(matter)) return no(request, reply, matter);
      const view = await readForFiler(service, matter);
      return view
        ? reply.header('cache-control', 'no-store').send(followed(view, await readBundle(service, matter)))
        : no(request, reply, refuse('not_found'));
    },
  );

  api.post(
    '/api/v1/receipt/steps',
    {
      schema: {
        summary: 'Take a step as the holder of the code',
        headers: MAY_HAVE_KEY,
        body: Step,
        response: { 200: Followed, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { code, command, ...given } = request.body;
      const matter = await findMatterOf(service, code, 'act');
      if (isRefusal(matter)) return no(request, reply, matter);
      if (needsOwnDevice(command) && (await isStaffDevice(service, request))) return no(request, reply, refuse('not_from_staff_device'));
      const input = given as JsonObject; // as the schema of that command has it
      const once = onceIn(request.headers);
      if (isRefusal(once)) return no(request, reply, once);
      const refusal = await takeStep(service, matter, { kind: 'filer' }, { name: command, input }, once);
      if (refusal) return no(request, reply, refusal);
      const view = await readForFiler(service, matter);
      return view
        ? reply.header('cache-control', 'no-store').send(followed(view, await readBundle(service, matter)))
        : no(request, reply, refuse('not_found'));
    },
  );
};
