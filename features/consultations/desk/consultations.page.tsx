import { mayDo, mayList } from '../../../kernel/access/access.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { parseEntityNumber } from '../../../engine/store/entity-number.ts';
import { consultationsOf, LISTED_MAX, type ConsultationRow } from '../server/read-consultations.ts';
import { CONSULTATIONS } from './page-words.ts';
import { HEAD } from './words.ts';

/** How a consultation stands, in a word. */
export const standingOf = (
  row: ConsultationRow,
  today: PlainDate,
): 'dropped' | 'decided' | 'waits' | 'running' | 'answering' | 'allAnswered' =>
  row.dropped_on !== null
    ? 'dropped'
    : row.decided_on !== null
      ? 'decided'
      : today < row.from_day
        ? 'waits'
        : today <= row.until_day
          ? 'running'
          : row.all_answered
            ? 'allAnswered'
            : 'answering';

interface ListProps {
  readonly rows: readonly ConsultationRow[];
  readonly today: PlainDate;
  readonly lang: Lang;
}

const List = ({ rows, today, lang }: ListProps) => {
  const said = CONSULTATIONS[lang];
  const [draft, period, groups, state] = said.heads;
  return (
    <WorkTable label={HEAD.title[lang]} heads={said.heads}>
      {rows.map((row) => (
        <tr>
          <td data-head={draft}>
            <a href={href(lang, `/desk/consultation/${row.consultation}`)}>{row.title}</a>
          </td>
          <td data-head={period}>{said.period(dayInWords(row.from_day, lang, today), dayInWords(row.until_day, lang, today))}</td>
          <td data-head={groups}>{said.groups(row.answered, row.groups)}</td>
          <td data-head={state}>{said[standingOf(row, today)]}</td>
        </tr>
      ))}
    </WorkTable>
  );
};

const showConsultations = async ({ service, lang, staff, query }: PageRequest): Promise<PageReply> => {
  const said = CONSULTATIONS[lang];
  const it = await service.jurisdiction();
  const who = staff !== null && mayList(it.access, staff.role, 'consultation') ? staff : null;
  const after = parseEntityNumber(query['after'] ?? '') ?? '';
  const found = who === null ? [] : await service.read((tx) => consultationsOf(tx, who.office, after));
  const rows = found.slice(0, LISTED_MAX);
  const last = found.length > LISTED_MAX ? rows.at(-1)?.consultation : undefined;
  const mayOpen =
    who !== null && mayDo(it.access, { role: who.role, relation: 'own', verb: 'open_consultation', of: 'consultation' }).allowed;
  return html(
    HEAD.title[lang],
    <>
      <h1>{HEAD.title[lang]}</h1>
      <p class="lead">{said.lead}</p>
      {mayOpen && (
        <p>
          <a class="btn" href={href(lang, '/desk/consultations/new')}>
            {said.open}
          </a>
        </p>
      )}
      {rows.length === 0 ? <p>{said.none}</p> : <List rows={rows} today={dateIn(service.clock(), it.zone)} lang={lang} />}
      {last !== undefined && (
        <p>
          <a href={href(lang, `/desk/consultations?after=${last}`)}>{said.more}</a>
        </p>
      )}
      <p>
        <a href={href(lang, '/consultations')}>{said.toPublic}</a>
      </p>
    </>,
    { wide: true },
  );
};

/** The consultations of one's own office. */
export const pages: readonly Page[] = [{ path: '/desk/consultations', method: 'GET', face: 'desk', handle: showConsultations }];
