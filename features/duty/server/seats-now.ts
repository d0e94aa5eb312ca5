import { statement, type Transaction } from '../../../engine/store/transaction.ts';

const NOW = statement<{ post: string }>(
  'duty_seats_now',
  `select distinct t.post from duty_seat t join duty_holder h on h.jurisdiction = t.jurisdiction and h.matter = t.matter and h.holder = t.holder
   join staff f on f.jurisdiction = h.jurisdiction and f.staff = h.staff and f.ended_on is null
   where t.jurisdiction = $1 and t.office = $2 and t.plan = $3 and split_part(t.kind, '.', 2) = $4 and t.published and not t.dropped
     and t.begins <= $5 and t.ends > $5 order by 1`,
);

/** The posts of whoever has a seat of a duty plan at an instant (ISO text); none where nobody does. */
export const seatsNow = async (
  tx: Transaction,
  { office, duty, seat }: { readonly office: string; readonly duty: string; readonly seat: string },
  at: string,
): Promise<readonly string[]> => (await tx.run(NOW, [tx.jurisdiction, office, duty, seat, at])).map(({ post }) => post);
