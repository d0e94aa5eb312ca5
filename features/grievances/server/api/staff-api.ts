import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Problem } from '../../../../portal/problem.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import type { JsonObject } from '../../../../kernel/stream/event.ts';
import { isRefusal, refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { MAY_HAVE_KEY, NAME_TEXT, onceIn } from '../../../../engine/http/field-schema.ts';
import { whoOf } from '../../../../engine/http/rate-limit.ts';
import { callerOf } from '../../../../engine/http/staff-caller.ts';
import { bearerOf } from '../../../../engine/http/staff-device.ts';
import { sendFile } from '../../../../engine/http/send-file.ts';
import { sendRefusal } from '../../../../portal/send-refusal.ts';
import { signInFrom } from '../../../../engine/people/sign-in.ts';
import { endSession } from '../../../../engine/people/sessions.ts';
import type { Service } from '../../../../engine/service.ts';
import { newestStep } from '../../domain/newest-step.ts';
import { ListedFile } from './api.ts';
import { parseEntityNumber } from '../../../../engine/store/entity-number.ts';
import { fileForStaff, readForStaff, type MatterView } from '../read-matter.ts';
import { StaffStep } from './staff-steps.ts';
import { takeStep } from '../take-step.ts';

const Session = z.strictObject({ staff: z.string().max(256), password: z.string().max(1024), code: z.string().max(256) });
/** The number of a matter, in an address. */
export const Numbered = z.object({ number: NAME_TEXT });
/** A matter as a post sees it. */
export const Matter = z.object({
  number: z.string(),
  state: z.string(),
  length: z.number(),
  grade: z.string().nullable(),
  office: z.string().nullable(),
  owed: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      owedBy: z.string(),
      owedTo: z.string(),
      due: z.string().nullable(),
      provisional: z.boolean(),
      status: z.string(),
    }),
  ),
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
      recordedOn: z.string(),
      occurredOn: z.string().nullable(),
      actor: z.string(),
      post: z.string().nullable(),
      data: z.record(z.string(), z.unknown()),
      texts: z.record(z.string(), z.string()),
      files: z.array(ListedFile),
      voided: z.boolean(),
    }),
  ),
  allowed: z.array(z.object({ command: z.string(), open: z.boolean(), because: z.string().nullable() })),
});

/** The id by which a receipt is found and the token of a form are for the store alone: nobody at a desk needs them (G7). */
const withoutReceipt = (data: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'receipt' && name !== 'form'));

/** A matter as an office sees it: days, never hours (G10). */
export const matterOf = (view: MatterView): z.infer<typeof Matter> => {
  const { zone } = view.jurisdiction;
  return {
    number: view.number,
    state: newestStep(view.state),
    length: view.length,
    grade: view.state.grade,
    office: view.state.lead,
    owed: view.owed.map((it) => ({
      id: it.rule,
      kind: it.kind,
      owedBy: it.owedBy,
      owedTo: it.owedTo,
      due: it.due === null || typeof it.due === 'string' ? it.due : dateIn(it.due, zone),
      provisional: it.provisional,
      status: it.status,
    })),
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
      recordedOn: dateIn(event.recordedAt, zone),
      occurredOn: event.occurredOn ?? null,
      actor: event.actor.kind,
      post: event.actor.kind === 'staff' ? event.actor.post : null,
      data: withoutReceipt(event.data),
      texts: { ...texts },
      files: files.map(({ id, type, size, gone }) => ({ id, type, size, gone })),
      voided,
    })),
    allowed: view.options.map((option) => ({ command: option.command, open: option.open, because: option.because?.refused ?? null })),
  };
};

/** What cannot be a number is looked for like any other, and not found. */
export const numberOf = ({ number }: { readonly number: string }): string => parseEntityNumber(number) ?? '';

/** Steps as the deciders take them: what is absent is left out. */
const inputOf = (input: object): JsonObject => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** What a route may refuse with. */
export const ERRORS = { '4xx': Problem } as const;

