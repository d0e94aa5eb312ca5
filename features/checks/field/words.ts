import type { WORDS } from './words.en.ts';

/** The languages of the page of a phone: it loads one of them. */
export type FieldLang = 'zh-CN' | 'en';

/** What it says. */
export type FieldWords = typeof WORDS;

let said: FieldWords | undefined;

/** The one that is not spoken. */
export const otherLang = (lang: FieldLang): FieldLang => (lang === 'en' ? 'zh-CN' : 'en');

/** The language that a browser asks for, where nobody has chosen one. */
export const langOf = (chosen: string | null, asked: string): FieldLang =>
  chosen === 'en' || (chosen === null && !asked.startsWith('zh')) ? 'en' : 'zh-CN';

/** Loads a language; before anything is drawn, and when it is changed. */
export const speak = async (lang: FieldLang): Promise<void> => {
  said = lang === 'en' ? (await import('./words.en.ts')).WORDS : (await import('./words.zh.ts')).WORDS;
};

/** The words of the language that was loaded last. Throws before one is. */
export const words = (): FieldWords => {
  if (!said) throw new Error('no language was loaded');
  return said;
};
