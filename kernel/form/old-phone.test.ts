import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { formIds, getForm } from '../../policy/form.ts';
import { evaluate } from './evaluate.ts';
import { questionsOf, type Item } from './form.ts';

/** As a page for phones carries it: lowered for browsers of 2018, minified. */
const bundle =
  buildSync({
    entryPoints: [join(import.meta.dirname, 'evaluate.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'form',
    target: 'chrome70',
    write: false,
  }).outputFiles[0]?.text ?? '';

/** What came after October 2018 (Chrome 70), taken away from the realm the bundle runs in. */
const NEWER = `
  for (const [of, names] of [
    [Object, ['fromEntries', 'hasOwn', 'groupBy']],
    [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
    [String.prototype, ['matchAll', 'replaceAll', 'at', 'isWellFormed', 'toWellFormed']],
    [Promise, ['allSettled', 'any', 'withResolvers']],
    [Map, ['groupBy']],
  ]) for (const name of names) delete of[name];
  delete globalThis.structuredClone; delete globalThis.WeakRef; delete globalThis.Intl; delete globalThis.globalThis;
`;

const realm = createContext({});
runInContext(NEWER + bundle.replace('var form=', 'form='), realm);
const onPhone = (form: unknown, answers: unknown): unknown =>
  JSON.parse(String(runInContext(`JSON.stringify(form.evaluate(${JSON.stringify(form)}, ${JSON.stringify(answers)}))`, realm)));

const some = (item: Item, n: number): unknown => {
  const values: { readonly [kind in Item['kind']]: readonly unknown[] } = {
    check: ['pass', 'fail', 'na', 'x'],
    one_of: 'options' in item ? item.options.map((it) => it.id) : [],
    some_of: 'options' in item ? [[], item.options.map((it) => it.id)] : [],
    count: [0, 1, 7, -1, '3'],
    people: [0, 12],
    certificates: [
      { valid: 2, of: 3 },
      { valid: 3, of: 3 },
      { valid: 4, of: 3 },
    ],
    measure: [0, 4.5, 99, 1e9, 'warm'],
    date: ['2027-02-28', '2027-02-30'],
    photo: [undefined],
    note: ['缺两卷绷带', '无'],
  };
  const list = values[item.kind];
  return {
    value: list[n % list.length],
    words: n % 3 === 0 ? '东侧门打不开' : undefined,
    photos: n % 2 === 0 ? ['ab'.repeat(32)] : undefined,
  };
};

describe('the evaluation of a form on a phone of 2018', () => {
  it('is small enough for a page of 20 kB that holds more than it', () => {
    const [min, gz] = [Buffer.byteLength(bundle), gzipSync(bundle, { level: 9 }).length];
    process.stdout.write(`evaluate: ${min} bytes minified, ${gz} gzipped\n`);
    expect(gz).toBeLessThan(4096);
  });

  it('says the same as on the server, of every form that comes with the program', () => {
    for (const id of formIds()) {
      const form = getForm(id);
      for (const shift of [0, 1, 2, 3]) {
        const answers = Object.fromEntries(questionsOf(form).map(({ key, item }, i) => [key, some(item, i + shift)]));
        expect([id, onPhone(form, answers)]).toEqual([id, JSON.parse(JSON.stringify(evaluate(form, JSON.parse(JSON.stringify(answers)))))]);
      }
    }
  });

  it('imports nothing but the reading of days', () => {
    const imports = [...readFileSync(join(import.meta.dirname, 'evaluate.ts'), 'utf8').matchAll(/^(import(?! type).*from '(.*)')/gm)].map(
      (it) => it[2],
    );
    expect(imports.filter((it) => it !== './form.ts')).toEqual(['../calendar/plain-date.ts']);
  });
});
