import type { Jurisdiction } from '../../../engine/place/read.ts';
import { weekday } from '../../../kernel/calendar/plain-date.ts';
import { writingOf } from '../../../kernel/language/languages.ts';
import { MARKS } from '../../../portal/marks.ts';
import { dayInWords } from '../../../portal/dates.ts';
import type { Lang } from '../../../portal/page.ts';
import { WorkTable } from '../../../portal/work-table.tsx';
import type { SeatRow } from '../server/read-roster.ts';
import { clockTime, inPlanOrder, postRole, seatName, shiftName } from './seat-names.ts';
import { DUTY } from './words.ts';

interface Column {
  readonly key: string;
  readonly head: string;
}

/** The seats of a plan as columns: a kind of seat each, in the order of the day. */
const columnsOf = (it: Jurisdiction, seats: readonly SeatRow[], lang: Lang): readonly Column[] => {
  const columns = new Map<string, string>();
  for (const seat of inPlanOrder(it, seats)) {
    // One who has a duty on days off stands in the column of those who have it on working days: the seat is what counts.
    const key = seat.seat.split('.').slice(2).join('.');
    if (!columns.has(key)) columns.set(key, seatName(it, seat, lang));
  }
  return [...columns].map(([key, head]) => ({ key, head }));
};

const dayText = (seat: SeatRow, lang: Lang): string => {
  const name = new Intl.DateTimeFormat(writingOf(lang).locale, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${seat.day}T00:00:00Z`),
  );
  return `${dayInWords(seat.day, lang, seat.day)} ${name}`;
};

/** What stands in a cell: the account; marks where a seat is empty or was changed at once. */
const cellText = (seat: SeatRow | undefined, lang: Lang): string => {
  const said = DUTY[lang];
  if (!seat) return '';
  return seat.holder === null
    ? said.empty
    : `${seat.staff ?? postRole(seat.post ?? '', lang)}${seat.at_once ? MARKS[lang].list + said.at : ''}`;
};

interface Line {
  readonly first: SeatRow;
  readonly cells: readonly (SeatRow | undefined)[];
}

/** A month as a table: a line a shift, a column a seat. */
export const monthLines = (
  it: Jurisdiction,
  seats: readonly SeatRow[],
  lang: Lang,
): { readonly columns: readonly Column[]; readonly lines: readonly Line[] } => {
  const columns = columnsOf(it, seats, lang);
  const lines = [...Map.groupBy(seats, ({ shift }) => shift).values()].flatMap((some): readonly Line[] => {
    const [first] = some;
    return first ? [{ first, cells: columns.map(({ key }) => some.find(({ seat }) => seat.endsWith(`.${key}`))) }] : [];
  });
  return { columns, lines };
};

/** The texts of a line, for the page and for the wall. */
export const lineTexts = (it: Jurisdiction, { first, cells }: Line, lang: Lang): readonly string[] => [
  dayText(first, lang),
  `${shiftName(it, first, lang)} ${clockTime(first.begins, it.zone)}–${clockTime(first.ends, it.zone)}`,
  ...cells.map((seat) => cellText(seat, lang)),
];

/** Days off stand out by more than a colour: their weekday is bold. */
export const MonthTable = ({ it, seats, lang }: { readonly it: Jurisdiction; readonly seats: readonly SeatRow[]; readonly lang: Lang }) => {
  const said = DUTY[lang];
  const { columns, lines } = monthLines(it, seats, lang);
  const heads = [said.day, said.heads[1] ?? '', ...columns.map(({ head }) => head)];
  return (
    <WorkTable label={said.month} heads={heads}>
      {lines.map((line) => {
        const [day = '', shift = '', ...texts] = lineTexts(it, line, lang);
        return (
          <tr>
            <td>{weekday(line.first.day) > 5 ? <b>{day}</b> : day}</td>
            <td class="small">{shift}</td>
            {texts.map((text, i) => (
              <td data-head={columns[i]?.head}>{line.cells[i]?.holder === null ? <b>{text}</b> : text}</td>
            ))}
          </tr>
        );
      })}
    </WorkTable>
  );
};
