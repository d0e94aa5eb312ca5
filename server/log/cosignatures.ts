import { statement, type Transaction } from '../db/transaction.ts';

const EPOCH = statement<{ epoch: number }>('log_epoch', 'select count(*) as epoch from closed_log where jurisdiction = $1');
const LINES = statement<{ vkey: string; line: string }>(
  'cosignatures_of_size',
  'select vkey, line from cosignature where jurisdiction = $1 and epoch = $2 and size = $3 order by vkey',
);

/** How many logs of this jurisdiction restores have closed; cosignatures say which of them they are about. */
export const readEpoch = async (tx: Transaction): Promise<number> => (await tx.run(EPOCH, [tx.jurisdiction]))[0]?.epoch ?? 0;

/** The signature lines of witnesses under one checkpoint. */
export const readLines = (tx: Transaction, epoch: number, size: number): Promise<{ readonly vkey: string; readonly line: string }[]> =>
  tx.run(LINES, [tx.jurisdiction, epoch, size]);
