import { officeName } from '../../../engine/place/office-name.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { ListedRequest } from '../domain/answers.ts';
import type { Lang } from '../../../kernel/language/languages.ts';
import { REQUESTS_MAX, type Query } from '../domain/query.ts';

interface Row {
  readonly matter: string;
  readonly service: string;
  readonly office: string | null;
  readonly state: 'open' | 'answered' | 'refused';
  readonly requested_on: PlainDate;
  readonly changed_on: PlainDate;
  readonly expected_on: PlainDate | null;
}

const COLUMNS = 'matter, service, office, state, requested_on, changed_on, expected_on';
const BY_IDS = statement<Row>(
  'public_requests_by_id',
  `select ${COLUMNS} from public_request where jurisdiction = $1 and matter = any($2) order by requested_on desc, matter limit $3`,
);
const BY_DAYS = statement<Row>(
  'public_requests_by_day',
  `select ${COLUMNS} from public_request where jurisdiction = $1 and requested_on >= $2 and requested_on <= $3 and ($4::text[] is null or service = any($4)) and state = any($5) order by requested_on desc, matter limit $6`,
);

const STATES = { open: ['open'], closed: ['answered', 'refused'] } as const;

/** Public requests; a matter that is none is as one that does not exist. */
export const readRequests = async (tx: Transaction, query: Query, it: Jurisdiction, lang: Lang): Promise<readonly ListedRequest[]> => {
  const rows = await ('ids' in query
    ? tx.run(BY_IDS, [tx.jurisdiction, query.ids, REQUESTS_MAX])
    : tx.run(BY_DAYS, [
        tx.jurisdiction,
        query.from,
        query.to,
        query.services,
        query.statuses.flatMap((status) => STATES[status]),
        REQUESTS_MAX,
      ]));
  return rows.map((row) => ({ ...row, office: row.office === null ? null : officeName(it, row.office, lang) }));
};
