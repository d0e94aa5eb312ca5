import { inFives, WIDTH_MIN, type Range } from '../../figures/public.ts';

/** How one of those that hang, or hung within twelve months, stands: told of its office. */
export interface ListedOnce {
  readonly responsible: string;
  readonly isEnded: boolean;
  /** Later than the day that was set, whether it is mended by now or not. */
  readonly isLate: boolean;
  /** Whether it was hung within the twelve months. */
  readonly isNew: boolean;
}

export interface OfficeListings {
  readonly office: string;
  readonly listed: Range;
  readonly inTime: Range;
  /** Breaches, each one. */
  readonly endedLate: number;
  readonly lateNow: number;
}

/** What is told of each office that has any. In the order of their names: of no other. */
export const officeListings = (all: readonly ListedOnce[], byName: (a: string, b: string) => number): readonly OfficeListings[] =>
  [...Map.groupBy(all, (it) => it.responsible)]
    .map(([office, own]) => {
      const count = (is: (it: ListedOnce) => boolean): number => own.filter(is).length;
      return {
        office,
        listed: inFives(count((it) => it.isNew)),
        inTime: inFives(count((it) => it.isEnded && !it.isLate)),
        endedLate: count((it) => it.isEnded && it.isLate),
        lateNow: count((it) => !it.isEnded && it.isLate),
      };
    })
    .toSorted((a, b) => byName(a.office, b.office));

/** Some of what a range counts hang in public, one by one: where that would tell how many do not, the range has no end, or is not told. */
export const besideListed = (range: Range | null, listed: number): Range | null => {
  if (range === null || range.to === null) return range;
  if (range.to - Math.max(range.from, listed) + 1 >= WIDTH_MIN) return range;
  return range.from === 0 ? null : { from: range.from, to: null };
};
