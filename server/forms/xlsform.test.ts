import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { checkForm } from '../../kernel/form/check-form.ts';
import { questionsOf, type Item } from '../../kernel/form/form.ts';
import { testFolder } from '../../test/support/folder.ts';
import { shared, wants } from '../../test/support/wants.ts';
import { importXlsForm, type ImportedForm } from './import-xlsform.ts';
import { readXlsForm, type XlsForm } from './read-xlsform.ts';

type Cells = { readonly [column: string]: string };

const CHOICES: readonly Cells[] = [
  { list_name: 'state', name: 'pass', label: 'In order' },
  { list_name: 'state', name: 'fail', label: 'Not in order' },
  { list_name: 'state', name: 'na', label: 'None here' },
  { list_name: 'yesno', name: 'yes', label: 'Yes' },
  { list_name: 'yesno', name: 'no', label: 'No' },
  { list_name: 'seen', name: '1', label: 'Dust' },
  { list_name: 'seen', name: '2', label: 'Water' },
  { list_name: 'seen', name: '3', label: 'Oil' },
];
const sheet = (survey: readonly Cells[], settings: Cells = {}): XlsForm => ({
  survey: survey.map((cells, i) => ({ line: i + 2, cells })),
  choices: CHOICES.map((cells, i) => ({ line: i + 2, cells })),
  settings,
});
const imported = (...survey: readonly Cells[]): ImportedForm => importXlsForm(sheet(survey), 'file-name');
/** What becomes of one row behind one check. */
const fateOf = (cells: Cells): string => {
  const { rows } = imported({ type: 'select_one state', name: 'exits', label: 'Exits are free' }, cells);
  const row = rows[1];
  return `${row?.fate} ${row?.code}`;
};
const itemOf = (cells: Cells): Item | undefined =>
  questionsOf(imported({ type: 'select_one state', name: 'exits', label: 'Exits are free' }, cells).form)[1]?.item;

