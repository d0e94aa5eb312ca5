import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';

/** A circular as its row tells it. */
export interface CircularRow {
  readonly circular: string;
  readonly office: string;
  readonly title: string;
  readonly paper: string;
  readonly issued_on: PlainDate;
  readonly receipt_by: PlainDate;
  readonly carry_by: PlainDate | null;
  readonly replaces: string | null;
  readonly offices: number;
  readonly received: number;
  /** Offices that have said what they carried out, or that nothing was to be done. */
  readonly answered: number;
  readonly taken_back: boolean;
  readonly ended_on: PlainDate | null;
}

/** One that was sent to an office, with what that office has said. */
export interface SentRow extends CircularRow {
  readonly received_on: PlainDate | null;
  readonly carried_on: PlainDate | null;
}

/** How many stand on a page of a list. */
export const CIRCULARS_A_PAGE = 20;

const COLUMNS = `c.matter as circular, c.office, c.title, c.paper, c.issued_on, c.receipt_by, c.carry_by, c.replaces, c.offices, c.received,
    c.answered, c.taken_back, c.ended_on`;
const SENT = `select ${COLUMNS}, o.received_on, o.carried_on from circular_office o
    join circular c on c.jurisdiction = o.jurisdiction and c.matter = o.matter where o.jurisdiction = $1 and o.office = $2`;
const OPEN = 'not o.ended and (o.received_on is null or (o.carry_by is not null and o.carried_on is null))';

const OWED = statement<SentRow>(
  'circulars_owed',
  `${SENT} and ${OPEN} order by case when o.received_on is null then o.receipt_by else o.carry_by end, o.matter limit $3 offset $4`,
);
const ANSWERED = statement<SentRow>(
  'circulars_answered',
  `${SENT} and not (${OPEN}) order by o.receipt_by desc, o.matter limit $3 offset $4`,
);
const ISSUED = statement<CircularRow>(
  'circulars_issued',
  `select ${COLUMNS} from circular c where c.jurisdiction = $1 and c.office = $2 order by c.issued_on desc, c.matter limit $3 offset $4`,
);
const ONE_ISSUED = statement<CircularRow>(
  'circular_issued_by',
  `select ${COLUMNS} from circular c where c.jurisdiction = $1 and c.office = $2 and c.matter = $3`,
);
const INSTEAD = statement<{ readonly circular: string }>(
  'circular_instead',
  `select c.matter as circular from circular c where c.jurisdiction = $1 and c.replaces = $2 and (c.office = $3
      or exists (select from circular_office o where o.jurisdiction = $1 and o.matter = c.matter and o.office = $3)) order by c.issued_on, c.matter`,
);
const NAMES = statement<{ readonly circular: string; readonly title: string }>(
  'circular_names',
  'select matter as circular, title from circular where jurisdiction = $1 and matter = any($2)',
);

/** A page of a list, from 1, with one more row than it shows where there is a next one. */
type Paged<Row> = (tx: Transaction, office: string, page: number) => Promise<readonly Row[]>;

const paged =
  <Row extends object>(said: ReturnType<typeof statement<Row>>): Paged<Row> =>
  (tx, office, page) =>
    tx.run(said, [tx.jurisdiction, office, CIRCULARS_A_PAGE + 1, (page - 1) * CIRCULARS_A_PAGE]);

/** Of what an office was sent: what it still owes, the nearest day first; the rest, the newest first. */
export const circularsOwed = paged(OWED);
export const circularsAnswered = paged(ANSWERED);
/** What an office has issued, the newest first. */
export const circularsIssued = paged(ISSUED);

/** One that an office has issued; undefined where there is none of that number. */
export const findIssued = async (tx: Transaction, office: string, number: string): Promise<CircularRow | undefined> =>
  (await tx.run(ONE_ISSUED, [tx.jurisdiction, office, number]))[0];

/** The circulars that were issued instead of one, as far as an office may open them. */
export const issuedInstead = async (tx: Transaction, number: string, office: string): Promise<readonly string[]> =>
  (await tx.run(INSTEAD, [tx.jurisdiction, number, office])).map(({ circular }) => circular);

/** What circulars are called. Asking for it is no read: a title is no word of anybody. */
export const circularNames = async (tx: Transaction, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map((await tx.run(NAMES, [tx.jurisdiction, numbers])).map(({ circular, title }) => [circular, title]));
