import { composed } from '../../../kernel/canonical/bounded-text.ts';
import type { Typefaces } from './typefaces.ts';

/** A stretch of a line: words; quotation marks that are drawn narrow; or a place where a long word may break, which leaves no sign. */
export type Run = string | { readonly quotes: string } | 0;

/** Words as Typst draws them. It looks for nothing in them: a rule that searches words grows with what it finds. */
export interface Words {
  /** Whether the first letter is of a script that is written from right to left. */
  readonly rtl: boolean;
  readonly lines: readonly (readonly Run[])[];
}

// eslint-disable-next-line no-control-regex -- the breaks of Word, and the others that Unicode has (UAX #14)
const LINE_END = /\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/;
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
/** Joiners, and the selectors of Mongolian: they shape letters of the scripts that need them. */
const JOINER = /[\u180b-\u180f\u200c\u200d]/;
const JOINED_SCRIPT = /[\p{Script=Arabic}\p{Script=Mongolian}]/u;
/** Letters of a script that is written from right to left. */
export const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const QUOTES = /[‘’“”]/;

/** Longer runs without a place to break would leave the page. */
const RUN_MAX = 36;
/** The dot between Tibetan syllables is a place to break, and so is every letter from here on: East Asian ones. */
const TSHEG = '\u0f0b';
const EAST_ASIAN_FROM = 0x2e80;

const numberOf = (sign: string): string => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
const pointsOf = (text: string): readonly number[] => Array.from(text, (sign) => sign.codePointAt(0) ?? 0);

/** What is seen of a cluster: invisible signs left out, except where they shape the letters before them. */
const visible = (cluster: string, before: string): string => {
  if (!INVISIBLE.test(cluster)) return cluster;
  let shapes = JOINED_SCRIPT.test(before);
  return Array.from(cluster)
    .filter((sign) => {
      if (!INVISIBLE.test(sign)) shapes = JOINED_SCRIPT.test(sign);
      return !INVISIBLE.test(sign) || (shapes && JOINER.test(sign));
    })
    .join('');
};

/** A cluster as one typeface can draw all of it; what none has is written as its number: never an empty box. */
const drawn = (cluster: string, faces: Typefaces): readonly [text: string, lost: boolean] => {
  if (cluster === ' ' || faces.faceOf(pointsOf(cluster)) !== undefined) return [cluster, false];
  if (/^\p{Zs}$/u.test(cluster)) return [' ', false];
  let out = '';
  let lost = false;
  let face: number | undefined;
  for (const sign of cluster) {
    const point = sign.codePointAt(0) ?? 0;
    const fits = face === undefined ? (face = faces.faceOf([point])) !== undefined : faces.has(face, point);
    lost ||= !(fits || JOINER.test(sign));
    out += fits ? sign : JOINER.test(sign) ? '' : numberOf(sign);
  }
  return [out, lost];
};

/** Whether the first letter of a text is of such a script. */
export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(/\p{L}/u.exec(text)?.[0] ?? '');

interface Line {
  readonly runs: readonly Run[];
  readonly lost: boolean;
}

const lineOf = (text: string, faces: Typefaces, narrowQuotes: boolean): Line => {
  const runs: Run[] = [];
  let words = '';
  let quotes = '';
  let length = 0;
  let lost = false;
  const close = (): void => {
    if (words !== '') runs.push(words);
    if (quotes !== '') runs.push({ quotes });
    words = '';
    quotes = '';
  };
  for (const [cluster] of text.matchAll(CLUSTER)) {
    const [signs, isLost] = drawn(cluster, faces);
    lost ||= isLost;
    const isBreak = signs === ' ' || signs === TSHEG || (signs.codePointAt(0) ?? 0) >= EAST_ASIAN_FROM;
    length = isBreak ? 0 : length + signs.length;
    if (length > RUN_MAX) {
      close();
      runs.push(0);
      length = signs.length;
    }
    const isQuote = narrowQuotes && QUOTES.test(signs);
    if (isQuote ? words !== '' : quotes !== '') close();
    if (isQuote) quotes += signs;
    else words += signs;
  }
  close();
  return { runs, lost };
};

/** A text composed and without the signs that show nothing, each line by itself: as every format prints it. */
export const shownLines = (text: string): readonly string[] =>
  composed(text)
    .split(LINE_END)
    .map((line) => {
      let before = '';
      let out = '';
      for (const [raw] of line.replaceAll('\t', ' ').matchAll(CLUSTER)) {
        const cluster = visible(raw, before);
        if (cluster !== '') before = cluster;
        out += cluster;
      }
      return out;
    });

/** A text as runs, and whether something in it had to be written as its number. Quotation marks are narrow in English only. */
export const toRuns = (text: string, faces: Typefaces, narrowQuotes: boolean): Words & { readonly lost: boolean } => {
  const lines = shownLines(text).map((line) => lineOf(line, faces, narrowQuotes));
  return { rtl: isRightToLeft(text), lines: lines.map(({ runs }) => runs), lost: lines.some((it) => it.lost) };
};
