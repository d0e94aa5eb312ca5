/** A quasigroup of order ten without fixed patterns (H. M. Damm, 2004): the digit it yields finds every single wrong digit and every swap. */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

const interim = (digits: string): number => Array.from(digits, Number).reduce((row, digit) => DAMM[row]?.[digit] ?? 0, 0);

/** Digits with their check digit behind them. */
export const withCheckDigit = (digits: string): string => `${digits}${interim(digits)}`;

/** True for digits that end with their check digit. */
export const hasCheckDigit = (digits: string): boolean => /^\d{2,}$/.test(digits) && interim(digits) === 0;
