import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { jsonShape, MAY_HAVE_KEY, NAME_TEXT, onceIn } from '../../engine/http/field-schema.ts';
import { callerOf } from '../../engine/http/staff-caller.ts';
import type { StaffMember } from '../../engine/place/read.ts';
import type { Service } from '../../engine/service.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep, type StaffView } from '../../engine/staff-entity.ts';
import { parseEntityNumber } from '../../engine/store/entity-number.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import type { StaffVerb } from '../../kernel/stream/staff-kind.ts';
import { Problem } from '../../portal/problem.ts';
import { sendRefusal } from '../../portal/send-refusal.ts';
import type { Routes } from '../feature.ts';
import type { StaffFace } from './face.ts';

const nullable = z.string().nullable();
const Shown = z.object({
  number: z.string(),
  stage: z.string(),
  grade: nullable,
  seats: z.record(z.string(), nullable),
  length: z.number(),
  owed: z.array(z.object({ rule: z.string(), kind: z.string(), owedBy: z.string(), due: nullable, status: z.string() })),
  events: z.array(
    z.object({
      type: z.string(),
      n: z.number(),
      on: z.string(),
      data: z.record(z.string(), z.unknown()),
      texts: z.record(z.string(), z.string()),
    }),
  ),
  allowed: z.array(z.object({ command: z.string(), open: z.boolean(), because: nullable })),
});
export const NUMBERED = z.object({ number: NAME_TEXT });
export const SHOWN = { 200: Shown, '4xx': Problem };
export const BEGUN = { 201: z.object({ number: z.string() }), '4xx': Problem };

/** An entity as a program reads it: days, never hours (G10). */
const shownOf = <State>(
  { seats, stageOf, gradeOf, toldOf = (data) => data }: StaffFace<State>,
  view: StaffView<State>,
): z.infer<typeof Shown> => ({
  number: view.number,
  stage: stageOf(view.state),
  grade: gradeOf(view.state),
  seats: Object.fromEntries(seats.map(({ party, officeOf }) => [party, officeOf(view.state)])),
  length: view.entries.length,
  owed: view.owed.map(({ rule, kind, owedBy, due, status }) => ({
    rule,
    kind,
    owedBy,
    due: due === null || typeof due === 'string' ? due : dateIn(due, view.it.zone),
    status,
  })),
  events: view.entries.map(({ event, on, texts }) => ({
    type: event.type,
    n: event.n,
    on,
    data: { ...toldOf(event.data) },
    texts: { ...texts },
  })),
  allowed: view.options
    .filter(({ verb }) => verb.apart !== true)
    .map(({ verb, because }) => ({
      command: verb.name,
      open: because === undefined,
      because: because?.refused ?? null,
    })),
});

/** Every step with the fields it takes; nothing else is read. */
const stepsOf = <State>(verbs: readonly StaffVerb<State>[]) => {
  const stepOf = ({ name, fields }: StaffVerb<State>) =>
    z.strictObject({
      command: z.literal(name),
      expected: z.number().int().nonnegative().optional(),
      input: z.strictObject(jsonShape(fields)),
    });
  const [first, ...others] = verbs.map(stepOf);
  if (!first) throw new Error('a kind has steps');
  return z.discriminatedUnion('command', [first, ...others]);
};

// What is absent is left out.
export const given = (input: object): JsonObject => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** Whether programs begin one, too. */
export const mayBegin = <State>({ newPath, hasOwnForm }: StaffFace<State>): boolean => newPath !== undefined || hasOwnForm === true;

/** Answers a program with the entity as its post sees it now, after what it asked to be done. */
export const answersFor =
  <State>(face: StaffFace<State>, service: Service) =>
  async (
    request: FastifyRequest,
    reply: FastifyReply,
    typed: string,
    work?: (who: StaffMember, number: string) => Promise<Refusal | undefined>,
  ) => {
    const no = (refusal: Refusal) => sendRefusal(service, request, reply, refusal);
    const who = await callerOf(service, request);
    if (isRefusal(who)) return no(who);
    const number = parseEntityNumber(typed) ?? '';
    const refusal = await work?.(who, number);
    if (refusal) return no(refusal);
    const view = await readStaffEntity(service, face.kind, number, who);
    if (view === undefined || isRefusal(view)) return no(view ?? refuse('not_found'));
    return reply.header('cache-control', 'no-store').send(shownOf(face, view));
  };

/** A kind for programs that act for a post. What a post may not see answers exactly like what does not exist. */
export const staffEntityRoutes =
  <State>(face: StaffFace<State>): Routes =>
  (app, service) => {
    const { kind, words, apiPath } = face;
    const api = app.withTypeProvider<ZodTypeProvider>();
    const security = [{ bearer: [] }];
    const title = words.title.en;
    const no = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => sendRefusal(service, request, reply, refusal);
    const answer = answersFor(face, service);

    if (mayBegin(face)) {
      const body = z.strictObject(jsonShape(kind.staff.begins.fields));
      api.post(
        apiPath,
        { schema: { summary: `${title}: begin one`, security, headers: MAY_HAVE_KEY, body, response: BEGUN } },
        async (request, reply) => {
          const who = await callerOf(service, request);
          if (isRefusal(who)) return no(request, reply, who);
          const key = onceIn(request.headers);
          if (isRefusal(key)) return no(request, reply, key);
          const number = await beginStaffEntity(service, kind, who, given(request.body), key.once?.token);
          return isRefusal(number) ? no(request, reply, number) : reply.code(201).header('cache-control', 'no-store').send({ number });
        },
      );
    }
    api.get(
      `${apiPath}/:number`,
      { schema: { summary: `${title}: open one`, security, params: NUMBERED, response: SHOWN } },
      async (request, reply) => answer(request, reply, request.params.number),
    );
    const Step = stepsOf(kind.staff.steps.filter((verb) => verb.apart !== true));
    api.post(
      `${apiPath}/:number/steps`,
      {
        schema: {
          summary: `${title}: take a step as a post`,
          security,
          headers: MAY_HAVE_KEY,
          params: NUMBERED,
          body: Step,
          response: SHOWN,
        },
      },
      async (request, reply) => {
        const { command, expected, input } = request.body;
        const step = { name: command, input: given(input), ...(expected === undefined ? {} : { expectedLength: expected }) };
        const key = onceIn(request.headers);
        return answer(request, reply, request.params.number, async (who, number) =>
          isRefusal(key) ? key : takeStaffStep(service, kind, number, who, step, key.once),
        );
      },
    );
  };
