import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Misfit } from '../../../desk/feature.ts';

const MISFITS = statement<{ where: string; what: string }>(
  'cash_misfits',
  `with line as (
    select c.*, s.amount as due, s.last_day, row_number() over (partition by c.slip order by c.nth) - 1 as turn,
      row_number() over (partition by c.year order by c.n) as place, lag(c.post) over (partition by c.slip order by c.nth) as before
    from cash_line c join reward_slip s on s.jurisdiction = c.jurisdiction and s.slip = c.slip where c.jurisdiction = $1
  ), number as (
    select (select count(*) from event where jurisdiction = $1 and type = 'reward_slip_made') as made,
      (select count(*) from reward_slip where jurisdiction = $1) as kept
  )
  select 'cash book ' || year || '-' || n as where, 'the number follows none' as what from line where n <> place
  union all select 'cash book ' || year || '-' || n, 'it follows no line of its slip' from line where nth <> turn
  union all select 'cash book ' || year || '-' || n, 'the amount is not that of its slip' from line where abs(amount) <> due
  union all select 'cash book ' || year || '-' || n, 'paid after the last day' from line where nth % 2 = 0 and day > last_day
  union all select 'cash book ' || year || '-' || n, 'the post that paid wrote against it' from line where nth % 2 = 1 and post = before
  union all select 'reward slips', 'there are ' || kept || ', and ' || made || ' were made' from number where kept <> made
  order by 1, 2`,
);

/**
 * What does not fit in the cash book. Which slip is whose cannot be recomputed, and that is meant: there are as many as were made, and every
 * line fits its slip.
 */
export const checkCash = (tx: Transaction): Promise<readonly Misfit[]> => tx.run(MISFITS, [tx.jurisdiction]);
