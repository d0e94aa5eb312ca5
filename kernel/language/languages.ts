/** The languages that stand beside what they describe; the labels of definitions (packs, subjects, places) are in these two. */
export type BuiltIn = 'zh-CN' | 'en';

/**
 * Languages that come as a folder, `languages/<tag>/`: each adds its tag to this interface. The pseudo-language, which a test makes from
 * English, stands here for good: so whatever chooses by language is compiled with one more than the two.
 */
export interface AddedLanguages {
  readonly 'en-XA': true;
}

export type Lang = BuiltIn | keyof AddedLanguages;

/** Something in the two languages that definitions are written in. */
export type Both<T> = { readonly [lang in BuiltIn]: T };

/** How a language is written, beside its words. */
export interface Writing {
  /** As in BCP 47: the `lang` of pages, and the first part of their addresses. */
  readonly tag: Lang;
  /** What its readers call it; stands on the link to it. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  /** By whose habits days, numbers and lists are written. */
  readonly locale: string;
  /** Whether spaces part its words, and so its sentences. */
  readonly spaced: boolean;
  /** In which of the two languages of a definition its readers read labels. */
  readonly reads: BuiltIn;
}

const WRITINGS: Writing[] = [
  { tag: 'zh-CN', name: '中文', dir: 'ltr', locale: 'zh-CN', spaced: false, reads: 'zh-CN' },
  { tag: 'en', name: 'English', dir: 'ltr', locale: 'en-GB', spaced: true, reads: 'en' },
];

/** The language of addresses that name none. */
export const FIRST: Lang = 'zh-CN';

/** All languages that pages are drawn in, in the order of their links. */
export const allLangs = (): readonly Lang[] => WRITINGS.map((it) => it.tag);

/** All others: where the links at the top of a page lead. */
export const otherLangs = (lang: Lang): readonly Lang[] => allLangs().filter((it) => it !== lang);

export const isLang = (value: unknown): value is Lang => WRITINGS.some((it) => it.tag === value);

/** The language that a value names; the first one where it names none that is spoken here. */
export const langOf = (value: unknown): Lang => (isLang(value) ? value : FIRST);

export const writingOf = (lang: Lang): Writing => {
  const found = WRITINGS.find((it) => it.tag === lang);
  if (!found) throw new Error(`no language ${lang}`);
  return found;
};

/** What stands between two sentences. */
export const spaceIn = (lang: Lang): string => (writingOf(lang).spaced ? ' ' : '');

/** What a definition, an office or a place says of itself, in the language that the reader reads it in. */
export const inLang = <T>(both: Both<T>, lang: Lang): T => both[writingOf(lang).reads];

/** The same where there is something to be read, else its id. */
export const labelOr = (label: Both<string> | undefined, id: string, lang: Lang): string => (label ? inLang(label, lang) : id);

/** One of several forms, by the language's own rule for a number; `other` where it has no such form. */
export const pluralIn = (
  lang: Lang,
  n: number,
  forms: { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string },
): string => forms[new Intl.PluralRules(writingOf(lang).locale).select(n)] ?? forms.other;

/** A link inside the site, in the reader's language. */
export const href = (lang: Lang, path: string): string => (lang === FIRST ? path : `/${lang}${path === '/' ? '' : path}`);

/** The language of an address, and the rest of it. */
export const langOfPath = (path: string): { readonly lang: Lang; readonly below: string } => {
  const [, tag] = /^\/([\w-]+)(?=[/?]|$)/.exec(path) ?? [];
  const lang = tag !== FIRST && isLang(tag) ? tag : FIRST;
  return { lang, below: lang === FIRST ? path : path.slice(lang.length + 1) || '/' };
};

/** The language that a program asks for (`Accept-Language`): its first choice where that is spoken here, else the first one. */
export const acceptedLang = (header: string | undefined): Lang => {
  const wish = /^[a-z0-9-]+/i.exec(header ?? '')?.[0].toLowerCase() ?? '';
  const all = allLangs();
  return all.find((it) => it.toLowerCase() === wish) ?? all.find((it) => wish.split('-')[0] === it.toLowerCase()) ?? FIRST;
};

/** Takes up one more language; `addLanguage` in `words.ts` brings its words at the same time. */
export const addWriting = (writing: Writing): void => {
  if (isLang(writing.tag)) throw new Error(`the language ${writing.tag} is there already`);
  WRITINGS.push(writing);
};
