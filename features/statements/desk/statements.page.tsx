import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { mayDo } from '../../../kernel/access/access.ts';
import { addMonths, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { readSigned } from '../domain/figures.ts';
import { statementsBelow, statementsOf, type StatementRow } from '../server/read-statements.ts';
import { HEAD, periodText, STATEMENTS } from './words.ts';

/** How far back the offices below are shown: the year that is over, and its quarters. */
const MONTHS_BACK = 14;

interface StateProps {
  readonly row: StatementRow;
  readonly today: PlainDate;
  readonly lang: Lang;
}

/** How it stands with the signature; red where it was not there in time. */
const State = ({ row: { due_on, signed_on, versions }, today, lang }: StateProps) => {
  const said = STATEMENTS[lang];
  const isLate = due_on !== null && (signed_on ?? today) > due_on;
  const day = (on: PlainDate | null): string => (on === null ? said.no : dayInWords(on, lang, today));
  const text =
    signed_on === null
      ? isLate
        ? said.late
        : said.waits(day(due_on))
      : isLate
        ? said.signedLate(day(signed_on))
        : said.signed(day(signed_on));
  return (
    <>
      {isLate ? <span class="tag late">{text}</span> : text}
      {versions > 1 && <span class="small"> {said.corrected}</span>}
    </>
  );
};

const Own = ({ rows, today, lang }: { readonly rows: readonly StatementRow[]; readonly today: PlainDate; readonly lang: Lang }) => {
  const said = STATEMENTS[lang];
  const [period, by, state, found, open] = said.heads;
  return (
    <WorkTable label={said.own} heads={said.heads}>
      {rows.map((row) => {
        const figures = readSigned(row.figures);
        return (
          <tr>
            <td data-head={period}>
              <a href={href(lang, `/desk/statement/${row.matter}`)}>{periodText({ unit: row.unit, to: row.to_day }, lang)}</a>
            </td>
            <td data-head={by}>{row.due_on === null ? said.no : dayInWords(row.due_on, lang, today)}</td>
            <td data-head={state}>
              <State row={row} today={today} lang={lang} />
            </td>
            <td data-head={found}>{figures?.found ?? said.no}</td>
            <td data-head={open}>{figures ? figures.open_in_time + figures.open_late : said.no}</td>
          </tr>
        );
      })}
    </WorkTable>
  );
};

interface BelowProps {
  readonly it: Jurisdiction;
  readonly rows: readonly StatementRow[];
  readonly today: PlainDate;
  readonly lang: Lang;
}

/** The offices below, each with its periods. */
const Below = ({ it, rows, today, lang }: BelowProps) => {
  const said = STATEMENTS[lang];
  const periods = [...new Set(rows.map((row) => periodText({ unit: row.unit, to: row.to_day }, lang)))];
  return (
    <WorkTable label={said.below} heads={[said.office, ...periods]}>
      {[...Map.groupBy(rows, (row) => row.office)].map(([office, own]) => (
        <tr>
          <td data-head={said.office}>{officeName(it, office, lang)}</td>
          {periods.map((period) => {
            const row = own.find((one) => periodText({ unit: one.unit, to: one.to_day }, lang) === period);
            return (
              <td data-head={period}>
                {row ? (
                  <a href={href(lang, `/desk/statement/${row.matter}`)}>
                    <State row={row} today={today} lang={lang} />
                  </a>
                ) : (
                  said.no
                )}
              </td>
            );
          })}
        </tr>
      ))}
    </WorkTable>
  );
};

const showStatements = async ({ service, lang, staff }: PageRequest): Promise<PageReply> => {
  const said = STATEMENTS[lang];
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const mayRead = (relation: 'own' | 'above'): boolean =>
    staff !== null && mayDo(it.access, { role: staff.role, relation, verb: 'read', of: 'hazard_statement' }).allowed;
  const office = staff?.office ?? '';
  const { own, below } = await service.read(async (tx) => ({
    own: mayRead('own') ? await statementsOf(tx, office) : [],
    below: mayRead('above') ? await statementsBelow(tx, office, addMonths(today, -MONTHS_BACK)) : [],
  }));
  const hasBelow = [...it.offices.values()].some(({ parent }) => parent === office);
  return html(
    HEAD.title[lang],
    <>
      <h1>{HEAD.title[lang]}</h1>
      <p class="lead">{said.lead}</p>
      {hasBelow && <h2>{said.below}</h2>}
      {hasBelow && (below.length === 0 ? <p>{said.belowNone}</p> : <Below it={it} rows={below} today={today} lang={lang} />)}
      <h2>{said.own}</h2>
      {own.length === 0 ? <p>{said.none}</p> : <Own rows={own} today={today} lang={lang} />}
      <p>
        <a href={href(lang, '/desk/hazards')}>{said.hazards}</a>
      </p>
    </>,
    { wide: true },
  );
};

/** The statements of an office and of those below it. */
export const pages: readonly Page[] = [{ path: '/desk/statements', method: 'GET', face: 'desk', handle: showStatements }];