describe('a row of an XLSForm', () => {
  const cases: readonly (readonly [said: string, cells: Cells, fate: string])[] = [
    ['a choice between in order and not', { type: 'select_one state', name: 'a', label: 'Lights' }, 'mapped check'],
    ['the old way to write it', { type: 'select one from yesno', name: 'a', label: 'Lights' }, 'mapped one_of'],
    ['several of a list', { type: 'select_multiple seen', name: 'a', label: 'Seen' }, 'mapped some_of'],
    ['several, the old way', { type: 'select all that apply from seen', name: 'a', label: 'Seen' }, 'mapped some_of'],
    ['a whole number', { type: 'integer', name: 'a', label: 'Extinguishers' }, 'mapped count'],
    ['a number', { type: 'decimal', name: 'a', label: 'Chiller (°C)' }, 'mapped measure'],
    ['a day', { type: 'date', name: 'a', label: 'Valid until' }, 'mapped date'],
    ['a photo', { type: 'image', name: 'a', label: 'The whole hall' }, 'mapped photo'],
    ['words under a fail', { type: 'text', name: 'a', label: 'What blocks it', relevant: "${exits} = 'fail'" }, 'mapped note'],
    ['a remark', { type: 'text', name: 'a', label: 'Comments' }, 'dropped xlsform.dropped.free_words'],
    [
      'a remark under what is in order',
      { type: 'text', name: 'a', label: 'Comments', relevant: "${exits} = 'pass'" },
      'dropped xlsform.dropped.free_words',
    ],
    ['its own times', { type: 'start', name: 'a' }, 'dropped xlsform.dropped.automatic'],
    ['the device', { type: 'deviceid', name: 'a' }, 'dropped xlsform.person.account'],
    ['the telephone', { type: 'phonenumber', name: 'a' }, 'dropped xlsform.person.account'],
    ['the account', { type: 'username', name: 'a' }, 'dropped xlsform.person.account'],
    ['the record of every touch', { type: 'audit', name: 'a' }, 'dropped xlsform.person.account'],
    ['a position', { type: 'geopoint', name: 'a', label: 'Where' }, 'dropped xlsform.person.coordinates'],
    ['a position taken unseen', { type: 'background-geopoint', name: 'a' }, 'dropped xlsform.person.coordinates'],
    ['a name by its label', { type: 'text', name: 'a', label: 'Name of the inspector' }, 'dropped xlsform.person.name'],
    ['a name by the name of the question', { type: 'text', name: 'reporter_name', label: 'Filled by' }, 'dropped xlsform.person.name'],
    ['a name in Chinese', { type: 'text', name: 'a', 'label::中文': '联系人姓名' }, 'dropped xlsform.person.name'],
    ['a telephone number as a number', { type: 'integer', name: 'a', label: 'Mobile phone' }, 'dropped xlsform.person.phone'],
    ['an identity card', { type: 'text', name: 'a', label: '身份证号' }, 'dropped xlsform.person.register'],
    ['an address', { type: 'text', name: 'a', label: 'Address' }, 'dropped xlsform.person.address'],
    ['a faith', { type: 'select_one yesno', name: 'a', label: 'Does a religious group own it?' }, 'dropped xlsform.person.trait'],
    ['an age', { type: 'integer', name: 'a', label: 'Age' }, 'dropped xlsform.person.trait'],
    ['a number of people', { type: 'integer', name: 'a', label: 'How many pupils are there?' }, 'dropped xlsform.person.count'],
    ['a register', { type: 'select_one yesno', name: 'a', label: 'Is the visitors’ book complete?' }, 'dropped xlsform.person.register'],
    ['a signature', { type: 'image', name: 'a', label: 'Mark', appearance: 'signature' }, 'dropped xlsform.person.signature'],
    ['a flat', { type: 'select_one yesno', name: 'a', label: 'Is flat 12 in order?' }, 'dropped xlsform.person.address'],
    ['something computed', { type: 'calculate', name: 'a', calculation: '1 + 1' }, 'refused xlsform.refused.type'],
    ['a sound', { type: 'audio', name: 'a', label: 'Noise' }, 'refused xlsform.refused.type'],
    ['a file', { type: 'file', name: 'a', label: 'Plan' }, 'refused xlsform.refused.type'],
    ['an order', { type: 'rank seen', name: 'a', label: 'Worst first' }, 'refused xlsform.refused.type'],
    ['choices from a file', { type: 'select_one_from_file x.csv', name: 'a', label: 'Which' }, 'refused xlsform.refused.type'],
    ['choices that are not there', { type: 'select_one ghosts', name: 'a', label: 'Which' }, 'refused xlsform.refused.choices'],
    [
      'choices that hang on others',
      { type: 'select_one seen', name: 'a', label: 'Which', choice_filter: 'x=${exits}' },
      'refused xlsform.refused.choice_filter',
    ],
    ['a condition that computes', { type: 'date', name: 'a', label: 'Until', relevant: '${n} > 3' }, 'refused xlsform.refused.relevant'],
    [
      'a condition on a question that is not there',
      { type: 'date', name: 'a', label: 'Until', relevant: "${ghost} = 'x'" },
      'refused xlsform.refused.relevant_lost',
    ],
    [
      'a condition on an answer nobody gives',
      { type: 'date', name: 'a', label: 'Until', relevant: "${exits} = 'broken'" },
      'refused xlsform.refused.relevant',
    ],
    [
      'and and or in one',
      { type: 'date', name: 'a', label: 'Until', relevant: "${exits} = 'fail' and ${exits} = 'na' or ${exits} = 'pass'" },
      'refused xlsform.refused.relevant',
    ],
    ['no label', { type: 'date', name: 'a' }, 'refused xlsform.refused.label'],
    ['a label that is computed', { type: 'date', name: 'a', label: 'Until ${exits}' }, 'refused xlsform.refused.computed_label'],
    ['a word of control', { type: 'select_one yesno', name: 'a', label: '重点人员已稳控' }, 'refused form.word.control'],
    ['a label of a page', { type: 'date', name: 'a', label: 'x'.repeat(300) }, 'refused form.label.too_long'],
  ];
  it.each(cases)('%s', (_, cells, fate) => {
    expect(fateOf(cells)).toBe(fate);
  });

  it('keeps its condition, of and, or and not', () => {
    const when = (relevant: string) => itemOf({ type: 'date', name: 'a', label: 'Until', relevant })?.when;
    expect(when("selected(${exits}, 'fail')")).toEqual({ all: [{ question: 'exits', is: ['fail'] }] });
    expect(when('(${exits} = \'fail\' or ${exits} = "na")')).toEqual({ all: [{ question: 'exits', is: ['fail', 'na'] }] });
    expect(when("not(selected(${exits}, 'fail'))")).toEqual({ all: [{ question: 'exits', is: ['pass', 'na'] }] });
    expect(when("${exits} != 'pass'")).toEqual({ all: [{ question: 'exits', is: ['fail', 'na'] }] });
    const two = imported(
      { type: 'select_one state', name: 'a', label: 'A' },
      { type: 'select_multiple seen', name: 'b', label: 'B' },
      { type: 'date', name: 'c', label: 'C', relevant: "${a} = 'fail' and selected(${b}, '2')" },
      { type: 'date', name: 'd', label: 'D', relevant: "${a} = 'fail' or selected(${b}, '2')" },
      { type: 'date', name: 'e', label: 'E', relevant: "not(selected(${b}, '2'))" },
    );
    const items = questionsOf(two.form).map((it) => it.item);
    expect(items[2]?.when).toEqual({
      all: [
        { question: 'a', is: ['fail'] },
        { question: 'b', is: ['n2'] },
      ],
    });
    expect(items[3]?.when).toEqual({
      any: [
        { question: 'a', is: ['fail'] },
        { question: 'b', is: ['n2'] },
      ],
    });
    // "Not chosen among several" is nothing that somebody answers.
    expect(two.rows[4]).toMatchObject({ fate: 'refused', code: 'xlsform.refused.relevant' });
  });

  it('keeps what a number may be, and says which of its columns have no place', () => {
    expect(itemOf({ type: 'decimal', name: 'a', label: 'Chiller (°C)', constraint: '. >= -40 and . <= 60' })).toMatchObject({
      unit: '°C',
      range: { min: -40, max: 60 },
    });
    expect(itemOf({ type: 'decimal', name: 'a', label: 'Load', unit: 'kg' })).toMatchObject({ unit: 'kg' });
    const { rows } = imported({ type: 'decimal', name: 'a', label: 'Load', constraint: '. < ${b}', default: '3' });
    expect(rows[0]).toMatchObject({ fate: 'mapped', lost: ['constraint', 'default'] });
  });

  it('is needed or may be left out, has a hint, and is marked where the sheet says which answers are not in order', () => {
    expect(itemOf({ type: 'integer', name: 'a', label: 'Pieces', required: 'yes' })).not.toHaveProperty('optional');
    expect(itemOf({ type: 'integer', name: 'a', label: 'Pieces', hint: 'Count all' })).toMatchObject({
      optional: true,
      hint: { en: 'Count all' },
    });
    const marked = importXlsForm(sheet([{ type: 'select_one yesno', name: 'Blocked?', label: 'Is it blocked?', fail: 'yes' }]), 'x');
    expect(questionsOf(marked.form)[0]?.item).toMatchObject({ id: 'blocked', options: [{ id: 'yes', fail: true }, { id: 'no' }] });
    expect(marked).toMatchObject({ unmarked: [], problems: [] });
    expect(imported({ type: 'select_one yesno', name: 'b', label: 'Is it blocked?' })).toMatchObject({
      unmarked: ['b'],
      problems: [{ code: 'form.nothing_to_find' }],
    });
  });

  it('that is only read is the hint of the next question, unless that has one of its own', () => {
    const codes = (of: ImportedForm) => of.rows.map((it) => `${it.fate} ${it.code}`);
    const note = { type: 'note', name: 'n', label: 'Look at every exit' };
    const taken = imported(note, { type: 'date', name: 'a', label: 'Until' });
    expect(codes(taken)).toEqual(['mapped words', 'mapped date']);
    expect(questionsOf(taken.form)[0]?.item.hint?.en).toBe('Look at every exit');
    expect(codes(imported(note, { type: 'date', name: 'a', label: 'Until', hint: 'On the plate' }))).toEqual([
      'dropped xlsform.dropped.note',
      'mapped date',
    ]);
    expect(codes(imported({ type: 'date', name: 'a', label: 'Until' }, note))).toEqual(['mapped date', 'dropped xlsform.dropped.note']);
    expect(codes(imported(note, note, { type: 'date', name: 'a', label: 'Until' }))).toEqual([
      'mapped words',
      'dropped xlsform.dropped.note',
      'mapped date',
    ]);
  });

  it('is refused with all rows of the repeat it stands in, but for what is never taken', () => {
    const { rows } = imported(
      { type: 'begin repeat', name: 'r' },
      { type: 'deviceid', name: 'd' },
      { type: 'date', name: 'a', label: 'Until' },
      { type: 'end_repeat' },
      { type: 'date', name: 'b', label: 'Until' },
    );
    expect(rows.map((it) => `${it.fate} ${it.code}`)).toEqual([
      'refused xlsform.refused.repeat',
      'dropped xlsform.person.account',
      'refused xlsform.refused.repeat',
      'refused xlsform.refused.repeat',
      'mapped date',
    ]);
  });

  it('stands in the outermost group, with the conditions of all groups around it', () => {
    const { form, untranslated } = imported(
      { type: 'select_one state', name: 'exits', 'label::English (en)': 'Exits', 'label::中文 (zh)': '出口' },
      { type: 'begin group', name: 'g', label: 'Hall', relevant: "${exits} = 'fail'" },
      { type: 'begin_group', name: 'h', relevant: "${exits} != 'na'" },
      { type: 'date', name: 'a', label: 'Until' },
      { type: 'end group' },
      { type: 'end group' },
      { type: 'date', name: 'b', label: 'Since' },
    );
    expect(form.groups.map((it) => [it.id, it.items.map((item) => item.id)])).toEqual([
      ['part_1', ['exits']],
      ['g', ['a']],
      ['part_3', ['b']],
    ]);
    expect(form.groups[0]?.items[0]?.label).toEqual({ 'zh-CN': '出口', en: 'Exits' });
    expect(form.groups[1]?.items[0]?.when).toEqual({
      all: [
        { question: 'exits', is: ['fail'] },
        { question: 'exits', is: ['pass', 'fail'] },
      ],
    });
    expect(checkForm(form)).toEqual([]);
    expect(untranslated).toBeGreaterThan(0);
  });
});

