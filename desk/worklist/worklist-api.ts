import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isRefusal } from '../../kernel/refusal.ts';
import { callerOf } from '../../engine/http/staff-caller.ts';
import type { Service } from '../../engine/service.ts';
import { Problem } from '../../portal/problem.ts';
import { sendRefusal } from '../../portal/send-refusal.ts';
import { DUES, readFilter, VIEWS } from './filter.ts';
import { readWorklist, type WorkDuty, type Worklist } from './read-worklist.ts';
import type { WorkKind } from './work-kind.ts';

const Duty = z.object({ rule: z.string(), kind: z.string(), due: z.string(), atOnce: z.boolean(), provisional: z.boolean() });
const Listed = z.object({
  counts: z
    .object({
      total: z.number(),
      late: z.number(),
      today: z.number(),
      week: z.number(),
      supervised: z.number(),
      capped: z.boolean(),
    })
    .nullable(),
  items: z.array(
    z.object({
      kind: z.string(),
      number: z.string(),
      title: z.string(),
      lang: z.string(),
      filedOn: z.string(),
      subject: z.string().nullable(),
      place: z.string().nullable(),
      owed: z.array(Duty),
      supervised: z.object({ office: z.string(), lateOn: z.string(), by: z.string().nullable() }).nullable(),
      closed: z.object({ step: z.string(), on: z.string() }).nullable(),
      passed: z
        .object({
          on: z.string(),
          office: z.string().nullable(),
          lead: z.string().nullable(),
          waits: z.boolean(),
          looked: z.boolean(),
          canTakeBack: z.boolean(),
        })
        .nullable(),
    }),
  ),
  next: z.string().nullable(),
});
const word = z.string().max(200).optional();
const Query = z.strictObject({
  view: z.enum(VIEWS).optional(),
  due: z.enum(DUES).optional(),
  sort: word,
  step: word,
  subject: word,
  place: word,
  number: word,
  from: word,
  to: word,
  after: word,
});

const dutyOf = ({ rule, dueOn, isMoment, provisional }: WorkDuty): z.infer<typeof Duty> => ({
  rule: rule.id,
  kind: rule.kind,
  due: dueOn,
  atOnce: isMoment,
  provisional,
});

const listed = ({ rows, counts, next }: Worklist): z.infer<typeof Listed> => ({
  counts: counts && {
    total: counts.total,
    late: counts.late,
    today: counts.today,
    week: counts.week,
    supervised: counts.supervised,
    capped: counts.capped,
  },
  items: rows.map((row) => ({
    kind: row.kind,
    number: row.number,
    title: row.title,
    lang: row.lang,
    filedOn: row.filedOn,
    subject: row.subject,
    place: row.place,
    owed: row.duties.map(dutyOf),
    supervised: row.supervised ?? null,
    closed: row.closed ?? null,
    passed: row.passed ?? null,
  })),
  next,
});

/** The lists of the desk for programs that act for a post: the same rows in the same order, by the same filters. */
export const registerWorklistApi = (app: FastifyInstance, service: Service, kinds: readonly WorkKind[]): void => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/staff/worklist',
    {
      schema: {
        summary: 'What the office owes, one row an entity, most urgent first; or what it passed on, supervises, or is done with',
        security: [{ bearer: [] }],
        querystring: Query,
        response: { 200: Listed, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const who = await callerOf(service, request);
      if (isRefusal(who)) return sendRefusal(service, request, reply, who);
      const list = await readWorklist(service, kinds, who, readFilter(request.query));
      return isRefusal(list) ? sendRefusal(service, request, reply, list) : reply.header('cache-control', 'no-store').send(listed(list));
    },
  );
};
