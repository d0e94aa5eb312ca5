import type { ComponentChildren } from 'preact';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import { mayDo, mayList } from '../../../kernel/access/access.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { DueTag } from '../../../desk/due.tsx';
import { dayInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import {
  CIRCULARS_A_PAGE,
  circularsAnswered,
  circularsIssued,
  circularsOwed,
  type CircularRow,
  type SentRow,
} from '../server/read-circulars.ts';
import { CIRCULARS } from './page-words.ts';

const PATH = '/desk/circulars';
const LISTS = ['owed', 'issued', 'answered'] as const;
type List = (typeof LISTS)[number];
type Pages = { readonly [list in List]: number };

interface Around {
  readonly it: Jurisdiction;
  readonly today: PlainDate;
  readonly lang: Lang;
  readonly pages: Pages;
}

/** The page of a list that is asked for, from 1. */
const pageIn = (asked: string | undefined): number => (/^[1-9]\d{0,3}$/.test(asked ?? '') ? Number(asked) : 1);

const Title = ({ row, lang }: { readonly row: CircularRow; readonly lang: Lang }) => (
  <a href={href(lang, `/desk/circular/${row.circular}`)}>{row.title}</a>
);

const Owes = ({ row, today, lang }: { readonly row: SentRow; readonly today: PlainDate; readonly lang: Lang }) => {
  const said = CIRCULARS[lang];
  const owed = [
    ...(row.received_on === null ? [[said.receipt, row.receipt_by] as const] : []),
    ...(row.carry_by !== null && row.carried_on === null ? [[said.carrying, row.carry_by] as const] : []),
  ];
  return (
    <>
      {owed.map(([what, by]) => (
        <div>
          {what} {dayInWords(by, lang, today)} <DueTag due={by} today={today} lang={lang} />
        </div>
      ))}
    </>
  );
};

const OwedRow = ({ row, around: { it, today, lang } }: { readonly row: SentRow; readonly around: Around }) => {
  const [title, paper, office, owes] = CIRCULARS[lang].owedHeads;
  return (
    <tr>
      <td data-head={title}>
        <Title row={row} lang={lang} />
      </td>
      <td data-head={paper}>{row.paper}</td>
      <td data-head={office}>{officeName(it, row.office, lang)}</td>
      <td data-head={owes}>
        <Owes row={row} today={today} lang={lang} />
      </td>
    </tr>
  );
};

const IssuedRow = ({ row, around: { today, lang } }: { readonly row: CircularRow; readonly around: Around }) => {
  const said = CIRCULARS[lang];
  const [title, paper, issued, received, carried, state] = said.issuedHeads;
  return (
    <tr>
      <td data-head={title}>
        <Title row={row} lang={lang} />
      </td>
      <td data-head={paper}>{row.paper}</td>
      <td data-head={issued}>{dayInWords(row.issued_on, lang, today)}</td>
      <td data-head={received}>{said.ofAll(row.received, row.offices)}</td>
      <td data-head={carried}>{row.carry_by === null ? said.notAsked : said.ofAll(row.answered, row.offices)}</td>
      <td data-head={state}>{row.taken_back ? said.takenBack : row.ended_on !== null ? said.closed : said.running}</td>
    </tr>
  );
};

const AnsweredRow = ({ row, around: { it, today, lang } }: { readonly row: SentRow; readonly around: Around }) => {
  const said = CIRCULARS[lang];
  const [title, paper, office, received, carried] = said.answeredHeads;
  const day = (on: PlainDate | null): string => (on === null ? said.never : dayInWords(on, lang, today));
  return (
    <tr>
      <td data-head={title}>
        <Title row={row} lang={lang} />
      </td>
      <td data-head={paper}>{row.paper}</td>
      <td data-head={office}>{officeName(it, row.office, lang)}</td>
      <td data-head={received}>{day(row.received_on)}</td>
      <td data-head={carried}>{row.carry_by === null ? said.notAsked : day(row.carried_on)}</td>
    </tr>
  );
};

interface SectionProps<Row> {
  readonly list: List;
  readonly label: string;
  readonly none: string;
  readonly heads: readonly string[];
  /** One more than a page shows where there is a next one. */
  readonly rows: readonly Row[];
  readonly around: Around;
  readonly draw: (row: Row) => ComponentChildren;
}

/** One of the lists, with the way to its other pages; each is turned by itself. */
const Section = <Row extends object>({ list, label, none, heads, rows, around, draw }: SectionProps<Row>) => {
  const { lang, pages } = around;
  const said = CIRCULARS[lang];
  const nth = pages[list];
  const to = (page: number): string =>
    href(lang, `${PATH}?${new URLSearchParams(LISTS.map((it) => [it, String(it === list ? page : pages[it])])).toString()}#${list}`);
  return (
    <>
      <h2 id={list}>{label}</h2>
      {rows.length === 0 && nth === 1 ? (
        <p>{none}</p>
      ) : (
        <WorkTable label={label} heads={heads}>
          {rows.slice(0, CIRCULARS_A_PAGE).map(draw)}
        </WorkTable>
      )}
      {(nth > 1 || rows.length > CIRCULARS_A_PAGE) && (
        <p class="row screen">
          {said.page(nth)}
          {nth > 1 && <a href={to(nth - 1)}>{said.before}</a>}
          {rows.length > CIRCULARS_A_PAGE && <a href={to(nth + 1)}>{said.next}</a>}
        </p>
      )}
    </>
  );
};

const readLists = async (tx: Transaction, office: string, pages: Pages) => ({
  owed: await circularsOwed(tx, office, pages.owed),
  issued: await circularsIssued(tx, office, pages.issued),
  answered: await circularsAnswered(tx, office, pages.answered),
});

const showCirculars = async ({ service, lang, staff, query }: PageRequest): Promise<PageReply> => {
  const said = CIRCULARS[lang];
  const it = await service.jurisdiction();
  const who = staff !== null && mayList(it.access, staff.role, 'circular') ? staff : null;
  const pages = { owed: pageIn(query['owed']), issued: pageIn(query['issued']), answered: pageIn(query['answered']) };
  const lists = who === null ? { owed: [], issued: [], answered: [] } : await service.read((tx) => readLists(tx, who.office, pages));
  const mayIssue = who !== null && mayDo(it.access, { role: who.role, relation: 'own', verb: 'issue_circular', of: 'circular' }).allowed;
  const around = { it, today: dateIn(service.clock(), it.zone), lang, pages };
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {mayIssue && (
        <p>
          <a class="btn" href={href(lang, `${PATH}/new`)}>
            {said.issue}
          </a>
        </p>
      )}
      <Section
        list="owed"
        label={said.owed}
        none={said.owedNone}
        heads={said.owedHeads}
        rows={lists.owed}
        around={around}
        draw={(row) => <OwedRow row={row} around={around} />}
      />
      <Section
        list="issued"
        label={said.issued}
        none={said.issuedNone}
        heads={said.issuedHeads}
        rows={lists.issued}
        around={around}
        draw={(row) => <IssuedRow row={row} around={around} />}
      />
      <Section
        list="answered"
        label={said.answered}
        none={said.answeredNone}
        heads={said.answeredHeads}
        rows={lists.answered}
        around={around}
        draw={(row) => <AnsweredRow row={row} around={around} />}
      />
    </>,
    { wide: true },
  );
};

/** The circulars of one's own office: what it owes, what it has issued, what it was sent. */
export const pages: readonly Page[] = [{ path: PATH, method: 'GET', face: 'desk', handle: showCirculars }];
