import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Unit } from '../domain/period.ts';

/** A statement as its row tells it. */
export interface StatementRow {
  readonly matter: string;
  readonly office: string;
  readonly supervisor: string | null;
  readonly unit: Unit;
  readonly from_day: PlainDate;
  readonly to_day: PlainDate;
  readonly due_on: PlainDate | null;
  readonly signed_on: PlainDate | null;
  readonly versions: number;
  readonly figures: string | null;
}

/** How many stand on the list of an office: five a year. */
const LISTED_MAX = 50;

const COLUMNS = 'matter, office, supervisor, unit, from_day::text, to_day::text, due_on::text, signed_on::text, versions, figures';

const ONE = statement<StatementRow>('statement_row', `select ${COLUMNS} from hazard_statement where jurisdiction = $1 and matter = $2`);
const OF_OFFICE = statement<StatementRow>(
  'statements_of_office',
  `select ${COLUMNS} from hazard_statement where jurisdiction = $1 and office = $2 order by to_day desc, unit desc limit $3`,
);
const BELOW = statement<StatementRow>(
  'statements_below',
  `select ${COLUMNS} from hazard_statement where jurisdiction = $1 and supervisor = $2 and to_day >= $3::date order by to_day desc, unit desc, office`,
);
const SIGNED = statement<StatementRow>(
  'signed_statements',
  `select ${COLUMNS} from hazard_statement where jurisdiction = $1 and figures is not null order by matter`,
);
const THERE = statement<{ office: string; unit: Unit; to_day: PlainDate }>(
  'statements_there',
  'select office, unit, to_day::text from hazard_statement where jurisdiction = $1',
);
const BY_NUMBER = statement<StatementRow>(
  'statements_by_number',
  `select ${COLUMNS} from hazard_statement where jurisdiction = $1 and matter = any($2)`,
);

/** One statement by its number. */
export const statementRow = async (tx: Transaction, number: string): Promise<StatementRow | undefined> =>
  (await tx.run(ONE, [tx.jurisdiction, number]))[0];

/** Those of an office, the newest first. */
export const statementsOf = (tx: Transaction, office: string): Promise<readonly StatementRow[]> =>
  tx.run(OF_OFFICE, [tx.jurisdiction, office, LISTED_MAX]);

/** Those of the offices below, of periods that ended on a day or later. */
export const statementsBelow = (tx: Transaction, office: string, since: PlainDate): Promise<readonly StatementRow[]> =>
  tx.run(BELOW, [tx.jurisdiction, office, since]);

/** Every one that is signed. */
export const signedStatements = (tx: Transaction): Promise<readonly StatementRow[]> => tx.run(SIGNED, [tx.jurisdiction]);

/** Of which offices and periods there are statements. */
export const statementsThere = (tx: Transaction) => tx.run(THERE, [tx.jurisdiction]);

/** Statements by their numbers: no words, so that asking is no read. */
export const statementsByNumber = (tx: Transaction, numbers: readonly string[]): Promise<readonly StatementRow[]> =>
  tx.run(BY_NUMBER, [tx.jurisdiction, numbers]);
