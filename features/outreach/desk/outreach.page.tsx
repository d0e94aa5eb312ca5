import { mayList } from '../../../kernel/access/access.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../../kernel/calendar/zone.ts';
import { LESSON_WORDS } from '../../../kernel/form/lesson-words.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { siteName } from '../../sites/public.ts';
import { CoverageTables, SpanChoice, spanName } from '../portal/coverage-tables.tsx';
import { coverageAsked } from '../portal/outreach.page.tsx';
import { OUTREACH } from '../portal/words.ts';
import { notWholeOf, type NotWhole } from '../server/not-whole.ts';
import { DESK } from './words.ts';

/** What was lacking or does not match, in words. */
const whyText = ({ lacks, differs }: NotWhole, lang: Lang): string => {
  const said = DESK[lang];
  const named = (parts: readonly (keyof typeof LESSON_WORDS.parts)[]): readonly string[] =>
    parts.map((part) => LESSON_WORDS.parts[part][lang]);
  return [...(lacks.length > 0 ? [said.lacks(named(lacks))] : []), ...(differs.length > 0 ? [said.differs(named(differs))] : [])].join(
    said.separator,
  );
};

interface OwnProps {
  readonly rows: readonly NotWhole[];
  readonly zone: string;
  readonly lang: Lang;
}

const Own = ({ rows, zone, lang }: OwnProps) => {
  const said = DESK[lang];
  const [on, site, topic, why, record] = said.ownHeads;
  return (
    <section class="screen">
      <h2>{said.own}</h2>
      {rows.length === 0 ? (
        <p>{said.ownNone}</p>
      ) : (
        <>
          <p>{said.ownLead}</p>
          <WorkTable label={said.own} heads={said.ownHeads}>
            {rows.map((row) => (
              <tr>
                <td data-head={on}>{dayInWords(dateIn(row.done_at, zone), lang)}</td>
                <td data-head={site}>{siteName(row, lang)}</td>
                <td data-head={topic}>{LESSON_WORDS.topics[row.topic][lang]}</td>
                <td data-head={why}>{whyText(row, lang)}</td>
                <td data-head={record}>
                  <a href={href(lang, `/desk/check/${row.record}`)}>{said.look}</a>
                </td>
              </tr>
            ))}
          </WorkTable>
        </>
      )}
    </section>
  );
};

const showOutreach = async (request: PageRequest): Promise<PageReply> => {
  const { service, staff, lang } = request;
  if (!staff) throw new Error('a desk page ran without a session');
  const said = OUTREACH[lang];
  const { it, spans, span, coverage, at } = await coverageAsked(request);
  const isFor = mayList(it.access, staff.role, 'check');
  const rows = isFor
    ? await service.read((tx) => notWholeOf(tx, staff.office, startOfDay(span.from, it.zone), startOfDay(addDays(span.to, 1), it.zone)))
    : [];
  const own = new URLSearchParams({ span: span.id }).toString();
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {isFor && (
        <p class="screen">
          <a href={href(lang, '/desk/today')}>{DESK[lang].today}</a>
        </p>
      )}
      {isFor && (
        <p class="screen">
          <a href={href(lang, `/desk/outreach/calendar?${own}`)}>{DESK[lang].calendar}</a>
        </p>
      )}
      <SpanChoice spans={spans} span={span} path="/desk/outreach" lang={lang} />
      <p>
        {spanName(span, lang)} · {OUTREACH[lang].days(dayInWords(span.from, lang), dayInWords(span.to, lang))} ·{' '}
        {said.asOf(momentInWords(at, it.zone, lang))}
      </p>
      {isFor && <Own rows={rows} zone={it.zone} lang={lang} />}
      <CoverageTables coverage={coverage} span={span} lang={lang} />
    </>,
    { wide: true, other: `/desk/outreach?${own}` },
  );
};

/** What stands on the public page, and what the own office has to mend. */
export const pages: readonly Page[] = [{ path: '/desk/outreach', method: 'GET', face: 'desk', handle: showOutreach }];
