import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkForm } from '../kernel/form/check-form.ts';
import { evaluate, type Answer, type Answers } from '../kernel/form/evaluate.ts';
import { LESSON_ITEMS, lessonOf } from '../kernel/form/lesson.ts';
import { canFail, questionsOf, type Form, type Item } from '../kernel/form/form.ts';
import { shared, wants } from '../test/support/wants.ts';
import { CsvReader } from '../server/import/csv.ts';
import { FORM_BYTES_MAX, formIds, getForm, readForm } from './form.ts';

const PHOTO = '0f'.repeat(32);

const codesOf = (text: string): readonly string[] => {
  const loaded = readForm(text);
  return 'form' in loaded ? [] : [...new Set(loaded.problems.map((it) => it.code))];
};

/** An answer to an item that is in order. */
const inOrder = (item: Item): Answer => {
  switch (item.kind) {
    case 'check':
      return { value: 'pass' };
    case 'one_of':
      return { value: item.options.find((it) => it.fail !== true)?.id ?? '' };
    case 'some_of':
      return { value: [] };
    case 'count':
      return { value: item.bounds?.min ?? 0 };
    case 'people':
      return { value: 0 };
    case 'certificates':
      return { value: { valid: 3, of: 3 } };
    case 'measure':
      return { value: item.bounds?.max ?? item.bounds?.min ?? 1 };
    case 'date':
      return { value: '2027-06-30' };
    case 'photo':
      return { photos: [PHOTO] };
    case 'note':
      return { value: '缺绷带两卷' };
  }
};

/** An answer that is not in order; undefined where the item has none. */
const notInOrder = (item: Item): Answer | undefined => {
  const more = { words: '东侧第二处，门打不开', photos: [PHOTO] };
  if (!canFail(item)) return undefined;
  switch (item.kind) {
    case 'check':
      return { value: 'fail', ...more };
    case 'one_of':
      return { value: item.options.find((it) => it.fail === true)?.id ?? '', ...more };
    case 'some_of':
      return { value: item.options.filter((it) => it.fail === true).map((it) => it.id), ...more };
    case 'count':
      return { value: item.bounds?.max === undefined ? (item.bounds?.min ?? 0) - 1 : item.bounds.max + 1, ...more };
    case 'certificates':
      return { value: { valid: 2, of: 3 }, ...more };
    case 'measure':
      return {
        value: item.bounds?.max === undefined ? (item.bounds?.min ?? 0) - 0.1 - 0.9 * Number(item.decimals === 0) : item.bounds.max + 1,
        ...more,
      };
    default:
      return undefined;
  }
};

const filled = (form: Form, answer: (item: Item) => Answer | undefined): Answers => {
  let answers: Answers = {};
  // What hangs on an answer is answered once it is asked.
  for (const { key, item } of questionsOf(form)) {
    const given = answer(item) ?? inOrder(item);
    if (evaluate(form, answers).open.includes(key)) answers = { ...answers, [key]: given };
  }
  return answers;
};

