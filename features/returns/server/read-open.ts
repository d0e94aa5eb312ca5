import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { RETURN_PARTY } from '../domain/vocabulary.ts';

/** A return that is open now. */
export interface OpenReturn {
  readonly rule: string;
  readonly slot: string;
  readonly due_on: PlainDate | null;
  readonly due_at: Instant;
  readonly book: string;
}

const OPEN = statement<OpenReturn>(
  'returns_open_now',
  "select rule, started_by as slot, due_on, due_at, matter as book from obligation where jurisdiction = $1 and office = $2 and nature = 'duty' and owed_by = $3 and status in ('pending', 'open', 'late') and starts_at <= $4 order by due_at, rule, started_by limit 200",
);

/** What an office has to hand in now, what ends first on top. */
export const readOpen = (tx: Transaction, office: string, now: Instant): Promise<readonly OpenReturn[]> =>
  tx.run(OPEN, [tx.jurisdiction, office, RETURN_PARTY, toIso(now)]);
