import { FORM_WORDS } from './form-words.ts';
import type { Form, Item } from './form.ts';
import { inLang, spaceIn, type Lang } from '../language/languages.ts';

/** A number as it is read in both languages: digits and a point. */
const shown = (n: number | undefined, unit: string): string | null =>
  n === undefined ? null : `${n}${unit === '' || unit === '%' ? unit : ` ${unit}`}`;

/** What bounds an item has, in words; empty where it has none. */
export const boundsSaid = (item: Item, lang: Lang): string => {
  if ((item.kind !== 'measure' && item.kind !== 'count') || !item.bounds) return '';
  const unit = item.kind === 'measure' && item.unit !== '1' ? item.unit : '';
  return FORM_WORDS.inOrder(shown(item.bounds.min, unit), shown(item.bounds.max, unit))[lang];
};

/** Where an item comes from, and on what that rests: what nobody has read says so, and what has no clause is our own. */
export const clauseSaid = (form: Form, item: Item, lang: Lang): string => {
  const clause = item.clause === undefined ? undefined : form.clauses[item.clause];
  if (!clause) return FORM_WORDS.basis.own[lang];
  const basis = FORM_WORDS.basis[clause.basis][lang];
  return basis === '' ? inLang(clause, lang) : `${inLang(clause, lang)}${spaceIn(lang)}(${basis})`;
};
