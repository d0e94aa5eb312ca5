import { parentPort, workerData } from 'node:worker_threads';
import { read, SSF, type CellObject, type WorkBook } from '@e965/xlsx';

/** Runs as a thread of `sheet.ts`: the library sees the file, the rest of the program sees text. */
interface Given {
  readonly bytes: Uint8Array;
  /** Its name; null for the first that is not hidden. */
  readonly sheet: string | null;
  readonly rowsMax: number;
  readonly columnsMax: number;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** Formats that show hours and no day: what they hold below a year is a time, or a span, and no day. */
const YEAR_DAYS = 366;
const showsDay = (format: string): boolean => /[yde年日]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

/** What the library makes of a serial number. */
interface Shown {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly H: number;
  readonly M: number;
  readonly S: number;
}

/** A number in a cell that is formatted as a day or a time, by the workbook's own calendar; as it is where that has no such day. */
const timeOf = (value: number, format: string, date1904: boolean): string => {
  const found = SSF.parse_date_code(value, { date1904 }) as Shown | null; // null beyond both ends
  if (!found) return String(value);
  const clock = `${pad(found.H)}:${pad(found.M)}:${pad(Math.floor(found.S))}`;
  if (value < YEAR_DAYS && !showsDay(format)) return clock;
  return `${String(found.y).padStart(4, '0')}-${pad(found.m)}-${pad(found.d)} ${clock}`;
};

/** A cell as text: days and times as they are written in a file, whatever they look like in the sheet. */
const textOf = (cell: CellObject | undefined, date1904: boolean): string => {
  if (cell?.v === undefined || cell.t === 'e') return '';
  if (cell.t === 'n' && typeof cell.v === 'number' && typeof cell.z === 'string' && SSF.is_date(cell.z))
    return timeOf(cell.v, cell.z, date1904);
  // Written by the standard as text with its own form (ISO 8601); the library gives a moment of this machine's clocks.
  if (cell.v instanceof Date) return cell.v.toISOString();
  return String(cell.v);
};

const isHidden = (book: WorkBook, i: number): boolean => (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;

const readRows = ({ bytes, sheet: asked, rowsMax, columnsMax }: Given): object => {
  const names = read(bytes, { type: 'array', sheets: [], bookVBA: false });
  const i = asked === null ? names.SheetNames.findIndex((_, at) => !isHidden(names, at)) : names.SheetNames.indexOf(asked);
  if (i === -1) return { fault: `sheet: the file has no sheet ${asked ?? 'that is not hidden'} (it has ${names.SheetNames.join(', ')})` };
  const book = read(bytes, {
    type: 'array',
    dense: true,
    sheets: i,
    sheetRows: rowsMax + 2,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    cellNF: true,
    bookVBA: false,
  });
  const name = names.SheetNames[i] ?? '';
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  // With `dense` the cells stand in rows of this list.
  const rows = (book.Sheets[name]?.['!data'] ?? []) as readonly (readonly (CellObject | undefined)[] | undefined)[];
  if (rows.length > rowsMax + 1) return { fault: `the sheet has more than ${rowsMax} rows: save it as CSV` };
  if (rows.some((row) => (row?.length ?? 0) > columnsMax)) return { fault: `the sheet has more than ${columnsMax} columns` };
  return {
    name,
    others: names.SheetNames.flatMap((other, at) => (at === i ? [] : [{ name: other, hidden: isHidden(names, at) }])),
    rows: rows.map((row, at) => ({
      line: at + 1,
      cells: Array.from({ length: row?.length ?? 0 }, (_, j) => textOf(row?.[j], date1904)),
    })),
  };
};

const said = (): object => {
  try {
    return readRows(workerData as Given); // what sheet.ts gives
  } catch {
    return { fault: 'the sheet is damaged' };
  }
};
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
parentPort?.postMessage(said());
