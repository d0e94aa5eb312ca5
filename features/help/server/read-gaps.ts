import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { firstDayOf, monthOf, monthsBetween, plusMonths, toldOfYear, WINDOW, type Month, type Range } from '../../figures/public.ts';

const GAPS = statement<{ subject: string; month: Month; count: number }>(
  'gaps_by_subject_and_month',
  `select category as subject, to_char(gap_on, 'YYYY-MM') as month, count(*)::integer as count from matter
    where jurisdiction = $1 and gap_on is not null and category is not null and gap_on < $2::date group by 1, 2 order by 1, 2`,
);

/** A subject, and of how many matters about it an office has said in twelve closed months that no rule covers them; null where it would tell too much. */
export interface GapFigure {
  readonly subject: string;
  readonly count: Range | null;
}

export interface Gaps {
  /** The closed months that are counted. */
  readonly from: Month;
  readonly last: Month;
  readonly subjects: readonly GapFigure[];
}

// Closed months stay as they are: what is told of them is worked out once a month.
const closed = new WeakMap<Service, Gaps>();

/** Gaps in the rules by subject (functions.md 16.07), told as every figure is (G16). */
export const readGaps = async (service: Service): Promise<Gaps> => {
  const { zone } = await service.jurisdiction();
  const last = plusMonths(monthOf(dateIn(service.clock(), zone)), -1);
  const known = closed.get(service);
  if (known?.last === last) return known;
  const rows = await service.read((tx) => tx.run(GAPS, [tx.jurisdiction, firstDayOf(plusMonths(last, 1))]));
  const subjects = [...Map.groupBy(rows, (row) => row.subject)].map(([subject, own]): GapFigure => {
    const counts = new Map(own.map((row) => [row.month, row.count]));
    return { subject, count: toldOfYear(monthsBetween(own[0]?.month ?? last, last).map((month) => counts.get(month) ?? 0)) };
  });
  const gaps = { from: plusMonths(last, 1 - WINDOW), last, subjects };
  closed.set(service, gaps);
  return gaps;
};
