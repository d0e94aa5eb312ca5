// What other features may take from the figures: how a count is told, and what readers know once it is.
export { inFives, K, sumRanges, type Range } from './domain/range.ts';
export { WIDTH_MIN } from './domain/known.ts';
export { monthsBetween, toldOfYear } from './domain/year.ts';
export { firstDayOf, monthOf, plusMonths, WINDOW, type Month } from './domain/month.ts';
