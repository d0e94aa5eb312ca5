import { closeSync, openSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import { BadFile } from '../import/bad-file.ts';
import { headingOf } from '../import/mapping.ts';
import { readSheet } from '../import/sheet.ts';

/** A row of a sheet by the names of its columns, as `column` writes them; what is empty is left out. */
export interface SheetRow {
  readonly line: number;
  readonly cells: { readonly [column: string]: string };
}

/** The three sheets of an XLSForm that count. */
export interface XlsForm {
  readonly survey: readonly SheetRow[];
  readonly choices: readonly SheetRow[];
  readonly settings: { readonly [name: string]: string };
}

/** Why a file is no XLSForm. `more` is for operators. */
export interface XlsFault {
  readonly fault:
    | 'xlsform.file.not_xlsx'
    | 'xlsform.file.old_xls'
    | 'xlsform.file.unreadable'
    | 'xlsform.sheet.missing'
    | 'xlsform.sheet.columns'
    | 'xlsform.sheet.too_long';
  readonly more: string;
}

/** Most rows of a sheet that are looked at. */
const ROWS_MAX = 2000;

/** `Label : English` and `label::English` are one column, `list name` is `list_name`. */
const column = (heading: string): string => {
  const [name = '', ...langs] = headingOf(heading).split(/\s*:{1,2}\s*/);
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return langs.length === 0 ? plain : `${plain}::${langs.join(':').trim()}`;
};

const OLE = 'd0cf11e0a1b11ae1';
const ZIP = '504b0304';

const firstBytes = (path: string): string => {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(8);
    return buffer.subarray(0, readSync(file, buffer, 0, 8, 0)).toString('hex');
  } finally {
    closeSync(file);
  }
};

const rowsOf = (rows: readonly { readonly line: number; readonly cells: readonly string[] }[]): readonly SheetRow[] => {
  const [head, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const names = (head?.cells ?? []).map(column);
  return rest.map(({ line, cells }) => ({
    line,
    // The first of two columns of one name counts.
    cells: Object.fromEntries(
      names.flatMap((name, i) =>
        name !== '' && names.indexOf(name) === i && (cells[i] ?? '').trim() !== '' ? [[name, (cells[i] ?? '').trim()]] : [],
      ),
    ),
  }));
};

/** Opens an XLSForm; the file is read by the same bounded thread as every sheet. */
export const readXlsForm = async (path: string): Promise<XlsForm | XlsFault> => {
  if (extname(path).toLowerCase() !== '.xlsx') return { fault: 'xlsform.file.not_xlsx', more: 'the name must end in .xlsx' };
  const first = firstBytes(path);
  // Some offices' programs write the format of 1997 under the new name.
  if (first === OLE)
    return { fault: 'xlsform.file.old_xls', more: 'an .xls of before 2007 under the name of an .xlsx: open it and save it as XLSX' };
  if (!first.startsWith(ZIP)) return { fault: 'xlsform.file.not_xlsx', more: 'it is no XLSX file, whatever its name says' };
  try {
    const opened = await readSheet(path, null);
    const names = [opened.name, ...opened.others.map((it) => it.name)];
    const sheet = async (wanted: string): Promise<readonly SheetRow[] | undefined> => {
      const name = names.find((it) => it.trim().toLowerCase() === wanted);
      if (name === undefined) return undefined;
      return rowsOf(name === opened.name ? opened.rows : (await readSheet(path, name)).rows);
    };
    const survey = await sheet('survey');
    if (!survey) return { fault: 'xlsform.sheet.missing', more: `there is no sheet survey (there is ${names.join(', ')})` };
    const [choices, settings] = [(await sheet('choices')) ?? [], (await sheet('settings')) ?? []];
    if (survey.length > ROWS_MAX || choices.length > 10 * ROWS_MAX)
      return { fault: 'xlsform.sheet.too_long', more: `more than ${ROWS_MAX} rows` };
    if (!survey.some((row) => row.cells['type'] !== undefined))
      return { fault: 'xlsform.sheet.columns', more: 'the sheet survey has no column type, or nothing in it' };
    return { survey, choices, settings: settings[0]?.cells ?? {} };
  } catch (error) {
    if (error instanceof BadFile) return { fault: 'xlsform.file.unreadable', more: error.message };
    throw error;
  }
};
