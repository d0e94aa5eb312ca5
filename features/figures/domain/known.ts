import type { Range } from './range.ts';

/**
 * What a reader of everything published knows of one count: bounds[i][j] is the most that the months after the i-th up to the j-th can
 * hold. With sums of neighbouring months as differences of running totals, the shortest paths are exact: no reader can know more.
 */
export type Known = readonly (readonly number[])[];

/** Before anything is published. */
export const NOTHING_KNOWN: Known = [[0]];

/** One more month has passed; of it is only known that it is not below zero. */
export const withMonth = (known: Known): Known => {
  const last = known.at(-1) ?? [0];
  return [...known.map((row) => [...row, Infinity]), [...last, 0]];
};

const tighten = (known: Known, u: number, v: number, most: number): Known => {
  if ((known[u]?.[v] ?? Infinity) <= most) return known;
  return known.map((row) => row.map((old, j) => Math.min(old, (row[u] ?? Infinity) + most + (known[v]?.[j] ?? Infinity))));
};

/** The months after `from` up to `to` are said to lie in a range. */
export const told = (known: Known, from: number, to: number, range: Range | null): Known => {
  if (range === null) return known;
  const above = range.to === null ? known : tighten(known, from, to, range.to);
  return tighten(above, to, from, -range.from);
};

/** What is known of the months after `from` up to `to`. */
export const boundsOf = (known: Known, from: number, to: number): { readonly from: number; readonly to: number } => ({
  from: 0 - (known[to]?.[from] ?? 0), // not -0
  to: known[from]?.[to] ?? Infinity,
});

/** The fewest values that must stay possible for every sum of months. */
export const WIDTH_MIN = 5;

/** True when every run of months has at least five possible values left; false also where what was told cannot all be true. */
export const isHidden = (known: Known): boolean =>
  known.every((row, i) => row.every((most, j) => j <= i || most + (known[j]?.[i] ?? 0) + 1 >= WIDTH_MIN));
