import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { BadFile } from './bad-file.ts';
import { COLUMNS_MAX, CsvReader, type Line } from './csv.ts';
import { headingOf, type TableShape } from './mapping.ts';
import { readSheet, type ReadSheet } from './sheet.ts';

/** A row by the names of its columns, or the code of why it is none. */
export type Row =
  | { readonly line: number; readonly fields: { readonly [column: string]: string } }
  | { readonly line: number; readonly code: 'not_json' | 'too_large' | 'form_damaged' | 'field_encoding' };

/** A file as it is read: rows in order, and how much of it is behind us (0 to 1). */
export interface OpenFile {
  readonly header: readonly string[];
  /** The first lines of the table, to find headings that stand lower. */
  readonly top: readonly TopLine[];
  /** Which sheet is read, and which are not; null for a file that has none. */
  readonly sheet: Pick<ReadSheet, 'name' | 'others'> | null;
  rows(): AsyncGenerator<Row>;
  readonly part: () => number;
}

interface TopLine {
  readonly line: number;
  readonly cells: readonly string[];
}

const TOP = 20;
const LINE_MAX = 2_000_000;
const HEAD_BYTES = 65_536;

/** Decodes piece by piece; throws `BadFile` where it is not UTF-8. */
const textOf = async function* (path: string, onBytes: (count: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new BadFile('the file is not UTF-8 text (save it as UTF-8, or as XLSX)');
    }
  };
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    onBytes(bytes.length);
    yield decode(bytes);
  }
  yield decode();
};

const csvLines = async function* (path: string, separator: string, onBytes: (count: number) => void): AsyncGenerator<Line> {
  const reader = new CsvReader(separator);
  for await (const text of textOf(path, onBytes)) yield* reader.read(text);
  yield* reader.end();
};

/** A first line that Excel reads and does not show. */
const SEP_LINE = /^\uFEFF?"?sep=(.)"?$/i;

const headOf = (path: string): readonly string[] => {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    return buffer
      .subarray(0, readSync(file, buffer, 0, HEAD_BYTES, 0))
      .toString('utf8')
      .split(/\r\n|\r|\n/);
  } finally {
    closeSync(file);
  }
};

/** What the first line says; else comma, semicolon or tab, whichever the line of the headings has most of. */
const separatorOf = (head: readonly string[], headings: number | null): string => {
  const said = SEP_LINE.exec(head[0] ?? '')?.[1];
  const line = head[(headings ?? 1) - 1] ?? '';
  return said ?? [',', ';', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
};

const headerOf = (cells: readonly string[]): readonly string[] => {
  const header = cells.map(headingOf);
  if (header.length > COLUMNS_MAX) throw new BadFile(`the file has more than ${COLUMNS_MAX} columns`);
  const twice = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
  if (twice !== undefined) throw new BadFile(`two columns are called ${twice}`);
  return header;
};

const fieldsOf = (header: readonly string[], cells: readonly string[]): { readonly [column: string]: string } =>
  Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']));

const rowOf = (header: readonly string[], it: Line): Row => {
  if ('fault' in it) return { line: it.line, code: it.fault === 'quote' ? 'form_damaged' : 'too_large' };
  // More cells than columns, with something in them: the commas are not where they should be, and every cell after them is another's.
  return it.cells.slice(header.length).some((cell) => cell.trim() !== '')
    ? { line: it.line, code: 'form_damaged' }
    : { line: it.line, fields: fieldsOf(header, it.cells) };
};

const openCsv = async (path: string, { headings }: TableShape): Promise<OpenFile> => {
  const head = headOf(path);
  const [size, separator] = [Math.max(1, statSync(path).size), separatorOf(head, headings)];
  const after = SEP_LINE.test(head[0] ?? '') ? 1 : 0;
  const isAbove = (line: Line): boolean => line.line <= after || (headings !== null && line.line < headings);
  const top: TopLine[] = [];
  let first: Line | undefined;
  for await (const line of csvLines(path, separator, () => undefined)) {
    if ('cells' in line) top.push(line);
    if (!isAbove(line)) first ??= line;
    if (top.length >= TOP && first) break;
  }
  if (!first) throw new BadFile(headings === null ? 'the file is empty' : `headings: the file has no line ${headings}`);
  if ('fault' in first)
    throw new BadFile(
      first.fault === 'quote' ? 'a quote in the first line is not closed' : `the file has more than ${COLUMNS_MAX} columns`,
    );
  const [header, from] = [headerOf(first.cells), first.line];
  let read = 0;
  return {
    header,
    top,
    sheet: null,
    part: () => read / size,
    rows: async function* () {
      read = 0;
      for await (const line of csvLines(path, separator, (count) => (read += count))) if (line.line > from) yield rowOf(header, line);
    },
  };
};

/** A value of JSON as a cell: only text and numbers are taken as they are. */
const cellOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : value === null || value === undefined
        ? ''
        : JSON.stringify(value);

const jsonRow = (line: number, text: string): Row => {
  if (text.length > LINE_MAX) return { line, code: 'too_large' };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line, code: 'not_json' };
    return { line, fields: Object.fromEntries(Object.entries(value).map(([name, cell]) => [headingOf(name), cellOf(cell)])) };
  } catch {
    return { line, code: 'not_json' };
  }
};

