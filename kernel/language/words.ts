import { addWriting, type Both, type Lang, type Writing } from './languages.ts';

/** Something said in every language that pages are drawn in. */
export type Words<T> = { readonly [lang in Lang]: T };

/** A tree of phrases as it is read: each phrase said in every language. */
export type Spoken<T> =
  T extends Both<infer V>
    ? Words<V>
    : T extends (...args: infer A) => infer R
      ? (...args: A) => Spoken<R>
      : T extends object
        ? { readonly [name in keyof T]: Spoken<T[name]> }
        : T;

/** What one language has to say for a table: what stands under a language, or the same tree with one phrase each, without what is no phrase. */
export type SaidIn<T> =
  T extends Words<infer V>
    ? V
    : T extends (...args: infer A) => infer R
      ? (...args: A) => SaidIn<R>
      : T extends object
        ? { readonly [name in keyof T as SaidIn<T[name]> extends never ? never : name]: SaidIn<T[name]> }
        : never;

interface Table {
  readonly spoken: unknown;
  /** The same in English alone: what another language is made from. */
  readonly english: unknown;
  readonly add: (lang: Lang, said: unknown, path: string) => void;
}

type Open = Record<string, unknown>; // a copy of our own, which only `add` writes to
type Saying = (...args: readonly unknown[]) => unknown;

const isBoth = (node: unknown): node is Both<unknown> => typeof node === 'object' && node !== null && 'zh-CN' in node && 'en' in node;

const tableOfBoth = (both: Both<unknown>): Table => {
  const spoken: Open = { ...both };
  return {
    spoken,
    english: both.en,
    add: (lang, said, path) => {
      if (said === undefined) throw new Error(`${lang} has no words for ${path}`);
      spoken[lang] = said;
    },
  };
};

/** What is said with arguments: a language that was added says it by a function of its own. */
const tableOfSaying = (saying: Saying): Table => {
  const added = new Map<Lang, Saying>();
  return {
    spoken: (...args: readonly unknown[]) => {
      const both = saying(...args);
      if (added.size === 0 || !isBoth(both)) return both;
      return { ...both, ...Object.fromEntries([...added].map(([lang, own]) => [lang, own(...args)])) };
    },
    english: (...args: readonly unknown[]) => {
      const both = saying(...args);
      return isBoth(both) ? both.en : both;
    },
    add: (lang, said, path) => {
      if (typeof said !== 'function') throw new Error(`${lang} has no words for ${path}`);
      added.set(lang, said as Saying); // its type was checked where the language was written
    },
  };
};

const tableOf = (node: unknown): Table => {
  if (isBoth(node)) return tableOfBoth(node);
  if (typeof node === 'function') return tableOfSaying(node as Saying); // all that is called in a tree of phrases says something
  if (typeof node !== 'object' || node === null) return { spoken: node, english: node, add: () => undefined };
  const parts = Object.entries(node).map(([name, part]) => [name, tableOf(part)] as const);
  const each = (of: (table: Table) => unknown): unknown => Object.fromEntries(parts.map(([name, table]) => [name, of(table)]));
  return {
    spoken: each((table) => table.spoken),
    english: each((table) => table.english),
    add: (lang, said, path) => {
      for (const [name, table] of parts) table.add(lang, (said as Open | undefined)?.[name], `${path}.${name}`);
    },
  };
};

/** All tables that have been read in, by name. */
const TABLES = new Map<string, Table>();
/** The languages that were added, for tables that are read in later. */
const ADDED: Language[] = [];

const register = (name: string, tree: unknown): unknown => {
  if (TABLES.has(name)) throw new Error(`two tables of words are called ${name}`);
  const table = tableOf(tree);
  for (const { writing, words } of ADDED) table.add(writing.tag, words[name], name);
  TABLES.set(name, table);
  return table.spoken;
};

/** A table of words, one part a language; its name is where other languages bring theirs. */
export const words = <T>(name: string, both: Both<T>): Words<T> => register(name, both) as Words<T>; // `register` fills in all others

/** A table by phrases, each in every language, at any depth; a phrase may take arguments. */
export const phrases = <T extends object>(name: string, tree: T): Spoken<T> => register(name, tree) as Spoken<T>; // as above

/** A language that comes from outside the code it speaks for: how it is written, and its words by the names of the tables. */
export interface Language {
  readonly writing: Writing;
  readonly words: { readonly [table: string]: unknown };
}

/** Adds a language to all tables. Before any page is drawn: what has been said stays as it was. */
export const addLanguage = (language: Language): void => {
  for (const [name, table] of TABLES) table.add(language.writing.tag, language.words[name], name);
  addWriting(language.writing);
  ADDED.push(language);
};

/** All tables read in so far, in English: from which the pseudo-language is made, and by which a test finds a table without a line in the list. */
export const tablesInEnglish = (): ReadonlyMap<string, unknown> => new Map([...TABLES].map(([name, table]) => [name, table.english]));
