import { mayDo, mayList } from '../../../kernel/access/access.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { tourName, toursOf, type TourRow } from '../server/read-visits.ts';
import { HEAD, VISITS } from './words.ts';

const stateOf = ({ closed, drawn, made, count }: TourRow, lang: Lang): string => {
  const said = VISITS[lang];
  return closed ? said.closed : drawn === null ? said.waits : said.made(made, count);
};

const List = ({ tours, today, lang }: { readonly tours: readonly TourRow[]; readonly today: PlainDate; readonly lang: Lang }) => {
  const { heads } = VISITS[lang];
  const [name, announced, until, state] = heads;
  return (
    <WorkTable label={HEAD.title[lang]} heads={heads}>
      {tours.map((row) => (
        <tr>
          <td data-head={name}>
            <a href={href(lang, `/desk/visit/${row.tour}`)}>{tourName(row, lang)}</a>
          </td>
          <td data-head={announced}>{dayInWords(row.announced_on, lang, today)}</td>
          <td data-head={until}>{dayInWords(row.by_day, lang, today)}</td>
          <td data-head={state}>{stateOf(row, lang)}</td>
        </tr>
      ))}
    </WorkTable>
  );
};

const showTours = async ({ service, lang, staff }: PageRequest): Promise<PageReply> => {
  const said = VISITS[lang];
  const it = await service.jurisdiction();
  const who = staff !== null && mayList(it.access, staff.role, 'tour') ? staff : null;
  const tours = who === null ? [] : await service.read((tx) => toursOf(tx, who.office));
  const mayAnnounce = who !== null && mayDo(it.access, { role: who.role, relation: 'own', verb: 'announce_draw', of: 'tour' }).allowed;
  return html(
    HEAD.title[lang],
    <>
      <h1>{HEAD.title[lang]}</h1>
      <p class="lead">{said.lead}</p>
      {mayAnnounce && (
        <p>
          <a class="btn" href={href(lang, '/desk/visits/new')}>
            {said.announce}
          </a>
        </p>
      )}
      {tours.length === 0 ? <p>{said.none}</p> : <List tours={tours} today={dateIn(service.clock(), it.zone)} lang={lang} />}
      <p>
        <a href={href(lang, '/visits')}>{said.open}</a>
      </p>
    </>,
    { wide: true },
  );
};

/** The tours of one's own office. */
export const pages: readonly Page[] = [{ path: '/desk/visits', method: 'GET', face: 'desk', handle: showTours }];
