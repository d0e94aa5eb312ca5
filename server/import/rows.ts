import { createReadStream, openSync, readSync, closeSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { BadFile } from './bad-file.ts';
import { COLUMNS_MAX, CsvReader, type Line } from './csv.ts';
import { readSheet } from './sheet.ts';

/** A row by the names of its columns, or the code of why it is none. */
export type Row =
  | { readonly line: number; readonly fields: { readonly [column: string]: string } }
  | { readonly line: number; readonly code: 'not_json' | 'too_large' | 'form_damaged' | 'field_encoding' };

/** A file as it is read: rows in order, and how much of it is behind us (0 to 1). */
export interface OpenFile {
  readonly header: readonly string[];
  rows(): AsyncGenerator<Row>;
  readonly part: () => number;
}

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

/** Comma, semicolon or tab: whichever the first line has most of. */
const separatorOf = (path: string): string => {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const head =
      buffer
        .subarray(0, readSync(file, buffer, 0, HEAD_BYTES, 0))
        .toString('utf8')
        .split(/\r|\n/)[0] ?? '';
    return [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ',';
  } finally {
    closeSync(file);
  }
};

const headerOf = (cells: readonly string[]): readonly string[] => {
  const header = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
  if (header.length > COLUMNS_MAX) throw new BadFile(`the file has more than ${COLUMNS_MAX} columns`);
  const twice = header.find((name, i) => name !== '' && header.indexOf(name) !== i);
  if (twice !== undefined) throw new BadFile(`two columns are called ${twice}`);
  return header;
};

const fieldsOf = (header: readonly string[], cells: readonly string[]): { readonly [column: string]: string } =>
  Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']));

const rowOf = (header: readonly string[], it: Line): Row => {
  if ('fault' in it) return { line: it.line, code: it.fault === 'quote' ? 'form_damaged' : 'too_large' };
  // More cells than columns: the commas are not where they should be, and every cell after them is another's.
  return it.cells.length > header.length ? { line: it.line, code: 'form_damaged' } : { line: it.line, fields: fieldsOf(header, it.cells) };
};

const openCsv = async (path: string): Promise<OpenFile> => {
  const [size, separator] = [Math.max(1, statSync(path).size), separatorOf(path)];
  const first = (await csvLines(path, separator, () => undefined).next()).value as Line | undefined; // the generator returns nothing
  if (!first) throw new BadFile('the file is empty');
  if ('fault' in first)
    throw new BadFile(
      first.fault === 'quote' ? 'a quote in the first line is not closed' : `the file has more than ${COLUMNS_MAX} columns`,
    );
  const header = headerOf(first.cells);
  let read = 0;
  return {
    header,
    part: () => read / size,
    rows: async function* () {
      let isFirst = true;
      for await (const line of csvLines(path, separator, (count) => (read += count))) {
        if (!isFirst) yield rowOf(header, line);
        isFirst = false;
      }
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
    return { line, fields: Object.fromEntries(Object.entries(value).map(([name, cell]) => [name, cellOf(cell)])) };
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
  return { header: headerOf([...header]), part: () => read / size, rows: () => jsonRows(path, (count) => (read += count)) };
};

const openSheet = async (path: string): Promise<OpenFile> => {
  const [first, ...rest] = await readSheet(path);
  if (!first) throw new BadFile('the first sheet is empty');
  const header = headerOf(first.cells);
  let done = 0;
  return {
    header,
    part: () => done / Math.max(1, rest.length),
    rows: async function* () {
      for (const row of rest) {
        done += 1;
        if (row.cells.some((cell) => cell !== '')) yield rowOf(header, row);
      }
    },
  };
};

/** Opens a CSV, JSONL or XLSX file by what it is called; throws `BadFile` where it cannot be read. */
export const openRows = async (path: string): Promise<OpenFile> => {
  const kind = extname(path).toLowerCase();
  if (kind === '.csv' || kind === '.tsv') return openCsv(path);
  if (kind === '.jsonl' || kind === '.ndjson') return openJsonLines(path);
  if (kind === '.xlsx') return openSheet(path);
  throw new BadFile('the file must end in .csv, .tsv, .jsonl or .xlsx');
};
