import { isHidden, NOTHING_KNOWN, told, withMonth } from './known.ts';
import { plusMonths, WINDOW, type Month } from './month.ts';
import { inFives, type Range } from './range.ts';

/**
 * The last twelve of some closed months, as a range; null where it would give back a count that earlier ranges hide. `months`: how many were
 * found in each month since the first. Months that are over do not change, so what was told of them before follows from them again (G16).
 */
export const toldOfYear = (months: readonly number[]): Range | null => {
  let known = NOTHING_KNOWN;
  let newest: Range | null = null;
  for (const at of months.keys()) {
    const from = Math.max(0, at + 1 - WINDOW);
    const range = inFives(months.slice(from, at + 1).reduce((sum, n) => sum + n, 0));
    const month = withMonth(known);
    const more = told(month, from, at + 1, range);
    newest = isHidden(more) ? range : null;
    known = newest === null ? month : more;
  }
  return newest;
};

/** Every month from one to another, both included. */
export const monthsBetween = (first: Month, last: Month): readonly Month[] => {
  const months: Month[] = [];
  for (let month = first; month <= last; month = plusMonths(month, 1)) months.push(month);
  return months;
};
