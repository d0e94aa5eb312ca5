import { digitsFolded, foldForms } from '../canonical/bounded-text.ts';

const HAN_DIGITS: { readonly [sign: string]: string } = {
  ...Object.fromEntries(Array.from('〇一二三四五六七八九').map((sign, value) => [sign, String(value)])),
  ...Object.fromEntries(Array.from('零壹贰叁肆伍陆柒捌玖').map((sign, value) => [sign, String(value)])),
  幺: '1',
  两: '2',
};
const HAN = new RegExp(`[${Object.keys(HAN_DIGITS).join('')}]`, 'gu');
/** What may stand between two digits of a number that somebody means to be rung: signs, blanks and what is not seen, a few of them. */
const BETWEEN = '[\\s\\p{P}\\p{S}\\p{Cf}]{0,3}';
const MOBILE = new RegExp(`(?<!\\d)1${BETWEEN}[3-9](?:${BETWEEN}\\d){9}(?!${BETWEEN}\\d)`, 'u');

/** A text whose digits are all ASCII: full-width ones, those of other scripts and Chinese ones, too. For looking at, never for keeping. */
export const inDigits = (text: string): string => digitsFolded(foldForms(text)).replace(HAN, (sign) => HAN_DIGITS[sign] ?? sign);

/** Whether a text has the number of a mobile telephone, which somebody carries: eleven digits, 13 to 19 first, however they are written or set apart. */
export const hasMobile = (text: string): boolean => MOBILE.test(inDigits(text));
