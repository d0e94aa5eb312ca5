import { witnessesOf } from '../../kernel/jurisdiction/peers.ts';
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts';
import { readFrontier } from '../../kernel/log/frontier.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { addSignatures } from '../../kernel/log/witness.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import type { Service } from '../service.ts';
import { readEpoch, readLines } from './cosignatures.ts';
import { newestCheckpoint, placeLeaves, type PlacedLeaves, type PublishedCheckpoint } from './prove.ts';
import { diskReader } from './publish.ts';

const NEWEST_WITNESSED = statement<{ size: number; note: string }>(
  'newest_witnessed_checkpoint',
  'select c.size, c.note from log_checkpoint c where c.jurisdiction = $1 and c.size = (select size from cosignature where jurisdiction = $1 and epoch = $2 and vkey = any($3) group by size having count(*) >= $4 order by size desc limit 1)',
);

const hasTiles = ({ store }: Service, size: number): boolean => {
  try {
    return readFrontier(diskReader(store, size), size).size === size;
  } catch {
    return false; // its partial tiles were lost; those of the newest size were made again
  }
};

/** The newest checkpoint that as many witnesses have signed as the policy file asks for; undefined where it asks for none, or there is none. */
const findWitnessed = async (tx: Transaction, service: Service): Promise<PublishedCheckpoint | undefined> => {
  const { peers, quorum } = await service.jurisdiction();
  if (quorum === 0) return undefined;
  const epoch = await readEpoch(tx);
  const keys = witnessesOf(peers).map(({ key }) => key);
  const row = (await tx.run(NEWEST_WITNESSED, [tx.jurisdiction, epoch, keys, quorum]))[0];
  if (!row || !hasTiles(service, row.size)) return undefined;
  const lines = await readLines(tx, epoch, row.size);
  const note = addSignatures(
    row.note,
    lines.map(({ line }) => line),
  );
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
  return checkpoint && { note, checkpoint };
};

/**
 * Finds leaves in the newest checkpoint, or in the newest one with enough witnesses where that holds all of them as well: so that a proof
 * made between publication and cosignature is not weaker than one made a second later. Undefined before the first checkpoint. `prove`
 * makes their proofs, outside the transaction.
 */
export const placeWitnessed = async (
  tx: Transaction,
  service: Service,
  hashes: readonly Uint8Array[],
): Promise<PlacedLeaves | undefined> => {
  const newest = newestCheckpoint(service.store);
  if (!newest) return undefined;
  const placed = await placeLeaves(tx, newest, hashes);
  const witnessed = await findWitnessed(tx, service);
  const holdsAll = witnessed && [...placed.at.values()].every((index) => index < witnessed.checkpoint.size);
  return witnessed && holdsAll && witnessed.checkpoint.size < newest.checkpoint.size ? { newest: witnessed, at: placed.at } : placed;
};
