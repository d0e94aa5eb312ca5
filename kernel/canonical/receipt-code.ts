import { CROCKFORD, crockfordValues, encodeCrockfordBits, tidied } from './crockford.ts';

/** 20 characters (100 random bits) and a check character, canonical form: 21 characters without hyphens. */
export type ReceiptCode = string & { readonly __brand: 'ReceiptCode' };

export type ReceiptCodeParse =
  | { readonly ok: true; readonly code: ReceiptCode }
  | { readonly ok: false; readonly reason: 'length' | 'character' | 'check' };

const BODY_CHARACTERS = 20;
const BODY_BITS = 100;

/** Multiplies by x in GF(32) = GF(2)[x]/(x^5 + x^2 + 1), where x has order 31. */
const timesX = (value: number): number => (value & 16 ? (value << 1) ^ 0b100101 : value << 1);

/**
 * The sum of a_i · x^(k-i) in GF(32). With fewer than 32 places all weights differ and none is zero, so one wrong
 * character changes the sum by e·x^j ≠ 0, and two characters that changed places by (a-b)·(x^i - x^j) ≠ 0.
 */
const weighted = (values: readonly number[]): number => values.reduce((sum, value) => timesX(sum) ^ value, 0);

/** A code is right when the weighted sum of its 21 characters is zero. */
const isChecked = (values: readonly number[]): boolean => weighted(values) === 0;

/** Makes a receipt code of 13 random bytes, of which it uses the first 100 bits. */
export const encodeReceiptCode = (bytes13: Uint8Array): ReceiptCode => {
  if (bytes13.length !== 13) throw new Error(`a receipt code takes 13 random bytes, not ${bytes13.length}`);
  const body = encodeCrockfordBits(bytes13, BODY_BITS);
  const values = crockfordValues(body) ?? []; // the encoder writes only its own alphabet
  // 21 characters with a right check are what the brand means.
  return `${body}${CROCKFORD.charAt(timesX(weighted(values)))}` as ReceiptCode;
};

/** Reads a code as people type it: lower case, full-width, I L O, hyphens and spaces. */
export const parseReceiptCode = (text: string): ReceiptCodeParse => {
  const canonical = tidied(text);
  const values = crockfordValues(canonical);
  if (values === undefined) return { ok: false, reason: 'character' };
  if (values.length !== BODY_CHARACTERS + 1) return { ok: false, reason: 'length' };
  if (!isChecked(values)) return { ok: false, reason: 'check' };
  return { ok: true, code: canonical as ReceiptCode }; // length, alphabet and check hold
};

/** Writes a code for people: groups of four, the check character alone at the end. */
export const formatReceiptCode = (code: ReceiptCode): string => code.replace(/.{4}(?=.)/g, '$&-');
