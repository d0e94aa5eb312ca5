import { officeName } from '../../../engine/place/office-name.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { mayList } from '../../../kernel/access/access.ts';
import { addDays, parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { toIso } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { csvText } from '../../../kernel/canonical/csv-text.ts';
import { inLang } from '../../../kernel/language/languages.ts';
import type { Figures } from '../../../kernel/recurrence/figures.ts';
import type { SlotState } from '../../../kernel/recurrence/slots.ts';
import { momentInWords } from '../../../portal/dates.ts';
import { href, html, type Lang, type Page, type PageReply, type PageRequest } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { readBoard, rulesBelow, type Board, type BoardRow, type BoardRule } from '../server/read-board.ts';
import { questionsIn, type Asked } from './figure-fields.tsx';
import { endOf, minuteOn, whoOf } from './when.ts';
import { BOARD, RETURNS, STATES } from './words.ts';

/** A rate in hundredths of a percent, as a reader takes it: 97.1%. */
const percent = (rate: number | null): string => (rate === null ? '–' : `${Math.floor(rate / 10) / 10}%`);

/** The order in which the states of a window are counted on a line. */
const COUNTED: readonly SlotState[] = ['done', 'done_nil', 'late', 'open', 'missed', 'excused', 'ahead'];

interface Shown {
  readonly it: Jurisdiction;
  readonly lang: Lang;
  readonly rule: BoardRule;
  readonly items: readonly Asked[];
  readonly board: Board;
}

const State = ({ row, shown: { it, lang } }: { readonly row: BoardRow; readonly shown: Shown }) => (
  <>
    {row.state === 'missed' || row.state === 'late' ? <span class="tag late">{STATES[row.state][lang]}</span> : STATES[row.state][lang]}
    {row.act !== null && row.act.lacks.length + row.act.deeper > 0 && (
      <div class="small">{BOARD[lang].deeper(row.act.lacks.length + row.act.deeper)}</div>
    )}
    {row.later.map((act) => (
      <div class="small">{BOARD[lang].later(momentInWords(act.at, it.zone, lang))}</div>
    ))}
  </>
);

const Offices = ({ shown }: { readonly shown: Shown }) => {
  const { it, lang, items, board } = shown;
  const said = BOARD[lang];
  const window = board.window;
  if (!window) return <p>{said.noWindow}</p>;
  const [office, state, at, onTime] = said.heads;
  const heads = [office ?? '', state ?? '', at ?? '', ...items.map(({ label }) => label), onTime ?? ''];
  return (
    <WorkTable label={inLang(shown.rule.rule.label, lang)} heads={heads}>
      {window.rows.map((row) => (
        <tr>
          <td data-head={office}>{officeName(it, row.office, lang)}</td>
          <td data-head={state}>
            <State row={row} shown={shown} />
          </td>
          <td data-head={at}>{row.act === null ? '–' : minuteOn(row.act.at, it.zone, window.slot.window.last)}</td>
          {items.map(({ key, label }) => (
            <td data-head={label} class="number">
              {row.act?.figures[key] ?? '–'}
            </td>
          ))}
          <td data-head={onTime} class="number">
            {percent(board.byOffice.get(row.office)?.rateOnTime ?? null)}
          </td>
        </tr>
      ))}
      {items.length > 0 && (
        <tr>
          <td data-head={office}>
            <b>{said.total}</b>
          </td>
          <td data-head={state}>{`${window.sum.holds.length} / ${window.sum.holds.length + window.sum.lacks.length}`}</td>
          <td data-head={at}>–</td>
          {items.map(({ key, label }) => (
            <td data-head={label} class="number">
              <b>{window.sum.figures[key] ?? '–'}</b>
            </td>
          ))}
          <td data-head={onTime} class="number">
            {percent(board.figures.rateOnTime)}
          </td>
        </tr>
      )}
    </WorkTable>
  );
};

const Five = ({ figures, lang }: { readonly figures: Figures; readonly lang: Lang }) => {
  const { figureHeads } = BOARD[lang];
  const cells = [figures.expected, figures.arrived, figures.onTime, percent(figures.rate), percent(figures.rateOnTime)];
  return (
    <dl>
      {figureHeads.map((head, i) => (
        <>
          <dt>{head}</dt>
          <dd class="number">{cells[i]}</dd>
        </>
      ))}
    </dl>
  );
};

const countsOf = ({ board: { window }, lang }: Shown): string => {
  const said = BOARD[lang];
  return COUNTED.flatMap((state) => {
    const count = window?.rows.filter((row) => row.state === state).length ?? 0;
    return count === 0 ? [] : [said.count(STATES[state][lang], count)];
  }).join(said.separator);
};

const dayIn = (query: PageRequest['query'], today: PlainDate): PlainDate => {
  const day = parsePlainDate(query['day'] ?? '') ?? today;
  return day > today ? today : day;
};

const addressOf = (path: string, rule: string, day: string): string => `${path}?${new URLSearchParams({ rule, day }).toString()}`;

/** What is asked for: the rules that those below owe, which of them, and which day. */
const askedOf = async (request: PageRequest) => {
  const { service, query } = request;
  const who = whoOf(request);
  const it = await service.jurisdiction();
  const now = service.clock();
  const rules = mayList(it.access, who.role, 'return_book') ? rulesBelow(it, who.office) : [];
  const rule = rules.find(({ key }) => key === query['rule']) ?? rules[0];
  const day = dayIn(query, dateIn(now, it.zone));
  if (!rule) return { it, rules, day, shown: null };
  const hash = it.forms.newest.get(rule.rule.form ?? '');
  const form = hash === undefined ? undefined : it.forms.get(hash);
  const items = form?.use === 'return' ? questionsIn(form, request.lang) : [];
  const keys = items.map(({ key }) => key);
  const board = await service.read((tx) => readBoard(tx, it, rule, keys, day, now));
  return { it, rules, day, shown: { it, lang: request.lang, rule, items, board } satisfies Shown };
};

const showBoard = async (request: PageRequest): Promise<PageReply> => {
  const { lang } = request;
  const said = BOARD[lang];
  const { it, rules, day, shown } = await askedOf(request);
  const link = (days: number): string => href(lang, addressOf('/desk/returns/board', shown?.rule.key ?? '', addDays(day, days)));
  return html(
    said.title,
    <>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {shown === null ? (
        <p>{said.none}</p>
      ) : (
        <>
          <form method="get" action={href(lang, '/desk/returns/board')} class="screen">
            <label>
              {said.rules}
              <select name="rule">
                {rules.map(({ key, rule }) => (
                  <option value={key} selected={key === shown.rule.key}>
                    {inLang(rule.label, lang)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {said.day}
              <input type="date" name="day" value={day} />
            </label>
            <p>
              <button class="btn">{said.show}</button>
            </p>
          </form>
          <p class="row screen">
            <a href={link(-1)}>{said.before}</a>
            <a href={link(1)}>{said.after}</a>
          </p>
          <h2>{inLang(shown.rule.rule.label, lang)}</h2>
          {shown.board.window && (
            <p>
              {RETURNS[lang].window(shown.board.window.slot.id)} · {RETURNS[lang].by(endOf(shown.board.window.slot.window, it.zone, lang))}
            </p>
          )}
          {shown.board.window && (
            <p>
              {said.counts(countsOf(shown))} {shown.board.window.sum.lacks.length > 0 && shown.items.length > 0 && said.noNought}
            </p>
          )}
          <Offices shown={shown} />
          <h2>{said.figures}</h2>
          <Five figures={shown.board.figures} lang={lang} />
          <p class="screen">
            <a href={href(lang, addressOf('/desk/returns/board.csv', shown.rule.key, day))}>{said.csv}</a>
          </p>
          <p class="small screen">{said.print}</p>
        </>
      )}
    </>,
    { wide: true, other: addressOf('/desk/returns/board', shown?.rule.key ?? '', day) },
  );
};

/** The same window as a sheet; a figure that nobody has said is an empty cell, never 0. */
const sendBoard = async (request: PageRequest): Promise<PageReply> => {
  const { lang } = request;
  const said = BOARD[lang];
  const { it, shown } = await askedOf(request);
  const window = shown?.board.window;
  const items = shown?.items ?? [];
  const rows =
    shown === null || !window
      ? []
      : window.rows.map((row) => {
          const own = shown.board.byOffice.get(row.office);
          return [
            row.office,
            officeName(it, row.office, lang),
            inLang(shown.rule.rule.label, lang),
            window.slot.id,
            STATES[row.state][lang],
            row.act === null ? '' : toIso(row.act.at),
            toIso(window.slot.window.due),
            row.later.map((act) => toIso(act.at)).join(' '),
            ...items.map(({ key }) => String(row.act?.figures[key] ?? '')),
            ...[own?.expected, own?.arrived, own?.onTime].map((count) => String(count ?? '')),
          ];
        });
  const text = csvText([[...said.csvHeads, ...items.map(({ label }) => label), ...said.csvFigures], ...rows]);
  return { kind: 'file', name: 'huiyin-returns.csv', type: 'text/csv; charset=utf-8', body: text };
};

/** What the offices below have returned, window by window. */
export const boardPages: readonly Page[] = [
  { path: '/desk/returns/board', method: 'GET', face: 'desk', handle: showBoard },
  { path: '/desk/returns/board.csv', method: 'GET', face: 'desk', handle: sendBoard },
];
