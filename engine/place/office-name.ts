import { inLang, type Lang } from '../../kernel/language/languages.ts';

interface Named {
  readonly name_zh: string;
  readonly name_en: string;
}

/** What an office is called in the reader's language. */
export const nameOf = (office: Named, lang: Lang): string => inLang({ 'zh-CN': office.name_zh, en: office.name_en }, lang);

/** The name of an office by its id; the id itself when the office is gone. */
export const officeName = (it: { readonly offices: ReadonlyMap<string, Named> }, id: string | null | undefined, lang: Lang): string => {
  const found = it.offices.get(id ?? '');
  return found ? nameOf(found, lang) : (id ?? '');
};
