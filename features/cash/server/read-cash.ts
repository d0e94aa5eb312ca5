import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Line, Reason } from '../domain/cash-book.ts';

interface Row extends Omit<Line, 'slip'> {
  readonly slip: Buffer;
  readonly reason: Reason | null;
}

const COLUMNS = 'year, n, day, slip, nth, amount, post, reason';
const OF_SLIP = statement<Row>('cash_lines_of_slip', `select ${COLUMNS} from cash_line where jurisdiction = $1 and slip = $2 order by nth`);
const OF_MONTH = statement<Row>(
  'cash_lines_of_month',
  `select ${COLUMNS} from cash_line where jurisdiction = $1 and day >= ($2 || '-01')::date and day < ($2 || '-01')::date + interval '1 month' order by year, n`,
);
const ONE = statement<Row>('cash_line', `select ${COLUMNS} from cash_line where jurisdiction = $1 and year = $2 and n = $3`);
const MONTHS = statement<{ month: string }>(
  'cash_months',
  "select distinct to_char(day, 'YYYY-MM') as month from cash_line where jurisdiction = $1 order by 1 desc limit 24",
);

const lineOf = (row: Row): Line => ({ ...row, slip: row.slip.toString('hex') });

/** What was written of one slip, oldest first. */
export const linesOfSlip = async (tx: Transaction, slip: Buffer): Promise<readonly Line[]> =>
  (await tx.run(OF_SLIP, [tx.jurisdiction, slip])).map(lineOf);

/** The lines of a month (`YYYY-MM`), in the order of their numbers. */
export const linesOfMonth = async (tx: Transaction, month: string): Promise<readonly Line[]> =>
  (await tx.run(OF_MONTH, [tx.jurisdiction, month])).map(lineOf);

/** One line by its number. */
export const findLine = async (tx: Transaction, year: number, n: number): Promise<Line | undefined> => {
  const [row] = await tx.run(ONE, [tx.jurisdiction, year, n]);
  return row && lineOf(row);
};

/** The months in which something was written, the newest first. */
export const cashMonths = async (tx: Transaction): Promise<readonly string[]> =>
  (await tx.run(MONTHS, [tx.jurisdiction])).map((row) => row.month);

/** The month of a day. */
export const monthOf = (day: PlainDate): string => day.slice(0, 7);
