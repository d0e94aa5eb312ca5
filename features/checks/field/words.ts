import type { WORDS } from './words.en.ts';

/** The languages of the page of a phone: it loads one of them. */
export type FieldLang = 'zh-CN' | 'en';

/** What it says. */
export type FieldWords = typeof WORDS;

let said: FieldWords | undefined;

/** Loads a language; before anything is drawn, and when it is changed. */
export const speak = async (lang: FieldLang): Promise<void> => {
  said = lang === 'en' ? (await import('./words.en.ts')).WORDS : (await import('./words.zh.ts')).WORDS;
};

/** The words of the language that was loaded last. Throws before one is. */
export const words = (): FieldWords => {
  if (!said) throw new Error('no language was loaded');
  return said;
};
