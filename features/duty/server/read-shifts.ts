import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** A shift as its row has it. */
export interface ShiftRow {
  readonly matter: string;
  readonly roster: string;
  readonly shift: string;
  readonly office: string;
  readonly supervisor: string | null;
  readonly plan: string;
  readonly begins: Instant;
  readonly ends: Instant;
  readonly ended: boolean;
  readonly signed_out_at: Instant | null;
  readonly signed_in_at: Instant | null;
  readonly open_items: number;
  readonly last_line_at: Instant | null;
  readonly checks: number;
}

type Raw = {
  readonly [column in keyof ShiftRow]: ShiftRow[column] extends Instant | null
    ? ShiftRow[column] extends Instant
      ? number
      : number | null
    : ShiftRow[column];
};
const at = (ms: number | null): Instant | null => (ms === null ? null : instant(ms));
const rowOf = (row: Raw): ShiftRow => ({
  ...row,
  begins: instant(row.begins),
  ends: instant(row.ends),
  signed_out_at: at(row.signed_out_at),
  signed_in_at: at(row.signed_in_at),
  last_line_at: at(row.last_line_at),
});

const COLUMNS =
  'matter, roster, shift, office, supervisor, plan, begins, ends, ended, signed_out_at, signed_in_at, open_items, last_line_at, checks';
const ONE = statement<Raw>('duty_shift_by_number', `select ${COLUMNS} from duty_shift where jurisdiction = $1 and matter = $2`);
const SOME = statement<Raw>('duty_shifts_by_number', `select ${COLUMNS} from duty_shift where jurisdiction = $1 and matter = any($2)`);
const OF_OFFICE = statement<Raw>(
  'duty_shifts_of_office',
  `select ${COLUMNS} from duty_shift where jurisdiction = $1 and office = $2 and begins > $3 order by begins desc, shift limit 60`,
);
const BELOW = statement<Raw>(
  'duty_shifts_below',
  `select ${COLUMNS} from duty_shift where jurisdiction = $1 and supervisor = $2 and begins > $3 and signed_in_at is null order by begins desc, office, shift limit 200`,
);
const UNSIGNED = statement<Raw>(
  'duty_shifts_unsigned',
  `select ${COLUMNS} from duty_shift d where d.jurisdiction = $1 and not d.ended and d.signed_in_at is null and d.ends <= $2
     and exists (select from duty_seat t where t.jurisdiction = d.jurisdiction and t.office = d.office and t.plan = d.plan and t.published and not t.dropped
       and t.begins >= d.ends and t.begins <= $2)
   order by d.ends, d.matter limit 500`,
);

export const findShift = async (tx: Transaction, number: string): Promise<ShiftRow | undefined> =>
  (await tx.run(ONE, [tx.jurisdiction, number])).map(rowOf)[0];
export const shiftsByNumber = async (tx: Transaction, numbers: readonly string[]): Promise<readonly ShiftRow[]> =>
  (await tx.run(SOME, [tx.jurisdiction, numbers])).map(rowOf);
/** Those of an office since an instant, the newest first. */
export const shiftsOfOffice = async (tx: Transaction, office: string, since: Instant): Promise<readonly ShiftRow[]> =>
  (await tx.run(OF_OFFICE, [tx.jurisdiction, office, toIso(since)])).map(rowOf);
/** Those of the offices below one that nobody has taken over from yet: what can be looked at. */
export const shiftsBelow = async (tx: Transaction, office: string, since: Instant): Promise<readonly ShiftRow[]> =>
  (await tx.run(BELOW, [tx.jurisdiction, office, toIso(since)])).map(rowOf);
/** Those that are over and of which it is not written down yet. */
export const shiftsOver = async (tx: Transaction, now: Instant): Promise<readonly ShiftRow[]> =>
  (await tx.run(UNSIGNED, [tx.jurisdiction, toIso(now)])).map(rowOf);

const SEAT_IN = statement<{ holder: string }>(
  'duty_seat_in_shift',
  `select t.holder from duty_seat t join duty_holder h on h.jurisdiction = t.jurisdiction and h.matter = t.matter and h.holder = t.holder
   where t.jurisdiction = $1 and t.matter = $2 and t.shift = $3 and h.staff = $4 limit 1`,
);
/** The holder that an account is in a shift of a month; undefined where it has no seat in it. */
export const holderIn = async (tx: Transaction, roster: string, shift: string, staff: string): Promise<string | undefined> =>
  (await tx.run(SEAT_IN, [tx.jurisdiction, roster, shift, staff]))[0]?.holder;

const NEXT = statement<{ matter: string; shift: string; held: boolean }>(
  'duty_next_shift',
  `select t.matter, t.shift, bool_or(t.holder is not null) as held from duty_seat t
   where t.jurisdiction = $1 and t.office = $2 and t.plan = $3 and t.published and not t.dropped and t.begins >= $4
   group by t.matter, t.shift, t.begins order by t.begins, t.shift limit 1`,
);
/** The shift that comes once one is over, of the same plan; of whichever month. Shifts that overlap it do not follow it. */
export const nextShift = async (tx: Transaction, { office, plan, ends }: Pick<ShiftRow, 'office' | 'plan' | 'ends'>) =>
  (await tx.run(NEXT, [tx.jurisdiction, office, plan, toIso(ends)]))[0];

const ON_NOW = statement<{ matter: string; holder: string }>(
  'duty_on_now',
  `select t.matter, t.holder from duty_seat t join duty_holder h on h.jurisdiction = t.jurisdiction and h.matter = t.matter and h.holder = t.holder
   where t.jurisdiction = $1 and t.office = $2 and t.plan = $3 and t.published and not t.dropped and h.staff = $4 and t.begins <= $5 and t.ends > $5 limit 1`,
);
/** The holder that an account is in a shift of a plan that is on now; undefined where it is in none. */
export const holderNow = async (tx: Transaction, { office, plan }: Pick<ShiftRow, 'office' | 'plan'>, staff: string, now: Instant) =>
  (await tx.run(ON_NOW, [tx.jurisdiction, office, plan, staff, toIso(now)]))[0];

const HELD = statement<{ held: boolean }>(
  'duty_shift_held',
  `select exists (select from duty_seat t join duty_holder h on h.jurisdiction = t.jurisdiction and h.matter = t.matter and h.holder = t.holder
     join staff s on s.jurisdiction = h.jurisdiction and s.staff = h.staff
     where t.jurisdiction = $1 and t.matter = $2 and t.shift = $3 and s.ended_on is null) as held`,
);
/** Whether an account that is still one has a seat in a shift. */
export const isHeld = async (tx: Transaction, roster: string, shift: string): Promise<boolean> =>
  (await tx.run(HELD, [tx.jurisdiction, roster, shift]))[0]?.held === true;
