import { FORM_WORDS } from './form-words.ts';
import type { Form, Item } from './form.ts';
import { inLang, spaceIn, type Lang } from '../language/languages.ts';

/** A number as it is read in both languages: digits and a point. */
const shown = (n: number | undefined, unit: string): string | null =>
  n === undefined ? null : `${n < 0 ? `−${-n}` : n}${unit === '' || unit === '%' ? unit : ` ${unit}`}`;

/** What bounds an item has, in words; empty where it has none. */
export const boundsSaid = (item: Item, lang: Lang): string => {
  if ((item.kind !== 'measure' && item.kind !== 'count') || !item.bounds) return '';
  const unit = item.kind === 'measure' && item.unit !== '1' ? item.unit : '';
  return FORM_WORDS.inOrder(shown(item.bounds.min, unit), shown(item.bounds.max, unit))[lang];
};

/** One of the clauses of a form, and on what it rests where nobody has read it. */
export const clauseText = (form: Form, name: string, lang: Lang): string => {
  const clause = form.clauses[name];
  if (!clause) return FORM_WORDS.basis.own[lang];
  const basis = FORM_WORDS.basis[clause.basis][lang];
  if (basis === '') return inLang(clause, lang);
  return spaceIn(lang) === '' ? `${inLang(clause, lang)}（${basis}）` : `${inLang(clause, lang)} (${basis})`;
};

/** Where an item comes from; what has no clause is a rule of our own, and says so. */
export const clauseSaid = (form: Form, item: Item, lang: Lang): string => clauseText(form, item.clause ?? '', lang);
