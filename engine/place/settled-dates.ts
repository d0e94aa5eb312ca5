import { statement, type Transaction } from '../store/transaction.ts';
import type { Jurisdiction } from './read.ts';

/** An entity with a date that may be counted for good now. */
interface Settled {
  readonly matter: string;
  readonly kind: string;
}

const PAGE = 500;
// Only what runs: a date that was met or missed stays as it was told.
const SETTLED = statement<Settled>(
  'settled_dates',
  "select distinct o.matter, e.kind from obligation o join entity e on e.jurisdiction = $1 and e.entity = o.matter where o.jurisdiction = $1 and o.provisional and o.status in ('open', 'pending', 'late') and o.due_on <= $2 and e.calendar = any($3) and o.matter > $4 order by o.matter limit $5",
);

/** Entities after `after`, in the order of their numbers, with a running date that was counted without a year's list which may be cited by now. */
export const settledMatters = async (tx: Transaction, it: Jurisdiction, after: string): Promise<readonly Settled[]> => {
  const found: Settled[] = [];
  const groups = Map.groupBy(it.newestCalendar, ([, newest]) => newest);
  for (const [newest, bound] of groups) {
    const year = Math.max(0, ...(it.calendars.get(newest)?.years ?? []));
    if (year === 0) continue; // a calendar of weekends alone never learns a year
    const hashes = bound.map(([hash]) => Buffer.from(hash, 'hex'));
    found.push(...(await tx.run(SETTLED, [tx.jurisdiction, `${year}-12-31`, hashes, after, PAGE])));
  }
  return found.toSorted((a, b) => (a.matter < b.matter ? -1 : 1)).slice(0, PAGE);
};
