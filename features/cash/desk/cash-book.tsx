import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { dayInWords, monthInWords } from '../../../portal/dates.ts';
import { yuanInWords } from '../../../portal/money.ts';
import { href, type Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import { postName } from '../../grievances/public.ts';
import { lineNumber, markOf, sumOf, type Line } from '../domain/cash-book.ts';
import { CASH, WHY } from './words.ts';

/** A month as people say it. */
export const monthName = (month: string, lang: Lang): string => monthInWords(getPlainDate(`${month}-01`), lang);

/** What a line was written for. */
export const forWhat = ({ reason }: Line, lang: Lang): string =>
  reason === null ? CASH[lang].payment : CASH[lang].contrary(WHY[reason][lang]);

interface Shown {
  readonly it: Jurisdiction;
  readonly lang: Lang;
  readonly month: string;
  readonly months: readonly string[];
  readonly lines: readonly Line[];
}

const Row = ({ it, lang, line }: Pick<Shown, 'it' | 'lang'> & { readonly line: Line }) => {
  const [, day, amount, mark, post, what] = CASH[lang].heads;
  return (
    <tr>
      <th scope="row">{lineNumber(line)}</th>
      <td data-head={day}>
        <time dateTime={line.day}>{dayInWords(line.day, lang)}</time>
      </td>
      <td data-head={amount}>{yuanInWords(line.amount, lang)}</td>
      <td data-head={mark}>
        <code>{markOf(line)}</code>
      </td>
      <td data-head={post}>{postName(it, line.post, lang)}</td>
      <td data-head={what}>{forWhat(line, lang)}</td>
    </tr>
  );
};

/** The lines of a month with their sum, and the way to other months and to the sheet. */
export const CashBook = ({ it, lang, month, months, lines }: Shown) => {
  const said = CASH[lang];
  const others = months.filter((one) => one !== month);
  return (
    <section>
      <h2>{said.book(monthName(month, lang))}</h2>
      {lines.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <>
          <WorkTable label={said.book(monthName(month, lang))} heads={said.heads}>
            {lines.map((line) => (
              <Row it={it} lang={lang} line={line} />
            ))}
          </WorkTable>
          <p>
            {said.sum} <b>{yuanInWords(sumOf(lines), lang)}</b>
          </p>
          <p class="screen">
            <a href={href(lang, `/desk/cash.csv?month=${month}`)}>{said.sheet}</a> {said.print}
          </p>
        </>
      )}
      {others.length > 0 && (
        <nav class="screen" aria-label={said.months}>
          <p>{said.months}</p>
          <ul>
            {others.map((one) => (
              <li>
                <a href={href(lang, `/desk/cash?month=${one}`)}>{monthName(one, lang)}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </section>
  );
};
