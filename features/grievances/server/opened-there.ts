import { statement, type Transaction } from '../../../engine/store/transaction.ts';

// By columns alone: who asks may see nothing of the matter any more. A title in a list is not the matter.
const OPENED_THERE = statement<{ opened: boolean }>(
  'opened_there',
  `select p.office is null or exists (select from access x join post t on t.jurisdiction = x.jurisdiction and t.post = x.post where x.jurisdiction = $1 and x.matter = $2 and t.office = p.office and x.how <> 'listed' and x.hour >= date_trunc('hour', p.recorded_at, 'UTC')) as opened
from (
  select e.recorded_at, coalesce(
    (select b.office from obligation b where b.jurisdiction = $1 and b.matter = $2 and b.owed_by = 'office_asked' and b.started_by = '0.' || e.version limit 1),
    (select a.office from assignment a where a.jurisdiction = $1 and a.matter = $2 and a.level = 0 and a.role = 'lead' and a.since = e.version limit 1)) as office
  from event e where e.jurisdiction = $1 and e.stream = $2 || '.0' and e.type in ('registered', 'forwarded') order by e.version desc limit 1
) p`,
);

/**
 * Whether the office that a matter was last passed on to has opened it since; where that office cannot be told, as if it had. Asks for
 * no other office: that one above has looked shows nowhere below (G6).
 */
export const readOpenedThere = async (tx: Transaction, matter: string): Promise<boolean> =>
  (await tx.run(OPENED_THERE, [tx.jurisdiction, matter]))[0]?.opened ?? false;
