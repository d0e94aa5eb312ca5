import { words } from '../../../kernel/language/words.ts';
import type { PaperTexts } from '../../../kernel/policy/papers.ts';
import { inLang, type Lang } from '../../../kernel/language/languages.ts';

/** What a number is made from. It is counted by office, kind and year. */
export interface PaperNumber {
  /** A kind of paper of matters, or one that another kind of entity gives. */
  readonly kind: string;
  readonly office: string;
  readonly year: number;
  readonly seq: number;
}

type Numbered = (office: string, word: string, year: number, seq: number) => string;
export const NUMBER = words<Numbered>('papers/domain/number.NUMBER', {
  'zh-CN': (office, word, year, seq) => `${office}${word}〔${year}〕${seq}号`,
  en: (office, word, year, seq) => `${office} ${word} [${year}] No. ${seq}`,
});

/** `县住建局答〔2026〕12号`, `Housing Answer [2026] No. 12`: the same number in either language. */
export const numberText = (
  { office, year, seq }: PaperNumber,
  {
    officeName,
    word,
    texts,
    lang,
  }: { readonly officeName: string; readonly word: string; readonly texts: PaperTexts | null; readonly lang: Lang },
): string => {
  const short = texts?.offices[office];
  return NUMBER[lang](short ? inLang(short, lang) : officeName, word, year, seq);
};
