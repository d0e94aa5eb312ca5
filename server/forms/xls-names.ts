import type { Both } from '../../kernel/language/languages.ts';

const ID_MAX = 40;

/** A name as an id of ours: snake case, beginning with a letter; empty where nothing of it is left. */
export const plainId = (name: string): string => {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, ID_MAX)
    .replace(/_+$/, '');
  return plain === '' || /^[a-z]/.test(plain) ? plain : `n${plain}`.slice(0, ID_MAX);
};

/** The same, and not one of those that were given before. */
export const freshId = (name: string, fallback: string, used: Set<string>): string => {
  const plain = plainId(name) || fallback;
  let id = plain;
  for (let n = 2; used.has(id); n += 1) id = `${plain.slice(0, ID_MAX - 4).replace(/_+$/, '')}_${n}`;
  used.add(id);
  return id;
};

const ZH = /^(zh|chinese|中文|汉语|简体|普通话)/i;
const EN = /^(en|english)\b/i;
const HAN = /\p{Script=Han}/u;

/** A text in the two languages of a definition; where one is lacking it is the other, and `lacks` says so. */
export interface SaidTwice {
  readonly text: Both<string>;
  readonly lacks: boolean;
}

/** What a row says in `label`, `hint` or another column that languages have; undefined where it says nothing. */
export const saidIn = (cells: { readonly [column: string]: string }, name: string): SaidTwice | undefined => {
  const of = (lang: RegExp): string | undefined =>
    Object.entries(cells).find(([column]) => column.startsWith(`${name}::`) && lang.test(column.slice(name.length + 2)))?.[1];
  const plain = cells[name];
  const zh = of(ZH) ?? (plain !== undefined && HAN.test(plain) ? plain : undefined);
  const en = of(EN) ?? (plain !== undefined && !HAN.test(plain) ? plain : undefined);
  // A language that definitions are not written in is better than nothing to translate from.
  const any = zh ?? en ?? plain ?? Object.entries(cells).find(([column]) => column.startsWith(`${name}::`))?.[1];
  if (any === undefined) return undefined;
  return { text: { 'zh-CN': zh ?? any, en: en ?? any }, lacks: zh === undefined || en === undefined };
};

/** Languages of a sheet that a definition is not written in. */
export const otherLanguages = (columns: readonly string[]): readonly string[] => [
  ...new Set(
    columns
      .flatMap((it) => (/^(label|hint)::/.test(it) ? [it.slice(it.indexOf('::') + 2)] : []))
      .filter((it) => !ZH.test(it) && !EN.test(it)),
  ),
];
