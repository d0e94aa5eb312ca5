import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { toIso } from '../../../kernel/calendar/instant.ts';
import type { JsonObject } from '../../../kernel/matter/event.ts';
import { isTakenBy, MATTER_KINDS } from '../../../kernel/matter/kinds.ts';
import { TELL_WAYS } from '../../../kernel/relay/message.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { isStaffDevice } from '../../../server/http/staff-device.ts';
import { sendRefusal } from '../../../server/http/send-refusal.ts';
import type { Service } from '../../../server/service.ts';
import { needsOwnDevice } from '../domain/decide.ts';
import { newestStep } from '../domain/newest-step.ts';
import { fileMatter, packOfKind, type FilingInput } from './file-matter.ts';
import { findMatterOf } from './find-matter-of.ts';
import { readBundle, readForFiler, type MatterView } from './read-matter.ts';
import { takeStep } from './take-step.ts';

/** What a refusal looks like to a program. */
export const Problem = z.object({
  error: z.object({ code: z.string(), message: z.string(), data: z.record(z.string(), z.unknown()).optional() }),
});
const Sealed = z.strictObject({ name: z.string(), contact: z.string() });
const TellTo = z.strictObject({ kind: z.enum(TELL_WAYS), to: z.string() });
const SEALED_IS = 'Kept under seal; refused (names_not_taken) where no valid custodians are named.';
const TELL_IS = 'Where to tell the filer that there is something new, sealed to the relay; refused (tell_not_taken) where none is named.';

const PUBLIC_IS = 'Its number, service, office and state may be public (Open311), never a word of it; only for some services.';

/** A part of a form that holds JSON, as the same field of the JSON request has it. */
const jsonPart = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);

const WORDS = {
  subject: z.string(),
  body: z.string(),
  place: z.string().optional(),
  ask: z.string().optional(),
  needs: z.string().optional().describe('Help that the filer needs to be met or answered; shown to staff only where that is done.'),
  lang: z.enum(['zh-CN', 'en']).optional(),
  pack: z.string().optional(),
  danger: z.literal(true).optional().describe('A life is in danger now: who is on duty is rung at once. Telephone first.'),
  kind: z.enum(MATTER_KINDS).optional().describe('Something to be put right, a proposal, or a request for help.'),
  service: z.string().optional().describe('An id of the published list of subjects; leave out what is not sure.'),
  word: z.string().optional().describe('For a lost code: with the number it gives a new one after seven days.'),
};
const Filing = z.strictObject({
  ...WORDS,
  kind: z.enum(MATTER_KINDS).describe('A door takes accusation, retaliation and child_danger; every other server takes the first three.'),
  public: z.literal(true).optional().describe(PUBLIC_IS),
  sealed: Sealed.optional().describe(SEALED_IS),
  tell: TellTo.optional().describe(TELL_IS),
});
/** The same in the parts of a form; what is an object in JSON is a part that holds JSON. */
export const FilingParts = z.strictObject({
  ...WORDS,
  public: z.literal('true').optional().describe(PUBLIC_IS),
  sealed: jsonPart(Sealed).optional().describe(`JSON {"name","contact"}. ${SEALED_IS}`),
  tell: jsonPart(TellTo).optional().describe(`JSON {"kind","to"}. ${TELL_IS}`),
});

type FilingWords = Omit<z.output<typeof FilingParts>, 'public'> & { readonly public?: true | 'true' | undefined };

/** What a filing says, from either request. */
export const filingInput = ({
  subject,
  body,
  place,
  ask,
  needs,
  lang,
  pack,
  kind,
  service,
  sealed,
  word,
  tell,
  ...more
}: FilingWords): FilingInput => ({
  fields: {
    subject,
    body,
    ...(place === undefined ? {} : { place }),
    ...(ask === undefined ? {} : { ask }),
    ...(needs === undefined ? {} : { needs }),
  },
  lang: lang ?? 'zh-CN',
  ...(pack === undefined ? {} : { pack }),
  ...(kind === undefined ? {} : { kind }),
  ...(service === undefined ? {} : { service }),
  ...(more.public === undefined ? {} : { public: true as const }),
  ...(sealed ? { sealed } : {}),
  ...(word ? { word } : {}),
  ...(tell ? { tell } : {}),
});
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
export const Code = z.strictObject({ code: z.string() });
const Step = z.strictObject({ code: z.string(), command: z.string(), words: z.string().optional(), notice: z.string().optional() });
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

/** What a program may give as its key for a form that may be sent twice. */
export const TOKEN = /^[\x21-\x7e]{8,200}$/;

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
        headers: z.looseObject({ 'idempotency-key': z.string().optional() }),
        response: { 201: Filed, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const token = request.headers['idempotency-key'];
      if (typeof token !== 'string' || !TOKEN.test(token)) return no(request, reply, refuse('key_missing'));
      const said = request.body;
      const { kind } = said;
      const it = await service.jurisdiction();
      if (!isTakenBy(it.purpose, kind)) return no(request, reply, refuse('kind_not_here'));
      const pack = said.pack ?? (it.purpose === 'door' ? packOfKind(it, kind) : undefined);
      if (pack !== undefined && it.packs.get(it.newestPack.get(pack) ?? '')?.kind !== kind)
        return no(request, reply, refuse('field_choice', { field: 'pack' }));
      const answer = await fileMatter(service, filingInput({ ...said, pack }), { token });
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
    { schema: { summary: 'Take a step as the holder of the code', body: Step, response: { 200: Followed, '4xx': Problem } } },
    async (request, reply) => {
      const { code, command, words, notice } = request.body;
      const matter = await findMatterOf(service, code, 'act');
      if (isRefusal(matter)) return no(request, reply, matter);
      if (needsOwnDevice(command) && (await isStaffDevice(service, request))) return no(request, reply, refuse('not_from_staff_device'));
      const input: JsonObject = { ...(words === undefined ? {} : { words }), ...(notice === undefined ? {} : { notice }) };
      const refusal = await takeStep(service, matter, { kind: 'filer' }, { name: command, input });
      if (refusal) return no(request, reply, refusal);
      const view = await readForFiler(service, matter);
      return view
        ? reply.header('cache-control', 'no-store').send(followed(view, await readBundle(service, matter)))
        : no(request, reply, refuse('not_found'));
    },
  );
};
