import type { FastifyInstance, FastifyRequest } from 'fastify';
import { originOf } from '../../../engine/http/origin.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { writeAlert } from '../../../kernel/cap/write.ts';
import { allLangs, writingOf } from '../../../kernel/language/languages.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { atomText, tagOf } from '../../../portal/atom.ts';
import { INCIDENT_KIND_WORDS } from '../../../kernel/incident/kind-words.ts';
import { MARKS } from '../../../portal/marks.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { sendRefusal } from '../../../portal/send-refusal.ts';
import { toCap, type Said } from '../domain/to-cap.ts';
import { areasOf, spanText, stateText, warningName, wordsIn } from '../portal/parts.tsx';
import { WARNED } from '../portal/words.ts';
import { publicWarnings, warningRow, type WarningRow } from './read-warnings.ts';

/** The languages that its words are written in; any other one is drawn from one of these. */
const WRITTEN: readonly Lang[] = ['zh-CN', 'en'];

const saidIn = (row: WarningRow, it: Jurisdiction, lang: Lang): readonly Said[] => {
  const words = wordsIn(row, lang);
  return words === null
    ? []
    : [
        {
          ...words,
          language: writingOf(lang).tag,
          event: INCIDENT_KIND_WORDS[row.hazard][lang],
          headline: warningName(row, lang),
          senderName: officeName(it, row.office, lang),
          areas: areasOf({ row, it, lang }),
        },
      ];
};

/** The newest message of a warning as CAP 1.2, in every language that it is written in. */
export const capText = (row: WarningRow, it: Jurisdiction, address: string): string =>
  writeAlert(
    toCap(
      {
        number: row.matter,
        sender: it.origin,
        zone: it.zone,
        web: `${address}/warnings/${row.matter}`,
        hazard: row.hazard,
        level: row.level,
        exercise: row.exercise,
        seen: row.source === 'own_observation',
        begins: row.begins,
        ends: row.ends,
        messages: row.messages,
        toldBy: row.told_by,
        exerciseNote: WARNED.en.exerciseNote,
      },
      WRITTEN.flatMap((lang) => saidIn(row, it, lang)),
    ),
  );

const feedOf = async (service: Service, request: FastifyRequest, lang: Lang): Promise<string> => {
  const it = await service.jurisdiction();
  const now = service.clock();
  const said = WARNED[lang];
  const address = (path: string): string => `${originOf(request)}${href(lang, path)}`;
  const rows = await service.read((tx) => publicWarnings(tx, now));
  return atomText({
    id: tagOf(it.origin, 'warnings'),
    title: said.title,
    lang: writingOf(lang).tag,
    updated: rows.reduce((last, { changed_at }) => (changed_at > last ? changed_at : last), rows[0]?.changed_at ?? now),
    self: address('/warnings.atom'),
    page: address('/warnings'),
    entries: rows.map((row) => {
      const words = wordsIn(row, lang) ?? row;
      return {
        id: tagOf(it.origin, `warning:${row.matter}`),
        title: warningName(row, lang),
        // Its own end is news, too.
        updated: row.over_at ?? row.changed_at,
        author: officeName(it, row.office, lang),
        page: address(`/warnings/${row.matter}`),
        summary: [
          stateText({ row, now, lang }),
          spanText({ row, it, lang }),
          areasOf({ row, it, lang }).join(MARKS[lang].list),
          words.caution,
          words.measures,
        ].join(' · '),
      };
    }),
  });
};

/** Warnings for programs: a feed of what stands in public, and each as a message of CAP. */
export const registerPublicFiles = (app: FastifyInstance, service: Service): void => {
  for (const lang of allLangs())
    app.get(href(lang, '/warnings.atom'), { schema: { hide: true } }, async (request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .type('application/atom+xml; charset=utf-8')
        .send(await feedOf(service, request, lang)),
    );
  app.get('/warnings/:number.cap', { schema: { hide: true } }, async (request, reply) => {
    const number = parseEntityNumber((request.params as { readonly number: string }).number); // the route has it
    const row = number === undefined ? undefined : await service.read((tx) => warningRow(tx, number));
    if (!row) return sendRefusal(service, request, reply, refuse('not_found'));
    const text = capText(row, await service.jurisdiction(), originOf(request));
    return reply.header('cache-control', 'no-cache').type('application/cap+xml; charset=utf-8').send(text);
  });
};