describe('a file that is said to be an XLSForm', () => {
  const folder = testFolder('xlsform');
  const book = (sheets: { readonly [name: string]: readonly (readonly string[])[] }, bookType: 'xlsx' | 'biff8' = 'xlsx'): Buffer => {
    const made = utils.book_new();
    for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(made, utils.aoa_to_sheet(rows.map((row) => [...row])), name);
    return Buffer.from(write(made, { type: 'buffer', bookType }) as Uint8Array);
  };
  const SURVEY = [
    ['type', 'name', 'Label :: English', ' hint '],
    ['select_one state', 'exits', 'Exits are free', 'All of them'],
  ];
  const read = async (name: string, bytes: Buffer | string) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return readXlsForm(path);
  };

  it('is read with its three sheets, whatever the case of their names and the spaces in its headings', async () => {
    const file = book({
      Survey: SURVEY,
      choices: [
        ['list name', 'name', 'label'],
        ['state', 'pass', 'In order'],
        ['state', 'fail', 'Not'],
      ],
      settings: [
        ['form_title', 'form_id'],
        ['Exits', 'ex_1'],
      ],
    });
    const opened = await read('good.xlsx', file);
    if ('fault' in opened) throw new Error(opened.fault);
    expect(opened.survey).toEqual([
      { line: 2, cells: { type: 'select_one state', name: 'exits', 'label::English': 'Exits are free', hint: 'All of them' } },
    ]);
    const { form, problems } = importXlsForm(opened, 'good');
    expect(form).toMatchObject({ id: 'ex-1', title: { en: 'Exits' }, groups: [{ items: [{ id: 'exits', kind: 'check', always: true }] }] });
    expect(problems).toEqual([]);
  });

  it('is refused by code when it is none', async () => {
    const faults: readonly (readonly [string, Buffer | string, string])[] = [
      ['old.xlsx', book({ survey: SURVEY }, 'biff8'), 'xlsform.file.old_xls'],
      ['old.xls', book({ survey: SURVEY }, 'biff8'), 'xlsform.file.not_xlsx'],
      ['text.xlsx', 'type,name,label', 'xlsform.file.not_xlsx'],
      ['empty.xlsx', '', 'xlsform.file.not_xlsx'],
      ['broken.xlsx', book({ survey: SURVEY }).subarray(0, 900), 'xlsform.file.unreadable'],
      ['none.xlsx', book({ sheet1: SURVEY }), 'xlsform.sheet.missing'],
      ['columns.xlsx', book({ survey: [['name'], ['x']] }), 'xlsform.sheet.columns'],
      ['nothing.xlsx', book({ survey: [['type', 'name']] }), 'xlsform.sheet.columns'],
      [
        'long.xlsx',
        book({ survey: [['type', 'name'], ...Array.from({ length: 2100 }, (_, i) => ['note', `n${i}`])] }),
        'xlsform.sheet.too_long',
      ],
    ];
    for (const [name, bytes, fault] of faults) {
      const opened = await read(name, bytes);
      expect([name, 'fault' in opened ? opened.fault : 'read']).toEqual([name, fault]);
    }
  });
});

