/** A count as it is published: it lies between the two, both included; `to` null is "or more". */
export interface Range {
  readonly from: number;
  readonly to: number | null;
}

/** Below this nothing is told but that it is below (G16). */
export const K = 10;
const STEP = 5;
/** Where the volume of a month changes its band. Multiples of the step, so that two tables of one count agree. */
const BANDS = [0, K, 50, 200, 1000] as const;
/** Days, each band from its number on. */
const DAYS = [0, 4, 8, 16, 31, 61, 91] as const;
/** How many bands of days there are. */
export const DAY_BANDS = DAYS.length;

const bandAt = (starts: readonly number[], i: number): Range => {
  const next = starts[i + 1];
  return { from: starts[i] ?? 0, to: next === undefined ? null : next - 1 };
};

/** A count over twelve months: below ten, or one of five neighbours. */
export const inFives = (count: number): Range => {
  if (count < K) return { from: 0, to: K - 1 };
  const from = Math.floor(count / STEP) * STEP;
  return { from, to: from + STEP - 1 };
};

/** A count of one month. */
export const inBands = (count: number): Range =>
  bandAt(
    BANDS,
    BANDS.findLastIndex((from) => count >= from),
  );

/** The band of days that holds the median; null while there is nothing to take it of. */
export const medianBand = (histogram: readonly number[]): Range | null => {
  const half = histogram.reduce((sum, n) => sum + n, 0) / 2;
  if (half === 0) return null;
  let seen = 0;
  const at = histogram.findIndex((n) => (seen += n) >= half);
  return bandAt(DAYS, at);
};

/** Where each band of days but the first begins, for the statement that counts. */
export const dayEdges = (): readonly number[] => DAYS.slice(1);

/** Adds what is shown, and nothing else. */
export const sumRanges = (ranges: readonly Range[]): Range =>
  ranges.reduce<Range>((sum, it) => ({ from: sum.from + it.from, to: sum.to === null || it.to === null ? null : sum.to + it.to }), {
    from: 0,
    to: 0,
  });
