import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** Where a matter was passed on to last, and when. */
interface PassedTo {
  /** Null where that can no longer be told. */
  readonly office: string | null;
  readonly at: Instant;
}

// By columns alone: who asks may see nothing of the matter any more.
const PASSED_TO = statement<PassedTo>(
  'passed_to',
  `select e.recorded_at as at, coalesce(
    (select b.office from obligation b where b.jurisdiction = $1 and b.matter = $2 and b.owed_by = 'office_asked' and b.started_by = '0.' || e.version limit 1),
    (select a.office from assignment a where a.jurisdiction = $1 and a.matter = $2 and a.level = 0 and a.role = 'lead' and a.since = e.version limit 1)) as office
from event e where e.jurisdiction = $1 and e.stream = $2 || '.0' and e.type in ('registered', 'forwarded') order by e.version desc limit 1`,
);
// A title in a list is not the matter.
const OPENED_BY = statement<{ opened: boolean }>(
  'opened_by',
  "select exists (select from access x join post t on t.jurisdiction = x.jurisdiction and t.post = x.post where x.jurisdiction = $1 and x.matter = $2 and t.office = $3 and x.how <> 'listed' and x.hour >= date_trunc('hour', $4::timestamptz, 'UTC')) as opened",
);

const isOpenedBy = async (tx: Transaction, matter: string, { office, at }: PassedTo): Promise<boolean> =>
  office === null || ((await tx.run(OPENED_BY, [tx.jurisdiction, matter, office, toIso(at)]))[0]?.opened ?? true);

/** Whether the office that a matter was last passed on to has opened it since, and the question itself, to be asked once more later. */
export interface OpenedThere {
  readonly isOpened: boolean;
  readonly ask: (tx: Transaction) => Promise<boolean>;
}

/**
 * Whether the office that a matter was last passed on to has opened it since; where that office cannot be told, as if it had. Asks for
 * no other office: that one above has looked shows nowhere below (G6).
 */
export const readOpenedThere = async (tx: Transaction, matter: string): Promise<OpenedThere> => {
  const to = (await tx.run(PASSED_TO, [tx.jurisdiction, matter]))[0];
  const ask = async (within: Transaction): Promise<boolean> => to !== undefined && isOpenedBy(within, matter, to);
  return { isOpened: await ask(tx), ask };
};
