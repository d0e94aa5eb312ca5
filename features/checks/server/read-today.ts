import { addMs, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { joinSubject, SUBJECT_NAMES } from '../../assets/public.ts';
import { SLOT_PARTIES } from './slot-parties.ts';

/** A slot that is open now, of a site or of an asset. */
export interface OpenSlot {
  /** Its number. */
  readonly site: string;
  readonly name: string;
  readonly english: string | null;
  readonly rule: string;
  readonly slot: string;
  readonly starts_at: Instant;
  readonly due_on: PlainDate | null;
  readonly due_at: Instant;
}

/** How many rows the list of a day has at most. */
export const TODAY_ROWS = 400;
const DAY_MS = 86_400_000;

// By when it ends; of those that end together, by site.
const OPEN = statement<OpenSlot>(
  'slots_open_today',
  `select o.matter as site, ${SUBJECT_NAMES}, o.rule, o.started_by as slot, o.starts_at, o.due_on, o.due_at from (
    (select * from obligation where jurisdiction = $1 and office = $2 and nature = 'duty' and owed_by = any($3) and status in ('open', 'late') and due_at < $5 order by due_at limit $6)
    union all (select * from obligation where jurisdiction = $1 and office = $2 and nature = 'duty' and owed_by = any($3) and status = 'pending' and starts_at <= $4 order by starts_at limit $6)
  ) o ${joinSubject('o.matter')} where o.starts_at <= $4 order by o.due_at, s.name, a.name nulls first, o.rule limit $6`,
);

/** What an office has to look at now, what ends first on top: everything that ends within a year and has begun. */
export const readToday = (tx: Transaction, office: string, now: Instant): Promise<readonly OpenSlot[]> =>
  tx.run(OPEN, [tx.jurisdiction, office, SLOT_PARTIES, toIso(now), toIso(addMs(now, 366 * DAY_MS)), TODAY_ROWS]);

const OF_SITE = statement<OpenSlot>(
  'slots_open_of_site',
  `select o.matter as site, ${SUBJECT_NAMES}, o.rule, o.started_by as slot, o.starts_at, o.due_on, o.due_at
  from obligation o ${joinSubject('o.matter')}
  where o.jurisdiction = $1 and o.matter = $2 and o.office = $3 and o.nature = 'duty' and o.owed_by = any($4) and o.status in ('pending', 'open', 'late') and o.starts_at <= $5
  order by o.due_at, o.rule limit $6`,
);

/** The same of one site or asset, however much the office has to look at elsewhere. */
export const readTodayOf = (tx: Transaction, office: string, number: string, now: Instant): Promise<readonly OpenSlot[]> =>
  tx.run(OF_SITE, [tx.jurisdiction, number, office, SLOT_PARTIES, toIso(now), TODAY_ROWS]);
