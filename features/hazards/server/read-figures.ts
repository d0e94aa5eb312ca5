import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { firstDayOf, monthOf, monthsBetween, plusMonths, toldOfYear, WINDOW, type Month, type Range } from '../../figures/public.ts';
import { besideListed, type ListedOnce } from '../domain/figures.ts';
import { goneSince } from '../domain/in-public.ts';

const LISTED = statement<{ responsible: string; ended: boolean; late: boolean; fresh: boolean }>(
  'listed_hazards_of_a_year',
  `select coalesce(mender, lead) as responsible, unlisted_on is not null as ended, coalesce(coalesce(mended_on, $3::date) > due_on, false) as late, published_on > $2::date as fresh
    from hazard where jurisdiction = $1 and published_on is not null and (unlisted_on is null or unlisted_on > $2::date)`,
);
const FOUND = statement<{ site_class: string; month: Month; count: number }>(
  'hazards_by_class_and_month',
  `select site_class, to_char(found_on, 'YYYY-MM') as month, count(*)::integer as count from hazard
    where jurisdiction = $1 and site_class is not null and found_on < $2::date group by 1, 2 order by 1, 2`,
);
const HUNG = statement<{ site_class: string; count: number }>(
  'listed_hazards_by_class',
  `select site_class, count(*)::integer as count from hazard
    where jurisdiction = $1 and published_on is not null and site_class is not null and found_on >= $2::date and found_on < $3::date group by 1`,
);

/** A class of site, and how many hazards were found at sites of it in twelve closed months; null where it would tell too much. */
export interface ClassFigure {
  readonly siteClass: string;
  readonly found: Range | null;
}

interface Closed {
  readonly month: Month;
  readonly ranges: ReadonlyMap<string, Range | null>;
}

// Closed months stay as they are: what is told of them is worked out once a month.
const closed = new WeakMap<Service, Closed>();

const rangesUpTo = async (tx: Transaction, service: Service, last: Month): Promise<ReadonlyMap<string, Range | null>> => {
  const known = closed.get(service);
  if (known?.month === last) return known.ranges;
  const rows = await tx.run(FOUND, [tx.jurisdiction, firstDayOf(plusMonths(last, 1))]);
  const ranges = new Map(
    [...Map.groupBy(rows, (row) => row.site_class)].map(([siteClass, own]) => {
      const counts = new Map(own.map((row) => [row.month, row.count]));
      const months = monthsBetween(own[0]?.month ?? last, last);
      return [siteClass, toldOfYear(months.map((month) => counts.get(month) ?? 0))] as const;
    }),
  );
  closed.set(service, { month: last, ranges });
  return ranges;
};

export interface HazardFigures {
  readonly today: PlainDate;
  /** The closed months that the classes are counted over. */
  readonly from: Month;
  readonly last: Month;
  readonly listed: readonly ListedOnce[];
  readonly classes: readonly ClassFigure[];
}

/** What is told of offices and classes of sites (G16). */
export const hazardFigures = async (service: Service): Promise<HazardFigures> => {
  const { zone } = await service.jurisdiction();
  const today = dateIn(service.clock(), zone);
  const last = plusMonths(monthOf(today), -1);
  const from = plusMonths(last, 1 - WINDOW);
  return service.read(async (tx) => {
    const ranges = await rangesUpTo(tx, service, last);
    const hung = await tx.run(HUNG, [tx.jurisdiction, firstDayOf(from), firstDayOf(plusMonths(last, 1))]);
    const listed = new Map(hung.map((row) => [row.site_class, row.count]));
    return {
      today,
      from,
      last,
      listed: (await tx.run(LISTED, [tx.jurisdiction, goneSince(today), today])).map((row) => ({
        responsible: row.responsible,
        isEnded: row.ended,
        isLate: row.late,
        isNew: row.fresh,
      })),
      classes: [...ranges].map(([siteClass, range]) => ({ siteClass, found: besideListed(range, listed.get(siteClass) ?? 0) })),
    };
  });
};