describe('the forms that come with the program', () => {
  const forms = formIds().map((id) => ({ id, form: getForm(id) }));

  it('are those of the check lists that offices ask for, each under its own id', () => {
    const items = forms.reduce((sum, { form }) => sum + questionsOf(form).length, 0);
    process.stdout.write(`forms: ${forms.length}, ${items} questions\n`);
    expect(forms.length).toBeGreaterThanOrEqual(25);
    expect(items).toBeGreaterThan(250);
    for (const { id, form } of forms) expect(form.id).toBe(id);
    expect(getForm('bus-trip').groups[0]?.items.length).toBe(7);
    expect(getForm('fire-check').groups[0]?.items.length).toBe(12);
    expect(() => getForm('../form')).toThrow('no form');
  });

  const looks = forms.filter(({ form }) => form.use === undefined);

  it.each(looks)('$id: all in order is nil', ({ form }) => {
    expect(
      evaluate(
        form,
        filled(form, () => undefined),
      ),
    ).toMatchObject({ missing: [], wrong: [], findings: [], unasked: [], nil: true });
  });

  it.each(looks)('$id: everything not in order is a finding each, with words and photo', ({ form }) => {
    const said = evaluate(form, filled(form, notInOrder));
    expect(said).toMatchObject({ missing: [], wrong: [], unasked: [], nil: false });
    const open = new Set(said.open);
    expect(said.findings.map((it) => it.key)).toEqual(
      questionsOf(form)
        .filter(({ key, item }) => open.has(key) && canFail(item))
        .map((it) => it.key),
    );
    expect(said.findings.length).toBeGreaterThan(0);
  });

  it.each(forms.filter(({ form }) => form.use === 'return'))('$id: numbers and nothing else, none of which finds anything', ({ form }) => {
    const asked = questionsOf(form);
    expect(asked.filter(({ item }) => item.kind !== 'count' && item.kind !== 'people')).toEqual([]);
    expect(
      evaluate(
        form,
        filled(form, () => undefined),
      ),
    ).toMatchObject({ missing: [], wrong: [], findings: [], unasked: [] });
    for (const value of [-1, 1_000_000, 0.5, '3']) expect(evaluate(form, { [asked[0]?.key ?? '']: { value } }).wrong.length).toBe(1);
  });

  it.each(forms.filter(({ form }) => form.use === 'lesson' || form.use === 'campaign'))(
    '$id: asks what a lesson may ask, in the words of the kernel, finds nothing, and is whole when all of it is in place',
    ({ form }) => {
      const asked = questionsOf(form);
      expect(asked.filter(({ key, item }) => LESSON_ITEMS[key] !== item.kind)).toEqual([]);
      const whole = Object.fromEntries(
        asked.flatMap(({ key, item }): readonly (readonly [string, Answer])[] => {
          if (item.kind === 'photo') return [];
          if (item.kind === 'some_of') return [[key, { value: item.options.slice(0, 1).map(({ id }) => id) }]];
          return [[key, item.kind === 'one_of' ? inOrder(item) : { value: item.kind === 'measure' ? (item.least ?? 1) : 3 }]];
        }),
      );
      expect(evaluate(form, whole)).toMatchObject({ missing: [], wrong: [], findings: [], nil: false });
      expect(lessonOf(form, whole)).toMatchObject({ use: form.use, lacks: [], differs: [] });
      const topics = asked.flatMap(({ item }) => (item.id === 'topic' && item.kind === 'one_of' ? item.options : []));
      const about = asked.flatMap(({ item }) =>
        item.kind === 'one_of' || item.kind === 'some_of' ? item.options.flatMap((it) => it.about ?? []) : [],
      );
      // Each topic has something to teach it with.
      expect(topics.filter(({ id }) => !about.some((topic) => topic === id))).toEqual([]);
    },
  );

  it('every clause says on what it rests, is used, and stands in the sources', () => {
    const sources = readFileSync(join(import.meta.dirname, 'forms/sources.md'), 'utf8');
    for (const { id, form } of forms) {
      const used = new Set(form.groups.flatMap((group) => group.items.flatMap((item) => item.clause ?? [])));
      expect([id, Object.keys(form.clauses)]).toEqual([id, [...used]]);
    }
    for (const name of ['61号', '令5', '第60号', '第45号', '第74号', '125 g', '校车安全管理条例']) expect(sources).toContain(name);
  });
});

