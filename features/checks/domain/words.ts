import { canonicalJson } from '../../../kernel/canonical/json.ts';
import { TEXT, type Fields } from '../../../kernel/stream/fields.ts';
import { TEXT_MAX_CODE_POINTS } from '../../../kernel/stream/text.ts';

/** The words of answers, by the keys of their questions. */
export interface WordsOf {
  readonly [key: string]: string;
}

/** In so many texts the words of a record lie at most: three hundred questions with all the words that a form takes of each. */
const TEXTS_MAX = 9;

const nameOf = (i: number): string => (i === 0 ? 'words' : `words${i + 1}`);

/** The fields in which a record takes its words: one text has a bound that a long form can cross. */
export const WORDS: Fields = Object.fromEntries(
  Array.from({ length: TEXTS_MAX }, (_, i) => [nameOf(i), { ...TEXT, optional: true as const }] as const),
);

/** Code points of one entry, with what parts it from the next. */
const lengthOf = (key: string, said: string): number => Array.from(canonicalJson({ [key]: said })).length - 1;

/** Words as the texts of an event, each as full as may be; nothing where there are none, undefined where they are more than a record holds. */
export const packWords = (words: WordsOf): { readonly [field: string]: string } | undefined => {
  const texts: { [key: string]: string }[] = [];
  let left = 0;
  for (const [key, said] of Object.entries(words)) {
    const length = lengthOf(key, said);
    if (length > left) {
      texts.push({});
      left = TEXT_MAX_CODE_POINTS - 1;
    }
    const last = texts.at(-1);
    if (last) last[key] = said;
    left -= length;
  }
  return texts.length > TEXTS_MAX ? undefined : Object.fromEntries(texts.map((some, i) => [nameOf(i), canonicalJson(some)] as const));
};

/** The inverse of `packWords`; what else an event says is not looked at. */
export const unpackWords = (texts: { readonly [field: string]: string }): WordsOf =>
  Object.assign({}, ...Object.keys(WORDS).map((name) => (texts[name] ? (JSON.parse(texts[name]) as WordsOf) : {}))) as WordsOf; // written above
