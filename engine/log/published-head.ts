import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { readEpoch, readLines } from './cosignatures.ts';

const OF_SIZE = statement<{ size: number; root: Buffer; at: number }>(
  'checkpoint_of_size',
  'select size, root, at from log_checkpoint where jurisdiction = $1 and size = $2',
);
const NEWEST = statement<{ size: number; root: Buffer; at: number }>(
  'newest_checkpoint',
  'select size, root, at from log_checkpoint where jurisdiction = $1 order by size desc limit 1',
);

/** A head of the log that was signed, and when; with the keys of the witnesses that have signed it. */
export interface PublishedHead {
  readonly size: number;
  readonly root: Uint8Array;
  readonly at: Instant;
  readonly signedBy: readonly string[];
}

/** The head of one size, or the newest; undefined where the log was never published at that size. */
export const findPublishedHead = async (tx: Transaction, size: number | null): Promise<PublishedHead | undefined> => {
  const [row] = size === null ? await tx.run(NEWEST, [tx.jurisdiction]) : await tx.run(OF_SIZE, [tx.jurisdiction, size]);
  if (!row) return undefined;
  const lines = await readLines(tx, await readEpoch(tx), row.size);
  return { size: row.size, root: new Uint8Array(row.root), at: instant(row.at), signedBy: lines.map(({ vkey }) => vkey) };
};
