import type { StaffView } from '../../../engine/staff-entity.ts';
import { officeName } from '../../../engine/place/office-name.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { csvText } from '../../../kernel/canonical/csv-text.ts';
import { dayInWords, momentInWords } from '../../../portal/dates.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { roleOfPost } from '../../../portal/role-words.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { STANDINGS, standingOf, type Addressed, type CircularState, type Days, type Owing, type Standing } from '../domain/state.ts';
import { CIRCULARS } from './page-words.ts';
import { CARRYING_WORDS, RECEIPT_WORDS } from './words.ts';

type View = StaffView<CircularState>;

export interface BoardProps {
  readonly view: View;
  readonly lang: Lang;
}

export const daysOf = ({ it, today }: View): Days => ({ today, dayOf: (at) => dateIn(at, it.zone) });

/** What is late, or never came, is marked beside the words that say it. */
const MARKED: readonly Standing[] = ['late', 'done_late', 'missing'];
/** Nothing was said, and something was owed. */
const LACKING: readonly Standing[] = ['owed', 'late', 'missing'];

interface CellProps extends BoardProps {
  readonly owing: Owing;
  readonly label: typeof RECEIPT_WORDS;
}

/** How one thing stands that an office owes: when and by which post it was answered, and what day it was for where that was over. */
const Cell = ({ owing, label, view, lang }: CellProps) => {
  const said = CIRCULARS[lang];
  const { it, state } = view;
  const standing = standingOf(owing, state.endedAt, daysOf(view));
  const text = label[standing][lang];
  return (
    <>
      {MARKED.includes(standing) ? <span class="tag late">{text}</span> : text}
      {owing.answer && (
        <div class="small">{said.at(momentInWords(owing.answer.at, it.zone, lang), roleOfPost(owing.answer.post, lang))}</div>
      )}
      {standing === 'done_late' && <div class="small">{said.lateBy(dayInWords(owing.by, lang))}</div>}
    </>
  );
};

const Carried = ({ carrying, view, lang }: BoardProps & { readonly carrying: Addressed['carrying'] }) => {
  const said = CIRCULARS[lang];
  if (carrying === null) return <>{said.notAsked}</>;
  const paper = carrying.answer?.paper;
  return (
    <>
      <Cell owing={carrying} label={CARRYING_WORDS} view={view} lang={lang} />
      {paper && <div class="small">{said.paper(paper.number, dayInWords(getPlainDate(paper.on), lang), paper.pages)}</div>}
      {paper === null && <div class="small">{said.nothing}</div>}
    </>
  );
};

/** How many offices stand how, in the order of the standings; none that nobody has. */
export const countsIn = (view: View, lang: Lang): string => {
  const said = CIRCULARS[lang];
  const { offices, endedAt } = view.state;
  const days = daysOf(view);
  const counted = (owings: readonly Owing[], label: typeof RECEIPT_WORDS): readonly string[] =>
    STANDINGS.flatMap((one) => {
      const count = owings.filter((it) => standingOf(it, endedAt, days) === one).length;
      return count === 0 ? [] : [said.count(label[one][lang], count)];
    });
  const carryings = offices.flatMap(({ carrying }) => (carrying === null ? [] : [carrying]));
  const nothing = carryings.filter(({ answer }) => answer?.paper === null).length;
  return [
    ...counted(
      offices.map(({ receipt }) => receipt),
      RECEIPT_WORDS,
    ),
    ...counted(carryings, CARRYING_WORDS),
    ...(nothing === 0 ? [] : [said.count(said.nothing, nothing)]),
  ].join(said.separator);
};

/** How many offices stand on a page of the board. */
const OFFICES_A_PAGE = 15;

/** Those of whom something is missing come first, and each part is in the order in which offices were named: nobody is ranked. */
const inOrder = (view: View): readonly Addressed[] => {
  const days = daysOf(view);
  const lacks = ({ receipt, carrying }: Addressed): boolean =>
    [receipt, ...(carrying === null ? [] : [carrying])].some((it) => LACKING.includes(standingOf(it, view.state.endedAt, days)));
  const { offices } = view.state;
  return [...offices.filter(lacks), ...offices.filter((it) => !lacks(it))];
};

/** The board of a circular: a line for each office, with the counts of all of them above. */
export const Board = ({ view, lang, asked }: BoardProps & { readonly asked: string | undefined }) => {
  const said = CIRCULARS[lang];
  const { state, it, number } = view;
  const pages = Math.ceil(state.offices.length / OFFICES_A_PAGE);
  const nth = Math.min(Math.max(/^\d{1,3}$/.test(asked ?? '') ? Number(asked) : 1, 1), Math.max(pages, 1));
  const rows = inOrder(view).slice((nth - 1) * OFFICES_A_PAGE, nth * OFFICES_A_PAGE);
  const link = (page: number, text: string) => <a href={href(lang, `/desk/circular/${number}?board=${page}#board`)}>{text}</a>;
  const [office, receipt, carrying] = said.boardHeads;
  const isCarried = state.carryBy !== null;
  return (
    <>
      <h2 id="board">{said.board}</h2>
      <p>{countsIn(view, lang)}</p>
      <WorkTable label={said.board} heads={isCarried ? said.boardHeads : said.boardHeads.slice(0, 2)}>
        {rows.map((one) => (
          <tr>
            <td data-head={office}>{officeName(it, one.office, lang)}</td>
            <td data-head={receipt}>
              <Cell owing={one.receipt} label={RECEIPT_WORDS} view={view} lang={lang} />
            </td>
            {isCarried && (
              <td data-head={carrying}>
                <Carried carrying={one.carrying} view={view} lang={lang} />
              </td>
            )}
          </tr>
        ))}
      </WorkTable>
      {pages > 1 && (
        <p class="row screen">
          {said.page(nth)}
          {nth > 1 && link(nth - 1, said.before)}
          {nth < pages && link(nth + 1, said.next)}
        </p>
      )}
      <p class="row screen">
        <a href={href(lang, `/desk/circular/${number}/board.csv`)}>{said.csv}</a>
        <a href={href(lang, `/desk/circular/${number}/board`)}>{said.print}</a>
      </p>
    </>
  );
};

/** The same board as a sheet. */
export const boardSheet = ({ view, lang }: BoardProps): string => {
  const said = CIRCULARS[lang];
  const { state, it, number } = view;
  const days = daysOf(view);
  const rows = state.offices.map(({ office, receipt, carrying }) => {
    const paper = carrying?.answer?.paper;
    return [
      number,
      state.paper,
      office,
      officeName(it, office, lang),
      receipt.by,
      RECEIPT_WORDS[standingOf(receipt, state.endedAt, days)][lang],
      receipt.answer === null ? '' : toIso(receipt.answer.at),
      carrying?.by ?? '',
      carrying === null ? '' : CARRYING_WORDS[standingOf(carrying, state.endedAt, days)][lang],
      carrying?.answer ? toIso(carrying.answer.at) : '',
      paper === null ? said.yes : '',
      paper?.number ?? '',
      paper?.on ?? '',
      paper ? String(paper.pages) : '',
      paper?.sha256 ?? '',
    ];
  });
  return csvText([said.csvHeads, ...rows]);
};
