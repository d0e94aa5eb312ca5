import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { onceIn, partsShape } from '../../engine/http/field-schema.ts';
import { whoOf } from '../../engine/http/rate-limit.ts';
import { callerOf } from '../../engine/http/staff-caller.ts';
import { beginStaffEntity, takeStaffStep } from '../../engine/staff-entity.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import type { StaffVerb } from '../../kernel/stream/staff-kind.ts';
import { anything, files, FORM, parse, readsForm } from '../../portal/form-with-files.ts';
import { sendRefusal } from '../../portal/send-refusal.ts';
import type { Routes } from '../feature.ts';
import { answersFor, BEGUN, given, mayBegin, NUMBERED, SHOWN } from './api.ts';
import type { StaffFace } from './face.ts';
import { takePhotos, takesFiles } from './taken-files.ts';

const EXPECTED = z.string().max(9).regex(/^\d+$/).transform(Number).optional();

const formOf = <State>({ name, fields }: StaffVerb<State>) =>
  z.strictObject({ command: z.literal(name), expected: EXPECTED, ...partsShape(fields), files });

/** Every step that takes files, with the parts of its form; undefined where a kind has none. */
const formsOf = <State>(verbs: readonly StaffVerb<State>[]) => {
  const [first, ...others] = verbs.filter(takesFiles).map(formOf);
  return first && z.discriminatedUnion('command', [first, ...others]);
};

/** A step or a beginning with photos, for programs: a form of the fields that the JSON request has, and `files`. */
export const staffEntityUploads =
  <State>(face: StaffFace<State>): Routes =>
  (app, service) => {
    const { kind, words, apiPath } = face;
    const api = app.withTypeProvider<ZodTypeProvider>();
    const withForm = readsForm(service);
    const described = { security: [{ bearer: [] }], ...FORM };
    const title = words.title.en;

    const Step = formsOf(kind.staff.steps);
    if (Step) {
      const answer = answersFor(face, service);
      const summary = `${title}: take a step as a post, with photos`;
      api.post(
        `${apiPath}/:number/files`,
        { schema: { summary, ...described, params: NUMBERED, body: Step, response: SHOWN }, validatorCompiler: anything },
        async (request, reply) => {
          // Nothing is decoded for who is nobody.
          const caller = await callerOf(service, request);
          if (isRefusal(caller)) return sendRefusal(service, request, reply, caller);
          return withForm(request, reply, Step, (form) =>
            answer(request, reply, request.params.number, async (who, number) => {
              const sent = parse(Step, form);
              if (isRefusal(sent)) return sent;
              const key = onceIn(request.headers, form.files);
              if (isRefusal(key)) return key;
              const { command: name, expected, files: _files, ...input } = sent;
              const taken = await (face.filesOf?.[name] ?? takePhotos)(form.files, whoOf(service, request));
              if (isRefusal(taken)) return taken;
              const step = {
                name,
                input: { ...given(input), ...taken.input },
                ...(expected === undefined ? {} : { expectedLength: expected }),
              };
              return takeStaffStep(service, kind, number, who, step, { files: taken.bytes, ...key.once });
            }),
          );
        },
      );
    }

    const { begins } = kind.staff;
    if (!mayBegin(face) || !takesFiles(begins)) return;
    const Form = z.strictObject({ ...partsShape(begins.fields), files });
    api.post(
      `${apiPath}/with-files`,
      {
        schema: { summary: `${title}: begin one, with photos`, ...described, body: Form, response: BEGUN },
        validatorCompiler: anything,
      },
      async (request, reply) => {
        const no = (refusal: Refusal) => sendRefusal(service, request, reply, refusal);
        const who = await callerOf(service, request);
        if (isRefusal(who)) return no(who);
        return withForm(request, reply, Form, async (form) => {
          const sent = parse(Form, form);
          if (isRefusal(sent)) return no(sent);
          const key = onceIn(request.headers, form.files);
          if (isRefusal(key)) return no(key);
          const taken = await takePhotos(form.files, whoOf(service, request));
          if (isRefusal(taken)) return no(taken);
          const { files: _files, ...input } = sent;
          const typed = given(input);
          const asked = { ...typed, sent: form.files.map((file) => file.sent) };
          const number = await beginStaffEntity(service, kind, who, { ...typed, ...taken.input }, key.once?.token, asked, taken.bytes);
          return isRefusal(number) ? no(number) : reply.code(201).header('cache-control', 'no-store').send({ number });
        });
      },
    );
  };