describe('a form that tries a trick (G2, G3, G11)', () => {
  const FOLDER = join(import.meta.dirname, 'hostile-forms');
  const tricks = readdirSync(FOLDER).map((name) => {
    const source = readFileSync(join(FOLDER, name), 'utf8');
    return { tried: /^# Tried: (.+)\.$/m.exec(source)?.[1] ?? name, code: /^# refused: ([a-z0-9_.]+)$/m.exec(source)?.[1], source };
  });

  it('is one of at least twenty, each of which says what it tries and by which code it is refused', () => {
    process.stdout.write(`hostile forms: ${tricks.length} files, ${new Set(tricks.map((it) => it.code)).size} codes\n`);
    expect(tricks.length).toBeGreaterThanOrEqual(20);
    expect(tricks.filter((it) => it.code === undefined)).toEqual([]);
  });

  it.each(tricks)('$tried is refused: $code', ({ source, code }) => {
    expect(codesOf(source)).toContain(code);
  });

  it('every code by which a form is refused stands in the manual, and no other', () => {
    const folder = join(import.meta.dirname, '../kernel/form');
    const sources = readdirSync(folder).flatMap((name) =>
      /^check-.*(?<!\.test)\.ts$/.test(name) ? [readFileSync(join(folder, name), 'utf8')] : [],
    );
    const codesIn = (text: string, quote: string): readonly string[] =>
      [...text.matchAll(new RegExp(`${quote}(form\\.[a-z_.]+)${quote}`, 'g'))].map((it) => it[1] ?? '');
    const made = new Set([...sources, readFileSync(join(import.meta.dirname, 'form.ts'), 'utf8')].flatMap((text) => codesIn(text, "'")));
    const told = codesIn(readFileSync(join(import.meta.dirname, '../docs/how-to/forms.md'), 'utf8'), '`');
    expect(made.size).toBeGreaterThan(40);
    expect(new Set(told.filter((code) => code !== 'form.version.not_newer'))).toEqual(made);
    expect(told.length).toBe(new Set(told).size);
  });

  it('is refused when there is too much of something', () => {
    const of = (more: object): readonly string[] =>
      codesOf(
        JSON.stringify({
          id: 'tried',
          version: 1,
          title: { 'zh-CN': '检查表', en: 'Check' },
          classes: ['school'],
          clauses: {},
          groups: [
            {
              id: 'one',
              label: { 'zh-CN': '现场', en: 'Here' },
              items: [{ id: 'exits', kind: 'check', label: { 'zh-CN': '出口', en: 'Exits' } }],
            },
          ],
          ...more,
        }),
      );
    const label = { 'zh-CN': '灯亮', en: 'Lights work' };
    const many = <T>(n: number, make: (i: number) => T): readonly T[] => Array.from({ length: n }, (_, i) => make(i));
    const group = (i: number, more: object = {}): object => ({
      id: `g${i}`,
      label,
      items: [{ id: `i${i}`, kind: 'check', label, ...more }],
    });
    expect(of({})).toEqual([]);
    expect(of({ groups: many(41, (i) => group(i)) })).toEqual(['form.groups.too_many']);
    const note = (when: object): readonly string[] =>
      of({
        groups: [
          {
            id: 'one',
            label,
            items: [
              { id: 'a', kind: 'check', label },
              { id: 'b', kind: 'check', label },
              { id: 'n', kind: 'note', label, when },
            ],
          },
        ],
      });
    const [fail, pass] = [
      { question: 'a', is: ['fail'] },
      { question: 'b', is: ['pass'] },
    ];
    // Words need something that is not in order for certain.
    expect(note({ all: [fail, pass] })).toEqual([]);
    expect(note({ any: [fail, pass] })).toEqual(['form.note.without_fail']);
    expect(note({ any: [fail, { question: 'b', is: ['fail'] }] })).toEqual([]);
    expect(of({ groups: [] })).toEqual(['form.items.none']);
    expect(of({ groups: [{ ...group(1), id: 'meta' }] })).toEqual(['form.id.invalid']);
    expect(of({ groups: [{ ...group(1), points: many(31, (i) => ({ id: `p${i}`, label })) }] })).toEqual(['form.points.number']);
    expect(of({ groups: [group(1, { kind: 'one_of', options: many(41, (i) => ({ id: `o${i}`, label })) })] })).toEqual([
      'form.options.too_many',
    ]);
    expect(of({ groups: [group(1, { kind: 'one_of', options: [{ id: 'o', label }] })] })).toEqual(['form.options.few']);
    expect(of({ clauses: Object.fromEntries(many(61, (i) => [`c${i}`, { ...label, basis: 'own' }])) })).toEqual(['form.clause.too_many']);
    expect(of({ classes: ['school', 'school'] })).toEqual(['form.class.twice']);
    expect(of({ groups: [group(1, { grade: 'huge' })] })).toEqual(['form.grade.unknown']);
    expect(of({ groups: [group(1, { kind: 'count', bounds: {} })] })).toEqual(['form.bounds.empty']);
    expect(of({ groups: [group(1, { kind: 'count', bounds: { min: 1.5 } })] })).toEqual(['form.bounds.not_whole']);
    expect(of({ groups: [group(1, { kind: 'measure', unit: 'V', bounds: { min: 1 }, decimals: 4 })] })).toEqual(['form.value.invalid']);
  });

  it('is refused when a value has another shape, or the file is too large', () => {
    expect(codesOf(`# ${'x'.repeat(FORM_BYTES_MAX)}`)).toEqual(['form.file.too_large']);
    expect(codesOf('[]')).toEqual(['form.value.invalid']);
    expect(
      codesOf(
        'id: A b\nversion: 0\ntitle: 1\nclasses: 1\nclauses: 1\ngroups: [1, { id: 1, label: 2, items: [3, { kind: check, id: 4, label: 5 }] }]',
      ),
    ).toEqual(['form.id.invalid', 'form.value.invalid']);
    expect(codesOf('id: t1\nversion: 1')).toEqual(['form.label.missing', 'form.value.invalid', 'form.items.none']);
  });
});

const PLACES = shared('data/places');

describe.runIf(existsSync(PLACES))('what inspectors really look at', wants('shared'), () => {
  const textsOf = (file: string, column: string): readonly string[] => {
    const reader = new CsvReader(',');
    const lines = [...reader.read(readFileSync(join(PLACES, file), 'utf8')), ...reader.end()].flatMap((line) =>
      'cells' in line ? [line.cells] : [],
    );
    const at = lines[0]?.indexOf(column) ?? -1;
    return [...new Set(lines.slice(1).map((cells) => cells[at] ?? ''))].filter((text) => text.trim() !== '');
  };
  const codesOfLabel = (text: string): readonly string[] => {
    const say = { 'zh-CN': text, en: text };
    const own = { 'zh-CN': '现场', en: 'Here' };
    const items = [{ id: 'a', kind: 'check', label: say }];
    return [
      ...new Set(
        checkForm({ id: 't', version: 1, title: own, classes: [], clauses: {}, groups: [{ id: 'g', label: own, items }] }).map(
          (it) => it.code,
        ),
      ),
    ];
  };

  it('passes the wire: items of enterprises’ own checks, fire inspections, kitchens', () => {
    for (const [file, column, most] of [
      ['shenzhen-checklist-items.csv', 'text', 0],
      ['sf-food-violations.csv', 'violation', 0],
      // Who is responsible towards whom in a rented building stands in five, dwellings in one.
      ['toronto-highrise-fire.csv', 'violation', 6],
    ] as const) {
      const texts = textsOf(file, column).filter((text) => Array.from(text).length <= 240);
      const refused = texts.filter((text) => codesOfLabel(text).length > 0);
      process.stdout.write(`${file}: ${texts.length} labels, ${refused.length} refused\n`);
      expect(texts.length).toBeGreaterThan(50);
      expect(refused.length).toBeLessThanOrEqual(most);
    }
  });

  it('and what names a flat does not', () => {
    const flats = textsOf('nyc-hpd-violations.csv', 'text').filter((text) => /\bAPT\b/.test(text) && text.length <= 240);
    expect(flats.length).toBeGreaterThan(20);
    expect(flats.filter((text) => !codesOfLabel(text).includes('form.too_fine'))).toEqual([]);
  });
});
