import { parseWithin } from '../calendar/within.ts';
import type { Problem } from './check-pack.ts';
import type { Label, Within } from './pack.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How long a draft is open at least (functions.md S20). */
export interface Period {
  /** Shorter only with a reason that everybody reads: `30 days`. The first day is not counted. */
  readonly least: Within;
  readonly clause: Label;
  /** True where no statute says so. */
  readonly ownRule: boolean;
}

const daysIn = (within: Within): number | undefined => {
  const period = parseWithin(within);
  return period?.unit === 'days' && 'count' in period ? period.count : undefined;
};

/** How many days a draft is open at least. Throws for a period that `checkPeriod` would refuse. */
export const leastDays = ({ least }: Pick<Period, 'least'>): number => {
  const days = daysIn(least);
  if (days === undefined) throw new Error(`not a number of days: ${least}`);
  return days;
};

/** What is wrong with the period of a pack: only a kind that opens something for everybody has one, in days. */
export const checkPeriod = (of: Vocabulary, period: Period | undefined): readonly Problem[] => {
  const path = '/period';
  if (period === undefined) return of.periods === true ? [{ code: 'policy.period.missing', path, data: {} }] : [];
  if (of.periods !== true) return [{ code: 'policy.period.not_allowed', path, data: {} }];
  return daysIn(period.least) === undefined
    ? [{ code: 'policy.within.invalid', path: `${path}/least`, data: { value: period.least } }]
    : [];
};
