import { parentPort, workerData } from 'node:worker_threads';
import { read, SSF, type CellObject } from '@e965/xlsx';

/** Runs as a thread of `sheet.ts`: the library sees the file, the rest of the program sees text. */
interface Given {
  readonly bytes: Uint8Array;
  readonly rowsMax: number;
  readonly columnsMax: number;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** A cell as text: days and times as they are written in a file, whatever they look like in the sheet. */
const textOf = (cell: CellObject | undefined): string => {
  if (cell?.v === undefined) return '';
  if (cell.t === 'e') return '';
  if (cell.t === 'n' && typeof cell.v === 'number' && typeof cell.z === 'string' && SSF.is_date(cell.z)) {
    const { y, m, d, H, M, S } = SSF.parse_date_code(cell.v);
    return `${String(y).padStart(4, '0')}-${pad(m)}-${pad(d)} ${pad(H)}:${pad(M)}:${pad(Math.floor(S))}`;
  }
  return String(cell.v);
};

const readRows = ({ bytes, rowsMax, columnsMax }: Given): object => {
  const book = read(bytes, {
    type: 'array',
    dense: true,
    sheets: 0,
    sheetRows: rowsMax + 2,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
    cellNF: true,
    bookVBA: false,
  });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  // With `dense` the cells stand in rows of this list.
  const rows = (sheet?.['!data'] ?? []) as readonly (readonly (CellObject | undefined)[] | undefined)[];
  if (rows.length > rowsMax + 1) return { fault: `the sheet has more than ${rowsMax} rows: save it as CSV` };
  if (rows.some((row) => (row?.length ?? 0) > columnsMax)) return { fault: `the sheet has more than ${columnsMax} columns` };
  return { rows: rows.map((row, i) => ({ line: i + 1, cells: Array.from({ length: row?.length ?? 0 }, (_, j) => textOf(row?.[j])) })) };
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
