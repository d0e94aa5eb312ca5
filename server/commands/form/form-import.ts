import { existsSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { stringify } from 'yaml';
import { questionsOf } from '../../../kernel/form/form.ts';
import { importXlsForm, type ImportedForm, type RowFate } from '../../forms/import-xlsform.ts';
import { readXlsForm } from '../../forms/read-xlsform.ts';
import type { Io } from '../io.ts';
import { problemLine } from './form-file.ts';

/** What a code says to who reads it. */
const WORDS: { readonly [code: string]: string } = {
  'xlsform.person.account': 'reads a device or an account',
  'xlsform.person.phone': 'asks for a telephone number',
  'xlsform.person.name': 'asks who somebody is',
  'xlsform.person.document': 'asks for an identity paper',
  'xlsform.person.mail': 'asks for a mail address',
  'xlsform.person.address': 'asks for an address, or for more than a building',
  'xlsform.person.coordinates': 'reads a position',
  'xlsform.person.trait': 'asks what somebody is or believes',
  'xlsform.person.register': 'keeps a register of people',
  'xlsform.person.signature': 'takes a signature or a drawing',
  'xlsform.person.count': 'counts people; only injured, missing, evacuated, trained and present at a drill are counted',
  'xlsform.dropped.automatic': 'a record has its own times',
  'xlsform.dropped.free_words': 'words of one’s own; every answer that is not in order has its own',
  'xlsform.dropped.note': 'words that no question follows which could carry them',
  'xlsform.dropped.note_too_long': 'words that are too long to stand beside a question',
  'xlsform.refused.type': 'a form has no such kind of question',
  'xlsform.refused.repeat': 'repeated; make one check for each thing, or points of a route',
  'xlsform.refused.choice_filter': 'choices that hang on another answer',
  'xlsform.refused.choices': 'its choices are not in the file',
  'xlsform.refused.relevant': 'a condition that is more than answers joined by and, or, not',
  'xlsform.refused.relevant_lost': 'hangs on a question that was not taken',
  'xlsform.refused.label': 'has no label',
  'xlsform.refused.computed_label': 'its label is computed',
};

const rowLine = ({ line, type, name, fate, code, lost }: RowFate): string => {
  const head = `row ${line}  ${type}${name === '' ? '' : ` ${name}`}`;
  const without = lost.length === 0 ? '' : `, without its ${lost.join(', ')}`;
  if (fate === 'mapped') return `${head}: taken as ${code}${without}`;
  return `${head}: ${fate}, ${code}${WORDS[code] === undefined ? '' : ` (${WORDS[code]})`}`;
};

const countsOf = (rows: readonly RowFate[]): { readonly [fate in RowFate['fate']]: number } => {
  const of = (fate: RowFate['fate']): number => rows.filter((row) => row.fate === fate).length;
  return { mapped: of('mapped'), dropped: of('dropped'), refused: of('refused'), frame: of('frame') };
};

const report = (it: ImportedForm, io: Io): void => {
  for (const row of it.rows) if (row.fate !== 'frame') io.out(rowLine(row));
  const { mapped, dropped, refused, frame } = countsOf(it.rows);
  const personal = it.rows.filter((row) => row.code.startsWith('xlsform.person.'));
  io.out(`${it.rows.length} rows: ${mapped} taken, ${dropped} dropped, ${refused} refused, ${frame} that begin or end a group`);
  io.out(
    `dropped because they ask for persons, devices or positions: ${personal.length === 0 ? 'none' : personal.map((row) => row.name).join(', ')}`,
  );
  if (it.otherLanguages.length > 0) io.out(`languages that a form is not written in: ${it.otherLanguages.join(', ')}`);
  if (it.untranslated > 0) io.out(`to be translated: ${it.untranslated} labels stand in one language only`);
  if (it.unmarked.length > 0)
    io.out(`to be marked: which answers are not in order (fail: true) of ${it.unmarked.length} choices: ${it.unmarked.join(', ')}`);
  for (const problem of it.problems) io.out(`before it can be published: ${problemLine(problem)}`);
};

/**
 * `huiyin form import FILE.xlsx [--out FILE.yaml]`: an XLSForm as a form, and what became of each row. 0 when all of it was taken but what is
 * dropped, and it could be published; 1 when rows were refused or something is still to be done; 2 when the file is no XLSForm.
 */
export const formImport = async (file: string, options: { readonly out?: string }, io: Io): Promise<number> => {
  if (!existsSync(file)) {
    io.err(`file_unreadable: there is no file ${file}`);
    return 2;
  }
  const sheet = await readXlsForm(file);
  if ('fault' in sheet) {
    io.err(`${sheet.fault}: ${sheet.more}`);
    return 2;
  }
  const imported = importXlsForm(sheet, basename(file, extname(file)));
  const counts = countsOf(imported.rows);
  io.facts?.({
    form: imported.form.id,
    questions: questionsOf(imported.form).length,
    ...counts,
    rows: imported.rows.map((row) => ({ ...row })),
    wants: imported.problems.map(({ code, path }) => ({ code, path })),
    untranslated: imported.untranslated,
    unmarked: imported.unmarked,
  });
  report(imported, io);
  if (options.out !== undefined) {
    if (existsSync(options.out)) {
      io.err(`file_there: ${options.out} is there already and was not written over`);
      return 2;
    }
    writeFileSync(options.out, stringify(imported.form, { lineWidth: 0, aliasDuplicateObjects: false }));
    io.out(`${options.out}: written; look at it, then ./huiyin form check ${options.out}`);
  }
  return counts.refused === 0 && imported.problems.length === 0 ? 0 : 1;
};
