import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { originOf } from '../../../engine/http/origin.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Service } from '../../../engine/service.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import { allLangs, writingOf } from '../../../kernel/language/languages.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { Problem } from '../../../portal/problem.ts';
import { atomText, tagOf } from '../../../portal/atom.ts';
import { afterText, placeOf, readAfter, type PublicHazard } from '../domain/in-public.ts';
import { countsOf, listPath, readPublicFilter } from '../portal/hazards.page.tsx';
import { factsOf } from '../portal/parts.tsx';
import { PUBLIC } from '../portal/words.ts';
import { publicList, type PublicList } from './read-public.ts';

const Day = z.string();
const Hazard = z.object({
  number: z.string(),
  what: z.string(),
  where: z.string(),
  danger: z.string(),
  site: z.object({ name: z.string(), english: z.string().nullable(), class: z.string().nullable() }).nullable(),
  responsible: z.string(),
  supervisor: z.string().nullable(),
  foundOn: Day,
  publishedOn: Day,
  dueOn: Day.nullable(),
  acceptedOn: Day.nullable(),
  unlistedOn: Day.nullable(),
  daysOpen: z.number(),
  daysLate: z.number(),
  silentDays: z.number().nullable(),
  stopped: z.string().nullable(),
  guarded: z.boolean(),
  criterion: z.string().nullable(),
  progress: z.object({ day: Day, told: z.string() }).nullable(),
  steps: z.array(z.object({ type: z.string(), day: Day, leaf: z.string() })),
});
const Hazards = z.object({
  format: z.literal('huiyin/hazards/v1'),
  jurisdiction: z.number(),
  day: Day,
  counts: z.object({ hanging: z.number(), late: z.number(), ended: z.number() }),
  hazards: z.array(Hazard),
  next: z.string().nullable(),
});

const jsonOf = (it: PublicHazard): z.infer<typeof Hazard> => ({
  number: it.number,
  what: it.what,
  where: it.where,
  danger: it.danger,
  site: it.site_called === null ? null : { name: it.site_called, english: it.siteEnglish, class: it.site_class },
  responsible: it.responsible,
  supervisor: it.supervisor,
  foundOn: it.found_on,
  publishedOn: it.published_on,
  dueOn: it.due_on,
  acceptedOn: it.accepted_on,
  unlistedOn: it.unlisted_on,
  daysOpen: it.daysOpen,
  daysLate: it.daysLate,
  silentDays: it.silentDays,
  stopped: it.stopped,
  guarded: it.guarded,
  criterion: it.cites === '' ? null : it.cites,
  progress: it.progress[0] ?? null,
  steps: [...it.steps],
});

const nextOf = ({ hasMore, hazards }: PublicList): string | undefined => {
  const last = hazards.at(-1);
  return hasMore && last ? afterText(placeOf(last)) : undefined;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
/** What an address asks for; anything but text, once, is as if it were not there. */
const askedBy = (request: FastifyRequest) => {
  const query = request.query as { readonly [name: string]: unknown }; // parsed by the framework, checked below
  return {
    filter: readPublicFilter({ office: text(query['office']), class: text(query['class']) }),
    after: readAfter(text(query['after'])),
  };
};

const feedOf = async (service: Service, request: FastifyRequest, lang: Lang): Promise<string> => {
  const { filter, after } = askedBy(request);
  const it = await service.jurisdiction();
  const list = await publicList(service, filter, after);
  const said = PUBLIC[lang];
  const address = (path: string): string => `${originOf(request)}${href(lang, path)}`;
  const next = nextOf(list);
  const entry = (hazard: PublicHazard) => {
    const shown = { hazard, it, today: list.today, lang };
    const marks = [
      ...(hazard.daysLate > 0 ? [said.lateDays(hazard.daysLate)] : []),
      ...(hazard.silentDays === null ? [] : [said.silent(hazard.silentDays)]),
    ];
    const facts = factsOf(shown).map(([name, told]) => `${name}${MARKS[lang].colon}${told}`);
    return {
      id: tagOf(it.origin, `hazard:${hazard.number}`),
      title: hazard.what,
      // The midnight on which its day began there: of no step is the hour told (G10).
      updated: startOfDay(hazard.updated, it.zone),
      author: officeName(it, hazard.supervisor ?? hazard.responsible, lang),
      page: address(`/hazards/${hazard.number}`),
      summary: [...marks, ...facts, hazard.progress[0]?.told ?? said.noProgress].join(' · '),
    };
  };
  return atomText({
    id: tagOf(it.origin, 'hazards'),
    title: said.title,
    lang: writingOf(lang).tag,
    updated: startOfDay(list.today, it.zone),
    self: address(listPath('/hazards.atom', filter, text((request.query as { after?: unknown }).after) ?? '')),
    page: address(listPath('/hazards', filter)),
    ...(next === undefined ? {} : { next: address(listPath('/hazards.atom', filter, next)) }),
    entries: list.hazards.map(entry),
  });
};

/** What hangs in public, for programs: the facts of the page, by days. */
export const registerPublicFiles = (app: FastifyInstance, service: Service): void => {
  const api = app.withTypeProvider<ZodTypeProvider>();
  api.get(
    '/hazards.json',
    {
      schema: {
        summary: 'Major hazards that hang in public, or were taken down within a year: late ones first, then by days open, 25 a page',
        querystring: z.object({
          office: z.string().max(64).optional(),
          class: z.string().max(30).optional(),
          after: z.string().max(40).optional(),
        }),
        response: { 200: Hazards, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { filter, after } = askedBy(request);
      const list = await publicList(service, filter, after);
      return reply.header('cache-control', 'no-cache').send({
        format: 'huiyin/hazards/v1',
        jurisdiction: service.id,
        day: list.today,
        counts: countsOf(list.kinds, filter),
        hazards: list.hazards.map(jsonOf),
        next: nextOf(list) ?? null,
      });
    },
  );
  for (const lang of allLangs())
    app.get(href(lang, '/hazards.atom'), { schema: { hide: true } }, async (request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .type('application/atom+xml; charset=utf-8')
        .send(await feedOf(service, request, lang)),
    );
};
