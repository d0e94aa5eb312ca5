import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import type { NamedWitness } from '../../kernel/jurisdiction/peers.ts';
import { statement, type Transaction } from '../store/transaction.ts';

const EPOCH = statement<{ epoch: number }>('log_epoch', 'select count(*) as epoch from closed_log where jurisdiction = $1');
const LINES = statement<{ vkey: string; line: string }>(
  'cosignatures_of_size',
  'select vkey, line from cosignature where jurisdiction = $1 and epoch = $2 and size = $3 order by vkey',
);
const NEWEST = statement<{ size: number; at: number }>(
  'newest_cosignature_of_witness',
  'select size, at from cosignature where jurisdiction = $1 and epoch = $2 and vkey = $3 order by size desc limit 1',
);

/** How many logs of this jurisdiction restores have closed; cosignatures say which of them they are about. */
export const readEpoch = async (tx: Transaction): Promise<number> => (await tx.run(EPOCH, [tx.jurisdiction]))[0]?.epoch ?? 0;

/** The signature lines of witnesses under one checkpoint. */
export const readLines = (tx: Transaction, epoch: number, size: number): Promise<{ readonly vkey: string; readonly line: string }[]> =>
  tx.run(LINES, [tx.jurisdiction, epoch, size]);

/** How far a witness has cosigned this log: the newest size and when its signature came; null when it has signed nothing yet. */
export interface WitnessStanding extends NamedWitness {
  readonly newest: { readonly size: number; readonly at: Instant } | null;
}

/** How far each of some witnesses has cosigned the log of now. */
export const readStandings = async (tx: Transaction, witnesses: readonly NamedWitness[]): Promise<readonly WitnessStanding[]> => {
  const epoch = await readEpoch(tx);
  const standings: WitnessStanding[] = [];
  for (const witness of witnesses) {
    const row = (await tx.run(NEWEST, [tx.jurisdiction, epoch, witness.key]))[0];
    standings.push({ ...witness, newest: row ? { size: row.size, at: instant(row.at) } : null });
  }
  return standings;
};