const IFRC = shared('data/places/xforms/ifrc-distribution-site-assessment-v1.xlsx');

describe.runIf(existsSync(IFRC))('XLSForms that are in use', wants('shared'), () => {
  const of = async (name: string): Promise<ImportedForm> => {
    const opened = await readXlsForm(shared(`data/places/xforms/${name}`));
    if ('fault' in opened) throw new Error(opened.fault);
    return importXlsForm(opened, name);
  };
  const counts = ({ rows }: ImportedForm) =>
    Object.fromEntries(['mapped', 'dropped', 'refused', 'frame'].map((fate) => [fate, rows.filter((it) => it.fate === fate).length]));

  it('the site assessment of the IFRC loses what it asks of persons, and says which', async () => {
    const taken = await of('ifrc-distribution-site-assessment-v1.xlsx');
    const personal = taken.rows.filter((row) => row.code.startsWith('xlsform.person.'));
    process.stdout.write(
      `IFRC: ${JSON.stringify(counts(taken))}; dropped as personal: ${personal.map((row) => `${row.name} (${row.code.slice(15)})`).join(', ')}\n`,
    );
    expect(personal.map((row) => [row.line, row.name, row.code])).toEqual([
      [5, 'deviceid', 'xlsform.person.account'],
      [6, 'imei', 'xlsform.person.account'],
      [7, 'simserial', 'xlsform.person.account'],
      [8, 'phonenumber', 'xlsform.person.account'],
      [17, 'address', 'xlsform.person.address'],
      [18, 'site_gps', 'xlsform.person.coordinates'],
      [21, 'reporter_name', 'xlsform.person.name'],
      [32, 'link', 'xlsform.person.trait'],
      [56, 'waiting_area', 'xlsform.person.count'],
      [161, 'plan_drawing', 'xlsform.person.signature'],
    ]);
    const text = JSON.stringify(taken.form);
    for (const word of ['deviceid', 'imei', 'phonenumber', 'reporter', 'gps', 'religious']) expect(text.toLowerCase()).not.toContain(word);
    // Each row is accounted for, and what is taken is a sound form as soon as somebody has said which answers are not in order.
    expect(Object.values(counts(taken)).reduce((a, b) => a + b)).toBe(171);
    expect(taken.problems.map((it) => it.code)).toEqual(['form.nothing_to_find']);
    const marked = {
      ...taken.form,
      groups: taken.form.groups.map((group) => ({
        ...group,
        items: group.items.map((item) =>
          item.kind === 'one_of'
            ? { ...item, options: item.options.map((option, i) => (i === 1 ? { ...option, fail: true } : option)) }
            : item,
        ),
      })),
    };
    expect(checkForm(marked)).toEqual([]);
    expect(questionsOf(taken.form).length).toBe(taken.rows.filter((row) => row.fate === 'mapped').length);
  });

  it('the others are taken as far as a form has such things', async () => {
    for (const name of ['choice_filter_test.xlsx', 'field-list.xlsx', 'yes_or_no_question.xlsx', 'xlsform_spec_test.xlsx']) {
      const taken = await of(name);
      process.stdout.write(`${name}: ${JSON.stringify(counts(taken))}\n`);
      expect(taken.rows.length).toBe(Object.values(counts(taken)).reduce((a, b) => a + b));
      expect(taken.problems.map((it) => it.code)).toEqual(['form.nothing_to_find']);
    }
  });
});
