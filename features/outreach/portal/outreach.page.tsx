import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { csvText } from '../../../kernel/canonical/csv-text.ts';
import { LESSON_THINGS } from '../../../kernel/form/lesson.ts';
import { LESSON_WORDS } from '../../../kernel/form/lesson-words.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import { html, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { CLASS_WORDS } from '../../sites/public-desk.ts';
import { chosenSpan, spansUntil } from '../domain/span.ts';
import { coverageNow } from '../server/read-coverage.ts';
import { CoverageTables, SpanChoice, spanName } from './coverage-tables.tsx';
import { OUTREACH } from './words.ts';

/** The span that is asked for, and what it says. */
export const coverageAsked = async ({ service, query }: PageRequest) => {
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const spans = spansUntil(it.routines.terms, today);
  const span = chosenSpan(spans, query['span'], today);
  return { it, spans, span, ...(await coverageNow(service, span)) };
};

const showOutreach = async (request: PageRequest): Promise<PageReply> => {
  const { lang } = request;
  const said = OUTREACH[lang];
  const { it, spans, span, coverage, at } = await coverageAsked(request);
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      <SpanChoice spans={spans} span={span} path="/outreach" lang={lang} />
      <p>
        {spanName(span, lang)} · {OUTREACH[lang].days(dayInWords(span.from, lang), dayInWords(span.to, lang))} ·{' '}
        {said.asOf(momentInWords(at, it.zone, lang))}
      </p>
      <CoverageTables coverage={coverage} span={span} lang={lang} />
    </>,
    { wide: true, other: `/outreach?${new URLSearchParams({ span: span.id }).toString()}` },
  );
};

const sendOutreach = async (request: PageRequest): Promise<PageReply> => {
  const { lang, query } = request;
  const said = OUTREACH[lang];
  const { span, coverage, at } = await coverageAsked(request);
  const when = [span.from, span.to, toIso(at)];
  const rows =
    query['of'] === 'topics'
      ? [
          [...said.csvTopicHeads, ...LESSON_THINGS.map((thing) => LESSON_WORDS.things[thing][lang])],
          ...coverage.topics.map((row) => [
            row.class,
            CLASS_WORDS[row.class][lang],
            row.topic,
            LESSON_WORDS.topics[row.topic][lang],
            ...when,
            ...[row.held, row.outside, row.trained, row.expected, row.trainedOfExpected].map(String),
            ...LESSON_THINGS.map((thing) => String(row.things[thing] ?? 0)),
          ]),
        ]
      : [
          said.csvRuleHeads,
          ...coverage.rules.map((row) => [
            row.class,
            CLASS_WORDS[row.class][lang],
            row.key,
            inLang(row.label, lang),
            ...when,
            ...[row.sites, row.due, row.onTime, row.late, row.notWhole, row.missing, row.open, row.excused, row.unreached].map(String),
          ]),
        ];
  return { kind: 'file', name: 'huiyin-outreach.csv', type: 'text/csv; charset=utf-8', body: csvText(rows) };
};

/** Coverage of lessons and campaigns, for everybody. */
export const pages: readonly Page[] = [
  { path: '/outreach', method: 'GET', face: 'open', handle: showOutreach },
  { path: '/outreach.csv', method: 'GET', face: 'open', handle: sendOutreach },
];
