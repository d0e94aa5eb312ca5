import { addMonths, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { instant, type Instant } from '../../../kernel/calendar/instant.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { brokenRules, type Filled, type Holding } from '../../../kernel/roster/rules.ts';
import type { Misfit } from '../../../desk/feature.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { holdingOf } from './holders.ts';

interface Row {
  readonly matter: string;
  readonly seat: string;
  readonly begins: number;
  readonly ends: number;
  readonly posts: string;
  readonly rest_hours: number;
  readonly post: string;
  readonly staff: string | null;
  readonly role: string | null;
  readonly own_post: string | null;
  readonly ended_on: PlainDate | null;
}

const HELD = statement<Row>(
  'duty_seats_held',
  `select t.matter, t.seat, t.begins, t.ends, t.posts, t.rest_hours, t.post, h.staff, p.role, f.post as own_post, f.ended_on from duty_seat t
   join roster r on r.jurisdiction = t.jurisdiction and r.matter = t.matter
   left join duty_holder h on h.jurisdiction = t.jurisdiction and h.matter = t.matter and h.holder = t.holder
   left join staff f on f.jurisdiction = h.jurisdiction and f.staff = h.staff
   left join post p on p.jurisdiction = f.jurisdiction and p.post = f.post
   where t.jurisdiction = $1 and t.holder is not null and not r.forgotten order by t.begins, t.matter, t.seat`,
);
const STAY = statement<{ matter: string; month: string }>(
  'duty_holders_too_long',
  'select distinct h.matter, r.month from duty_holder h join roster r on r.jurisdiction = h.jurisdiction and r.matter = h.matter where h.jurisdiction = $1 and r.month < $2 order by 1',
);
const MONTHS_KEPT = 12;

const nameOf = ({ matter, seat }: Row): string => `${matter} ${seat}`;
const filledOf = (row: Row): Filled => ({
  seat: nameOf(row),
  holder: row.staff ?? '',
  from: instant(row.begins),
  to: instant(row.ends),
  posts: row.posts.split(' '),
  restHours: row.rest_hours,
});

/**
 * What does not fit in rosters, by the same rules that page and decision ask: somebody without a post, two at once, too short a rest, a holder that
 * is nobody; accounts that should be forgotten. The seats themselves are recomputed from their events.
 */
export const checkDuty = async (tx: Transaction, it: Jurisdiction, now: Instant): Promise<readonly Misfit[]> => {
  const rows = await tx.run(HELD, [tx.jurisdiction]);
  const holdings = new Map<string, readonly Holding[]>();
  for (const row of rows)
    if (row.staff !== null && row.role !== null) holdings.set(row.staff, [holdingOf(row.role, row.ended_on, it.zone)]);
  const broken = brokenRules(rows.filter(({ staff }) => staff !== null).map(filledOf), (staff) => holdings.get(staff) ?? []);
  // A seat of somebody whose account has ended meanwhile is emptied by the next sweep, and is no fault until then.
  const left = new Set(rows.flatMap((row) => (row.ended_on === null ? [] : [nameOf(row)])));
  const early = addMonths(dateIn(now, it.zone), -MONTHS_KEPT - 1).slice(0, 7);
  return [
    ...rows.flatMap((row) => (row.staff === null ? [{ where: `duty_seat ${nameOf(row)}`, what: 'its holder is nobody' }] : [])),
    ...rows.flatMap((row) =>
      row.own_post !== null && row.own_post !== row.post
        ? [{ where: `duty_seat ${nameOf(row)}`, what: 'the post is not that of its holder' }]
        : [],
    ),
    ...broken
      .filter(({ rule, seat }) => rule !== 'post' || !left.has(seat))
      .map(({ rule, seat }) => ({ where: `duty_seat ${seat}`, what: rule })),
    ...(await tx.run(STAY, [tx.jurisdiction, early])).map(({ matter, month }) => ({
      where: `duty_holder ${matter}`,
      what: `accounts of ${month} are still there`,
    })),
  ];
};
