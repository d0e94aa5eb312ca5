import { instant, toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** An incident or a drill as lists tell it. */
export interface ListedRow {
  readonly matter: string;
  readonly what: string;
  readonly stage: string;
  readonly grade: string | null;
  readonly site_called: string | null;
  readonly lead: string;
  readonly known_at: Instant;
  readonly over_at: Instant | null;
}

type Raw = Omit<ListedRow, 'known_at' | 'over_at'> & { readonly known_at: number; readonly over_at: number | null };
const COLUMNS = 'matter, what, stage, grade, site_called, lead, known_at, over_at';
const LISTED_MAX = 200;
const RUNNING_MAX = 500;

const listedIn = (table: 'incident' | 'drill') => ({
  of: statement<Raw>(
    `${table}s_of_office`,
    `(select ${COLUMNS} from ${table} where jurisdiction = $1 and lead = $2 and known_at >= $3 and over_at is not null
      union select ${COLUMNS} from ${table} where jurisdiction = $1 and above = $2 and known_at >= $3 and over_at is not null
      order by known_at desc, matter limit ${LISTED_MAX})
     union all (select ${COLUMNS} from ${table} where jurisdiction = $1 and lead = $2 and over_at is null
      union select ${COLUMNS} from ${table} where jurisdiction = $1 and above = $2 and over_at is null
      order by known_at desc, matter limit ${RUNNING_MAX}) order by known_at desc, matter`,
  ),
  named: statement<Raw>(`${table}s_by_number`, `select ${COLUMNS} from ${table} where jurisdiction = $1 and matter = any($2)`),
});
const SQL = { incident: listedIn('incident'), drill: listedIn('drill') };

const rowOf = (row: Raw): ListedRow => ({
  ...row,
  known_at: instant(row.known_at),
  over_at: row.over_at === null ? null : instant(row.over_at),
});

/** Those that an office deals with or is told of, the newest first: all that go on, however long, and what is over since an instant, 200 at most. */
export const listOf = async (tx: Transaction, table: 'incident' | 'drill', office: string, since: Instant): Promise<readonly ListedRow[]> =>
  (await tx.run(SQL[table].of, [tx.jurisdiction, office, toIso(since)])).map(rowOf);

export const byNumber = async (tx: Transaction, table: 'incident' | 'drill', numbers: readonly string[]): Promise<readonly ListedRow[]> =>
  (await tx.run(SQL[table].named, [tx.jurisdiction, numbers])).map(rowOf);

const WAITS = statement<{ matter: string; of: 'incident' | 'drill' }>(
  'calls_that_wait_for_post',
  `select matter, 'incident' as of from incident_call where jurisdiction = $1 and post = $2 and waits and called_at > $3
   union all select matter, 'drill' from drill_call where jurisdiction = $1 and post = $2 and waits and called_at > $3 order by 1`,
);

/** So long a call stands above the list of a post. */
const WAITS_MS = 7 * 86_400_000;

/** Calls that a post has not answered. */
export const callsFor = (tx: Transaction, post: string, now: Instant) =>
  tx.run(WAITS, [tx.jurisdiction, post, toIso(instant(now - WAITS_MS))]);

const FEEDS = statement<{ feed: string; looked_at: number; fault: string | null }>(
  'cap_feeds_of_office',
  'select feed, looked_at, fault from cap_feed where jurisdiction = $1 and office = $2 order by feed',
);

/** Feeds of warnings that are watched for an office: when each was read last, and why it could not be. */
export const feedsOf = async (tx: Transaction, office: string) =>
  (await tx.run(FEEDS, [tx.jurisdiction, office])).map((row) => ({ ...row, looked_at: instant(row.looked_at) }));
