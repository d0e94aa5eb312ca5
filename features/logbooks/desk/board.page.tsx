import { officeName } from '../../../engine/place/office-name.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { addMonths, parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { ProgrammeRule } from '../../../kernel/programme/programme.ts';
import { dayInWords, monthInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { siteName } from '../../sites/public.ts';
import { readBoard, type BoardRow, type Exception } from '../server/read-board.ts';
import { BOARD } from './words.ts';

const MARKS = { m: 'missed', l: 'late', x: 'excused' } as const;

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.floor((part * 1000) / whole) / 10}%`);

/** What was expected: everything but what was excused beforehand. */
const expected = (row: BoardRow): number => row.done + row.nil + row.late + row.missed;

/** The days of a month on which something was not as it was owed, by what it was. */
const Days = ({ some, lang }: { readonly some: readonly Exception[]; readonly lang: Lang }) => (
  <>
    {[...Map.groupBy(some, (it) => it.result)].map(([result, all]) => (
      <div class="small">
        {result === 'm' ? <b>{BOARD[lang].missed}</b> : BOARD[lang][MARKS[result]]}
        {[
          ...new Set(
            all.map(({ day }) => (day.slice(0, 7) === all[0]?.day.slice(0, 7) ? String(Number(day.slice(8))) : dayInWords(day, lang))),
          ),
        ].join(', ')}
      </div>
    ))}
  </>
);

interface RowsProps {
  readonly rows: readonly BoardRow[];
  readonly exceptions: readonly Exception[];
  readonly rules: ReadonlyMap<string, ProgrammeRule>;
  readonly lang: Lang;
}

const Rows = ({ rows, exceptions, rules, lang }: RowsProps) => {
  const { heads } = BOARD[lang];
  const groups = Map.groupBy(exceptions, (it) => `${it.site} ${it.rule}`);
  return (
    <>
      {rows.map((row) => {
        const rule = rules.get(row.rule);
        const cells = [expected(row), row.done + row.nil, row.nil, row.late, row.missed, row.excused];
        return (
          <tr>
            <td data-head={heads[0]}>{siteName(row, lang)}</td>
            <td data-head={heads[1]}>{rule ? inLang(rule.label, lang) : row.rule}</td>
            {cells.map((count, i) => (
              <td data-head={heads[i + 2]} class="number">
                {i === 4 && count > 0 ? <b>{count}</b> : count}
              </td>
            ))}
            <td data-head={heads[8]}>
              <Days some={groups.get(`${row.site} ${row.rule}`) ?? []} lang={lang} />
            </td>
          </tr>
        );
      })}
    </>
  );
};

const NOTHING = { rows: [], exceptions: [], open: { open: 0, over: 0 } } as const;

const monthIn = (query: PageRequest['query'], today: PlainDate): PlainDate =>
  parsePlainDate(`${query['month'] ?? ''}-01`) ?? parsePlainDate(`${today.slice(0, 7)}-01`) ?? today;

const showBoard = async ({ service, lang, staff, query }: PageRequest): Promise<PageReply> => {
  const said = BOARD[lang];
  const it = await service.jurisdiction();
  const now = service.clock();
  const first = monthIn(query, dateIn(now, it.zone));
  const mayLook = staff !== null && mayList(it.access, staff.role, 'logbook');
  const { rows, exceptions, open } = mayLook ? await service.read((tx) => readBoard(tx, staff.office, first.slice(0, 7), now)) : NOTHING;
  const rules = new Map(
    it.routines.programmes.flatMap(({ programme }) =>
      programme.rules.map((rule): [string, ProgrammeRule] => [`${programme.id}/${rule.id}`, rule]),
    ),
  );
  const title = said.title(monthInWords(first, lang));
  const link = (months: number) => href(lang, `/desk/board?month=${addMonths(first, months).slice(0, 7)}`);
  return html(
    title,
    <>
      <h1>{title}</h1>
      <p class="lead">{said.lead}</p>
      {open.open > 0 && <p>{said.now(open.open, open.over)}</p>}
      <p class="row screen">
        <a href={link(-1)}>{said.before}</a>
        <a href={link(1)}>{said.after}</a>
      </p>
      {rows.length === 0 && <p>{said.none}</p>}
      {[...Map.groupBy(rows, (row) => row.office)].map(([id, some]) => {
        const all = some.reduce((sum, row) => sum + expected(row), 0);
        const onTime = some.reduce((sum, row) => sum + row.done + row.nil, 0);
        const late = some.reduce((sum, row) => sum + row.late, 0);
        return (
          <section>
            <h2>{officeName(it, id, lang)}</h2>
            <p>
              {said.rate(percent(onTime + late, all), percent(onTime, all))} ·{' '}
              <a href={href(lang, `/desk/logbook/${some[0]?.book ?? ''}`)}>{said.book}</a>
            </p>
            <WorkTable label={officeName(it, id, lang)} heads={said.heads}>
              <Rows rows={some} exceptions={exceptions} rules={rules} lang={lang} />
            </WorkTable>
          </section>
        );
      })}
      {rows.length > 0 && <p class="small screen">{said.print}</p>}
    </>,
    { wide: true, other: `/desk/board?month=${first.slice(0, 7)}` },
  );
};

/** A month of checks, of an office and of those that it oversees. */
export const pages: readonly Page[] = [{ path: '/desk/board', method: 'GET', face: 'desk', handle: showBoard }];
