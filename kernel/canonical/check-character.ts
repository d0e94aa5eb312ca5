import { CROCKFORD, crockfordValues } from './crockford.ts';

/** Multiplies by x in GF(32) = GF(2)[x]/(x^5 + x^2 + 1), where x has order 31. */
const timesX = (value: number): number => (value & 16 ? (value << 1) ^ 0b100101 : value << 1);

/**
 * The sum of a_i · x^(k-i) in GF(32). With fewer than 32 places all weights differ and none is zero, so one wrong
 * character changes the sum by e·x^j ≠ 0, and two characters that changed places by (a-b)·(x^i - x^j) ≠ 0.
 */
const weighted = (values: readonly number[]): number => values.reduce((sum, value) => timesX(sum) ^ value, 0);

/** A code is right when the weighted sum of all its characters, its check character among them, is zero. */
export const isChecked = (values: readonly number[]): boolean => weighted(values) === 0;

/** The character that stands behind a body of fewer than 31, in the canonical alphabet. */
export const checkCharacter = (body: string): string => {
  const values = crockfordValues(body) ?? []; // the encoder writes only its own alphabet
  return CROCKFORD.charAt(timesX(weighted(values)));
};
