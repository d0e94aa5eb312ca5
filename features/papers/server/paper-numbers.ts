import { yearOf, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { fromHex } from '../../../kernel/canonical/bytes.ts';
import { insertRows } from '../../../engine/store/insert.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { PaperNumber } from '../domain/number.ts';

/** The number of a paper and the words it was made with, which it keeps. */
export interface KeptNumber extends PaperNumber {
  readonly texts: string | null;
}

interface Row {
  readonly kind: string;
  readonly office: string;
  readonly year: number;
  readonly seq: number;
  readonly texts: Buffer | null;
}

const FIND = statement<Row>(
  'find_paper_number',
  'select kind, office, year, seq, texts from paper_number where jurisdiction = $1 and stream = $2 and version = $3',
);
const COUNT = statement<{ last: number }>(
  'count_paper',
  'update paper_count set last = last + 1 where jurisdiction = $1 and office = $2 and kind = $3 and year = $4 returning last',
);
// An update of nothing but the lock: who comes second waits here until the first has its number.
const LOCK = 'on conflict (jurisdiction, office, kind, year) do update set last = paper_count.last';

/** The step that a paper is given by. */
export interface NumberedStep {
  readonly stream: string;
  readonly version: number;
  readonly kind: string;
  readonly office: string;
  readonly day: PlainDate;
}

const find = async (tx: Transaction, { stream, version }: NumberedStep): Promise<KeptNumber | undefined> => {
  const [row] = await tx.run(FIND, [tx.jurisdiction, stream, version]);
  return row && { ...row, texts: row.texts?.toString('hex') ?? null };
};

/**
 * The number of a paper: found, or given now by office, kind and year of the step, without a gap. `texts` are the words in force, which a
 * new paper is bound to; an old one keeps its own.
 */
export const givePaperNumber = async (tx: Transaction, step: NumberedStep, texts: string | null): Promise<KeptNumber> => {
  const known = await find(tx, step);
  if (known) return known;
  const { office, kind } = step;
  const year = yearOf(step.day);
  await insertRows(tx, 'paper_count', ['jurisdiction', 'office', 'kind', 'year', 'last'], [[tx.jurisdiction, office, kind, year, 0]], LOCK);
  // Whoever waited for the lock may find that the other made the same paper.
  const made = await find(tx, step);
  if (made) return made;
  const [count] = await tx.run(COUNT, [tx.jurisdiction, office, kind, year]);
  if (!count) throw new Error('the count of a paper is not there');
  const columns = ['jurisdiction', 'stream', 'version', 'kind', 'office', 'year', 'seq', 'texts'];
  const row = [tx.jurisdiction, step.stream, step.version, kind, office, year, count.last, texts === null ? null : fromHex(texts)];
  await insertRows(tx, 'paper_number', columns, [row]);
  return { kind, office, year, seq: count.last, texts };
};
