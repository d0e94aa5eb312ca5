// What other features may take from the figures: how a count is told, and what readers know once it is.
export { inFives, K, sumRanges, type Range } from './domain/range.ts';
export { isHidden, NOTHING_KNOWN, told, WIDTH_MIN, withMonth, type Known } from './domain/known.ts';
export { firstDayOf, monthOf, plusMonths, WINDOW, type Month } from './domain/month.ts';