const jsonRows = async function* (path: string, onBytes: (count: number) => void): AsyncGenerator<Row> {
  let [rest, line, tooLong] = ['', 0, false];
  const take = function* (text: string): Generator<Row> {
    line += 1;
    const whole = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (tooLong) yield { line, code: 'too_large' };
    else if (whole.trim() !== '') yield jsonRow(line, whole);
    tooLong = false;
  };
  for await (const text of textOf(path, onBytes)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) yield* take(one);
    if (rest.length > LINE_MAX) [rest, tooLong] = ['', true];
  }
  if (rest !== '' || tooLong) yield* take(rest);
};

const SAMPLE = 200;

const openJsonLines = async (path: string): Promise<OpenFile> => {
  const size = Math.max(1, statSync(path).size);
  const header = new Set<string>();
  let seen = 0;
  for await (const row of jsonRows(path, () => undefined)) {
    if ('fields' in row) for (const name of Object.keys(row.fields)) header.add(name);
    seen += 1;
    if (seen >= SAMPLE || header.size > COLUMNS_MAX) break;
  }
  let read = 0;
  return {
    header: headerOf([...header]),
    top: [],
    sheet: null,
    part: () => read / size,
    rows: () => {
      read = 0;
      return jsonRows(path, (count) => (read += count));
    },
  };
};

const openSheet = async (path: string, shape: TableShape): Promise<OpenFile> => {
  const { rows: all, name, others } = await readSheet(path, shape.sheet);
  const filled = all.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
  const [first, ...rest] = filled.filter((row) => row.line >= (shape.headings ?? 1));
  if (!first) throw new BadFile(`the sheet ${name} is empty${shape.headings === null ? '' : ` from line ${shape.headings} on`}`);
  const header = headerOf(first.cells);
  let done = 0;
  return {
    header,
    top: filled.slice(0, TOP),
    sheet: { name, others },
    part: () => done / Math.max(1, rest.length),
    rows: async function* () {
      done = 0;
      for (const row of rest) {
        done += 1;
        yield rowOf(header, row);
      }
    },
  };
};

const FIRST: TableShape = { sheet: null, headings: null };

/** Opens a CSV, JSONL or XLSX file by what it is called; throws `BadFile` where it cannot be read. */
export const openRows = async (path: string, shape = FIRST): Promise<OpenFile> => {
  const kind = extname(path).toLowerCase();
  if (shape.sheet !== null && kind !== '.xlsx') throw new BadFile('sheet: only an .xlsx file has sheets');
  if (kind === '.csv' || kind === '.tsv') return openCsv(path, shape);
  if ((kind === '.jsonl' || kind === '.ndjson') && shape.headings !== null) throw new BadFile('headings: lines of JSON have none');
  if (kind === '.jsonl' || kind === '.ndjson') return openJsonLines(path);
  if (kind === '.xlsx') return openSheet(path, shape);
  throw new BadFile('the file must end in .csv, .tsv, .jsonl or .xlsx');
};

/** The line of the headings where it is not the first: the first whose cells are sound headings and satisfy the mapping. */
export const headingsBelow = ({ top, header }: OpenFile, fits: (header: readonly string[]) => boolean): number | undefined =>
  top.find(({ cells }) => {
    const names = cells.map(headingOf);
    return names.join('\n') !== header.join('\n') && fits(names);
  })?.line;
