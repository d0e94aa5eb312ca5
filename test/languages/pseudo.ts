import type { AddedLanguage } from '../../languages/list.ts';
import type { Tables } from '../../languages/tables.ts';
import { tablesInEnglish } from '../../kernel/language/words.ts';

export const OPEN = '⟦';
export const CLOSE = '⟧';
const ACCENTS: { readonly [letter: string]: string } = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', O: 'Ó' };

/** Accents outside of what was filled in, brackets around. Marks and empty strings stay as they are: they are no words. */
const accented = (text: string): string =>
  /\p{L}/u.test(text) ? `${OPEN}${text.replaceAll(/[aeiouAEO]/g, (letter) => ACCENTS[letter] ?? letter)}${CLOSE}` : text;

/** What was given to a sentence comes out of it as it went in: addresses, numbers and names are no words of ours. */
const saidWith = (said: unknown, args: readonly unknown[]): unknown => {
  if (typeof said !== 'string') return inPseudo(said);
  const given = args
    .flatMap((it) => (typeof it === 'object' && it !== null && !('view' in it) ? Object.values(it) : [it]))
    .filter((it): it is string => typeof it === 'string' && /\p{L}/u.test(it));
  const parts = [...new Set(given)].toSorted((a, b) => b.length - a.length).map((it) => it.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (parts.length === 0) return accented(said);
  const cut = said.split(new RegExp(`(${parts.join('|')})`));
  return `${OPEN}${cut.map((part, i) => (i % 2 === 1 ? part : accented(part).replaceAll(/[⟦⟧]/g, ''))).join('')}${CLOSE}`;
};

const inPseudo = (node: unknown): unknown => {
  if (typeof node === 'string') return accented(node);
  if (typeof node === 'function')
    return (...args: readonly unknown[]) => saidWith((node as (...args: readonly unknown[]) => unknown)(...args), args); // all that is called in a table says something
  if (Array.isArray(node)) return node.map(inPseudo);
  if (typeof node === 'object' && node !== null && !('props' in node))
    return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, inPseudo(part)]));
  return node;
};

/** A language made by machine from the English of all tables read in so far: what is not in its brackets on a page is no word of a table. */
export const pseudoLanguage = (): AddedLanguage => ({
  writing: { tag: 'en-XA', name: accented('Pseudo'), dir: 'rtl', locale: 'en-GB', spaced: true, reads: 'en' },
  words: Object.fromEntries([...tablesInEnglish()].map(([name, table]) => [name, inPseudo(table)])) as unknown as Tables, // the shape of the English
});
