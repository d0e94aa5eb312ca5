/**
 * The one place where text is normalised. Putting combining marks into canonical order costs the square of their number (an insertion sort
 * in every common library), so nothing may be normalised before its length or its runs of marks are bounded: 240 kB of marks once stopped
 * a server for 17 seconds. `test/house.test.ts` finds a call of `normalize` anywhere else.
 */

/** Most combining marks in a row, as UAX #15 section 13 (Stream-Safe Text Format) has it. No orthography needs a tenth of them. */
export const MARKS_IN_A_ROW_MAX = 30;
/** Longest password or word that is compared, in code points (NIST SP 800-63B asks for at least 64). */
export const SECRET_MAX_CODE_POINTS = 256;
/** Longest code, number, account name or address that is compared, in code points; groups, spaces and a label before it included. */
export const TYPED_MAX_CODE_POINTS = 256;

// Marks, and the two halfwidth letters that become marks when they are normalised (U+FF9E, U+FF9F).
const MARKS = /[\p{M}\uFF9E\uFF9F]/u;
const RUN = new RegExp(`([\\p{M}\\uFF9E\\uFF9F]{${MARKS_IN_A_ROW_MAX}})[\\p{M}\\uFF9E\\uFF9F]+`, 'gu');

/** Where, in code points from 1, more marks stand in a row than any script writes; undefined where the text is stream-safe. */
export const unsafeMarkAt = (text: string): number | undefined => {
  let run = 0;
  let position = 0;
  for (const sign of text) {
    position += 1;
    run = MARKS.test(sign) ? run + 1 : 0;
    if (run > MARKS_IN_A_ROW_MAX) return position;
  }
  return undefined;
};

/** True when a text has at most so many code points; looks at no more of it than it must. */
export const isAtMost = (text: string, max: number): boolean =>
  text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max);

/** The compatibility form (NFKC) of a text of any length, marks beyond the thirtieth in a row left out: linear in its length. */
export const foldForms = (text: string): string => text.replace(RUN, '$1').normalize('NFKC');

/** The composed form (NFC) of a text of any length, marks beyond the thirtieth in a row left out: for setting type, not for storing. */
export const composed = (text: string): string => text.replace(RUN, '$1').normalize('NFC');

/** The composed form (NFC) of a password; undefined above 256 code points, and nothing has then looked at it. */
export const composedSecret = (text: string): string | undefined =>
  isAtMost(text, SECRET_MAX_CODE_POINTS) ? text.normalize('NFC') : undefined;

/** The words of a paper key as BIP 39 has them (NFKD, lower case); empty above 256 code points. */
export const decomposedWords = (text: string): string =>
  isAtMost(text, TYPED_MAX_CODE_POINTS) ? text.trim().toLowerCase().normalize('NFKD') : '';

/** What shows nothing and is typed by nobody: joiners, direction marks, variation selectors, fillers, soft hyphens, and a blank of Braille. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** A text without the signs that show nothing; for telling whether anything was written, and for comparing. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '');

/** Whether a text shows nothing at all. */
export const isBlank = (text: string): boolean => withoutInvisible(text).trim() === '';

const digitValue = (digit: string): string => {
  // Decimal digits of a script stand in tens (Unicode, section 4.6); several tens may follow each other.
  let start = digit.codePointAt(0) ?? 0;
  const at = start;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((at - start) % 10);
};

/** A text whose digits are all ASCII, of whatever script they were. */
export const digitsFolded = (text: string): string => text.replace(/(?![0-9])\p{Nd}/gu, digitValue);

/**
 * What a person typed as digits, a name or an address, in one form: full width and other compatibility forms folded, digits of every
 * script as 0 to 9, signs that show nothing left out, the ideographic full stop as a full stop. Empty above 256 code points.
 */
export const foldTyped = (text: string): string =>
  isAtMost(text, TYPED_MAX_CODE_POINTS)
    ? digitsFolded(withoutInvisible(foldForms(text)))
        .replaceAll('。', '.')
        .trim()
    : '';

/** Only the digits of what was typed, when it is digits, spaces and hyphens and nothing else; undefined otherwise. */
export const typedDigits = (text: string): string | undefined => {
  const plain = foldTyped(text).replace(/[\s\p{Pd}\u2212]/gu, '');
  return /^[0-9]+$/.test(plain) ? plain : undefined;
};

/** A telephone number in digits, a plus sign in front kept; spaces, brackets, dots and hyphens between them left out. */
export const typedPhone = (text: string): string => foldTyped(text).replace(/[\s().\p{Pd}\u2212]/gu, '');

/** The name of an account as it is looked for. */
export const typedAccount = (text: string): string => foldTyped(text).toLowerCase();

/**
 * A word that only its owner knows, as it is compared: without case, spaces, punctuation, and without what a telephone changes by itself
 * (curly quotes, variation selectors, full width). Undefined above 256 code points.
 */
export const foldWord = (word: string): string | undefined =>
  isAtMost(word, SECRET_MAX_CODE_POINTS)
    ? withoutInvisible(foldForms(word))
        .replace(/[\s\p{P}`´]/gu, '')
        .toLowerCase()
    : undefined;
