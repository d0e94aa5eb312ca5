import type { Instant } from '../../../kernel/calendar/instant.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import type { StaffCommand } from '../../../kernel/stream/staff-kind.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { holdersFor } from './holders.ts';
import { findShift, holderIn, holderNow, isHeld, nextShift, type ShiftRow } from './read-shifts.ts';

const SIGNED_OUT = statement<{ staff: string }>(
  'duty_signed_out_by',
  `select h.staff from duty_shift s join duty_holder h on h.jurisdiction = s.jurisdiction and h.matter = s.roster and h.holder = s.signed_out_by
   where s.jurisdiction = $1 and s.matter = $2`,
);

/** Who takes over: somebody of the next shift; where nobody has a seat in it, the head. Never who signed out, in whichever month they hold a seat. */
const takingOver = async (tx: Transaction, who: StaffMember, row: ShiftRow): Promise<JsonObject | Refusal> => {
  const next = await nextShift(tx, row);
  const [out] = await tx.run(SIGNED_OUT, [tx.jurisdiction, row.matter]);
  if (out?.staff === who.staff) return refuse('duty_both_sides');
  // Where none is published, the head takes it over in the month of this one.
  const { matter, shift, held } = next ?? { matter: row.roster, shift: row.shift, held: false };
  const seated = next === undefined ? undefined : await holderIn(tx, matter, shift, who.staff);
  const stands = seated ?? (!held && who.role === 'head' ? (await holdersFor(tx, matter, [who.staff])).get(who.staff) : undefined);
  return stands === undefined ? refuse('duty_not_on') : { me: stands, meRoster: matter, next: shift };
};

/** Who may act for a shift without a seat in it: whoever is on now closes what was carried over; the head signs out where nobody of it is left. */
const standingIn = async (
  tx: Transaction,
  who: StaffMember,
  row: ShiftRow,
  name: string,
  now: Instant,
): Promise<JsonObject | undefined> => {
  if (name === 'close_item') {
    const on = await holderNow(tx, row, who.staff, now);
    return on && { me: on.holder, meRoster: on.matter };
  }
  if (name !== 'sign_out' || who.role !== 'head' || (await isHeld(tx, row.roster, row.shift))) return undefined;
  return { me: (await holdersFor(tx, row.roster, [who.staff])).get(who.staff) ?? '' };
};

/** What the server adds to a step of a shift: which holder of the month the account is. Nobody without a seat writes or signs. */
export const completeShift = (
  service: Service,
  who: StaffMember,
  { name }: StaffCommand,
  number: string | null,
): Promise<JsonObject | Refusal> =>
  service.read(async (tx): Promise<JsonObject | Refusal> => {
    const row = number === null || name === 'check_duty' ? undefined : await findShift(tx, number);
    // What somebody may not see is refused by the decision, which says no more of it.
    if (row?.office !== who.office) return {};
    if (name === 'sign_in') return takingOver(tx, who, row);
    const me = await holderIn(tx, row.roster, row.shift, who.staff);
    if (me !== undefined) return name === 'close_item' ? { me, meRoster: row.roster } : { me };
    return (await standingIn(tx, who, row, name, service.clock())) ?? refuse('duty_not_on');
  });
