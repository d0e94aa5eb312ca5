import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, parsePlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

const MINE = statement<{ matter: string; seat: string; kind: string; plan: string; begins: number; ends: number; at_once: boolean }>(
  'duty_seats_of_account',
  `select t.matter, t.seat, t.kind, t.plan, t.begins, t.ends, t.at_once from duty_holder h
   join duty_seat t on t.jurisdiction = h.jurisdiction and t.matter = h.matter and t.holder = h.holder
   where h.jurisdiction = $1 and h.staff = $2 and t.published and t.ends > $3 order by t.begins, t.seat limit 60`,
);
const AWAY = statement<{ day: PlainDate }>(
  'own_duty_days_away',
  'select day from duty_away where jurisdiction = $1 and staff = $2 and day >= $3 order by day limit 200',
);
const ADD_AWAY = statement(
  'add_duty_days_away',
  "insert into duty_away (jurisdiction, staff, day) select $1, $2, d::date from generate_series($3::date, $4::date, interval '1 day') d on conflict do nothing",
);
const DROP_AWAY = statement(
  'drop_duty_days_away',
  'delete from duty_away where jurisdiction = $1 and staff = $2 and day between $3 and $4',
);
const LENGTH = statement<{ length: number }>(
  'duty_roster_length',
  'select length from stream where jurisdiction = $1 and matter = $2 and level = 0',
);

/** The seats that an account has from now on: its own page asks for it, and nobody else's. */
export const ownSeats = (tx: Transaction, staff: string, now: Instant) => tx.run(MINE, [tx.jurisdiction, staff, toIso(now)]);
/** Days that somebody has said to be away, from a day on. */
export const daysAway = async (tx: Transaction, staff: string, from: PlainDate): Promise<readonly PlainDate[]> =>
  (await tx.run(AWAY, [tx.jurisdiction, staff, from])).map(({ day }) => day);
/** How many events a roster has: what a form has to say of it. */
export const rosterLength = async (tx: Transaction, number: string): Promise<number> =>
  (await tx.run(LENGTH, [tx.jurisdiction, number]))[0]?.length ?? 0;

/** So long ahead somebody can say that they are away, and so long at a stretch. */
const AHEAD_DAYS = 366;
const STRETCH_DAYS = 62;

/** Somebody says on which days they are away, or takes it back. Nothing about why is taken. */
export const sayAway = async (
  service: Service,
  { staff }: StaffMember,
  typed: { readonly from: string; readonly to: string },
  back: boolean,
): Promise<Refusal | undefined> => {
  const [from, to] = [parsePlainDate(typed.from), parsePlainDate(typed.to === '' ? typed.from : typed.to)];
  if (from === undefined) return refuse('field_date', { field: 'from' });
  if (to === undefined) return refuse('field_date', { field: 'to' });
  const today = dateIn(service.clock(), (await service.jurisdiction()).zone);
  if (to < from || to > addDays(from, STRETCH_DAYS)) return refuse('period_order', { field: 'to' });
  if (!back && (from < today || to > addDays(today, AHEAD_DAYS))) return refuse('promise_past', { field: 'from' });
  await service.read((tx) => tx.run(back ? DROP_AWAY : ADD_AWAY, [tx.jurisdiction, staff, from, to]));
  return undefined;
};
