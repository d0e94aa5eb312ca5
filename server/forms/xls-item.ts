import { UNITS, type Item, type Option, type Span } from '../../kernel/form/form.ts';
import type { Both } from '../../kernel/language/languages.ts';
import { freshId, saidIn } from './xls-names.ts';
import type { SheetRow } from './read-xlsform.ts';

/** An item as the row says it, or the code of why it is none. */
export type ItemOf =
  | { readonly item: Item; readonly answers: ReadonlyMap<string, string>; readonly lost: readonly string[]; readonly lacks: number }
  | { readonly code: string };

const PASS = ['pass', 'in_order', 'conform', '合格', '正常'];
const FAIL = ['fail', 'not_in_order', 'nonconform', '不合格', '异常'];
const NA = ['na', 'n/a', 'n_a', 'not_applicable', '不适用'];

/** A choice between in order and not in order is a check. */
const checkAnswers = (names: readonly string[]): ReadonlyMap<string, string> | undefined => {
  const of = (name: string): string | undefined => {
    const plain = name.toLowerCase();
    return PASS.includes(plain) ? 'pass' : FAIL.includes(plain) ? 'fail' : NA.includes(plain) ? 'na' : undefined;
  };
  const pairs = names.map((name) => [name, of(name)] as const);
  const said = pairs.flatMap(([name, answer]) => (answer === undefined ? [] : [[name, answer] as const]));
  const answers = new Set(said.map(([, answer]) => answer));
  return said.length === names.length && answers.size === names.length && answers.has('pass') && answers.has('fail')
    ? new Map(said)
    : undefined;
};

const choiceItem = (kind: 'one_of' | 'some_of', frame: Frame, list: string, row: SheetRow, choices: readonly SheetRow[]): ItemOf => {
  const own = choices.filter((it) => (it.cells['list_name'] ?? '') === list);
  if (own.length === 0) return { code: 'xlsform.refused.choices' };
  const names = own.map((it) => it.cells['name'] ?? it.cells['value'] ?? '');
  const check = kind === 'one_of' ? checkAnswers(names) : undefined;
  if (check)
    return {
      item: { ...frame, kind: 'check', ...([...check.values()].includes('na') ? {} : { always: true as const }) },
      answers: check,
      lost: [],
      lacks: 0,
    };
  const used = new Set<string>();
  const answers = new Map<string, string>();
  // A column of our own, which other programs pass over: names of choices that are not in order.
  const bad = new Set((row.cells['fail'] ?? '').split(/[\s,]+/).filter((it) => it !== ''));
  let lacks = 0;
  const options = own.map((it, i): Option => {
    const name = names[i] ?? '';
    const said = saidIn(it.cells, 'label');
    const id = freshId(name, `option_${i + 1}`, used);
    if (!answers.has(name)) answers.set(name, id);
    if (said?.lacks === true) lacks += 1;
    return { id, label: said?.text ?? { 'zh-CN': name, en: name }, ...(bad.has(name) ? { fail: true as const } : {}) };
  });
  return { item: { ...frame, kind, options }, answers, lost: [], lacks };
};

const NUMBER = '(-?\\d+(?:\\.\\d+)?)';
const LEAST = new RegExp(`^\\.\\s*>=\\s*${NUMBER}$`);
const MOST = new RegExp(`^\\.\\s*<=\\s*${NUMBER}$`);

/** `. >= 0 and . <= 8` as a span; undefined for anything else. */
const spanOf = (constraint: string | undefined): Span | undefined => {
  if (constraint === undefined) return undefined;
  const parts = constraint
    .replaceAll(/[()]/g, ' ')
    .split(/\band\b/)
    .map((it) => it.trim());
  const [least, most] = [LEAST, MOST].map((shape) => parts.flatMap((it) => shape.exec(it)?.[1] ?? [])[0]);
  const found = [least, most].filter((it) => it !== undefined).length;
  if (found === 0 || found !== parts.length) return undefined;
  return { ...(least === undefined ? {} : { min: Number(least) }), ...(most === undefined ? {} : { max: Number(most) }) };
};

/** A unit that stands in the column of that name, or in brackets behind the label. */
const unitOf = (cells: SheetRow['cells'], label: Both<string>): (typeof UNITS)[number] => {
  const said = cells['unit'] ?? /[(（]\s*([^()（）]{1,6})\s*[)）]\s*[?？:：]?\s*$/.exec(label.en)?.[1] ?? '1';
  return UNITS.find((it) => it === said || it === `°${said}`) ?? '1';
};

interface Frame {
  readonly id: string;
  readonly label: Both<string>;
  readonly hint?: Both<string>;
  readonly optional?: true;
}

const without = (cells: SheetRow['cells'], used: readonly string[]): readonly string[] =>
  ['constraint', 'default', 'calculation', 'trigger', 'parameters', 'repeat_count'].filter(
    (it) => cells[it] !== undefined && !used.includes(it),
  );

/** One row whose type is one that a form has. `type` is `integer`, `select_one LIST` and so on, in its plain form. */
export const itemOf = (type: string, list: string, row: SheetRow, frame: Frame, choices: readonly SheetRow[]): ItemOf => {
  const plain = (item: Item, used: readonly string[] = []): ItemOf => ({
    item,
    answers: new Map(),
    lost: without(row.cells, used),
    lacks: 0,
  });
  switch (type) {
    case 'select_one':
    case 'select_multiple': {
      const read = choiceItem(type === 'select_one' ? 'one_of' : 'some_of', frame, list, row, choices);
      return 'code' in read ? read : { ...read, lost: without(row.cells, []) };
    }
    case 'integer':
      return plain({ ...frame, kind: 'count' });
    case 'decimal': {
      const range = spanOf(row.cells['constraint']);
      return plain(
        { ...frame, kind: 'measure', unit: unitOf(row.cells, frame.label), ...(range ? { range } : {}) },
        range ? ['constraint'] : [],
      );
    }
    case 'date':
      return plain({ ...frame, kind: 'date' });
    case 'image':
      return plain({ ...frame, kind: 'photo' });
    default:
      return plain({ ...frame, kind: 'note' });
  }
};
