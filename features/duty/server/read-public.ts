import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** A seat as everybody may know it: post and hours, no holder and no account. */
export interface PublicSeat {
  readonly office: string;
  readonly plan: string;
  readonly seat: string;
  readonly post: string;
  readonly begins: Instant;
  readonly ends: Instant;
}

const NOW = statement<{ office: string; plan: string; seat: string; post: string; begins: number; ends: number }>(
  'public_duty_now',
  `select office, plan, seat, post, begins, ends from duty_seat
   where jurisdiction = $1 and published and not dropped and post is not null and part <> 'standby' and ends > $2 and begins <= $2 order by office, plan, begins, seat limit 400`,
);
const RECEPTIONS = statement<{ office: string; plan: string; seat: string; post: string; begins: number; ends: number }>(
  'public_receptions',
  `select office, plan, seat, post, reception_from as begins, reception_to as ends from duty_seat
   where jurisdiction = $1 and published and not dropped and post is not null and reception_from >= $2 and reception_from < $3
   order by reception_from, office, plan, seat limit 400`,
);

const seatOf = (row: { office: string; plan: string; seat: string; post: string; begins: number; ends: number }): PublicSeat => ({
  ...row,
  begins: instant(row.begins),
  ends: instant(row.ends),
});

/** Who is on duty now, by post. */
export const publicNow = async (tx: Transaction, now: Instant): Promise<readonly PublicSeat[]> =>
  (await tx.run(NOW, [tx.jurisdiction, toIso(now)])).map(seatOf);

/** When a leader receives whoever comes, by post. */
export const receptions = async (tx: Transaction, from: Instant, to: Instant): Promise<readonly PublicSeat[]> =>
  (await tx.run(RECEPTIONS, [tx.jurisdiction, toIso(from), toIso(to)])).map(seatOf);
