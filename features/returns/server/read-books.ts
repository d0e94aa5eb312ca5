import { statement, type Transaction } from '../../../engine/store/transaction.ts';

const BOOKS = statement<{ office: string; matter: string }>(
  'return_books_of_month',
  'select office, matter from return_book where jurisdiction = $1 and office = any($2) and month = $3',
);

/** The books of some offices of a month (`YYYY-MM`), by office; offices without one are left out. */
export const booksThere = async (tx: Transaction, offices: readonly string[], month: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await tx.run(BOOKS, [tx.jurisdiction, offices, month])).map(({ office, matter }) => [office, matter] as const));