/** Signing in and out for programs that act for a post. */
const registerSessions = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);

  api.post(
    '/api/v1/staff/session',
    { schema: { summary: 'Sign in as staff', body: Session, response: { 201: z.object({ token: z.string() }), ...ERRORS } } },
    async (request, reply) => {
      const signedIn = await signInFrom(service, request.body, whoOf(service, request));
      return isRefusal(signedIn)
        ? no(request, reply, signedIn)
        : reply.code(201).header('cache-control', 'no-store').send({ token: signedIn.token });
    },
  );

  api.delete(
    '/api/v1/staff/session',
    { schema: { summary: 'Sign out', security: [{ bearer: [] }], response: { 204: z.null(), ...ERRORS } } },
    async (request, reply) => {
      const who = await callerOf(service, request);
      const token = bearerOf(request);
      if (isRefusal(who) || token === undefined) return no(request, reply, refuse('sign_in_needed'));
      await service.read((tx) => endSession(tx, token));
      return reply.code(204).send(null);
    },
  );
};

/** Photos and papers of a matter. */
const registerStaffFiles = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);

  api.get(
    '/api/v1/staff/matters/:number/files/:file',
    {
      schema: {
        summary: 'A photo or paper of a matter, whole or in part (Range); the filer sees that the matter was opened',
        security: [{ bearer: [] }],
        params: Numbered.extend({ file: NAME_TEXT }),
        response: ERRORS,
      },
    },
    async (request, reply) => {
      const who = await callerOf(service, request);
      if (isRefusal(who)) return no(request, reply, who);
      const file = await fileForStaff(service, numberOf(request.params), request.params.file, who);
      return file === undefined || isRefusal(file) ? no(request, reply, file ?? refuse('not_found')) : sendFile(reply, file);
    },
  );
};

/** The API of the desk. What a post may not see answers exactly like what does not exist. */
export const registerStaffApi = (app: FastifyInstance, service: Service): void => {
  registerSessions(app, service);
  registerStaffFiles(app, service);
  const api = app.withTypeProvider<ZodTypeProvider>();
  const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);
  const security = [{ bearer: [] }];

  api.get(
    '/api/v1/staff/matters/:number',
    {
      schema: {
        summary: 'Open a matter; the filer sees that it was opened',
        security,
        params: Numbered,
        response: { 200: Matter, ...ERRORS },
      },
    },
    async (request, reply) => {
      const who = await callerOf(service, request);
      if (isRefusal(who)) return no(request, reply, who);
      const view = await readForStaff(service, numberOf(request.params), who);
      if (view === undefined || isRefusal(view)) return no(request, reply, view ?? refuse('not_found'));
      return reply.header('cache-control', 'no-store').send(matterOf(view));
    },
  );

  api.post(
    '/api/v1/staff/matters/:number/steps',
    {
      schema: {
        summary: 'Take a step as a post of an office',
        security,
        headers: MAY_HAVE_KEY,
        params: Numbered,
        body: StaffStep,
        response: { 200: Matter, 204: z.null(), ...ERRORS },
      },
    },
    async (request, reply) => {
      const who = await callerOf(service, request);
      if (isRefusal(who)) return no(request, reply, who);
      const { command, expected, input } = request.body;
      const once = onceIn(request.headers);
      if (isRefusal(once)) return no(request, reply, once);
      const refusal = await takeStep(
        service,
        numberOf(request.params),
        { kind: 'staff', post: who.post, office: who.office, role: who.role },
        { name: command, input: inputOf(input), ...(expected === undefined ? {} : { expectedLength: expected }) },
        once,
      );
      if (refusal) return no(request, reply, refusal);
      const view = await readForStaff(service, numberOf(request.params), who);
      // Passed on to another office: the step is taken, and the matter is no longer this one's to see. Or the day's budget is spent.
      if (view === undefined || isRefusal(view)) return reply.code(204).send(null);
      return reply.header('cache-control', 'no-store').send(matterOf(view));
    },
  );
};
