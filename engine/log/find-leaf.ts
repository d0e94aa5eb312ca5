import type { Instant } from '../../kernel/calendar/instant.ts';
import { toBase64 } from '../../kernel/canonical/base64.ts';
import type { LeafNameRange } from '../../kernel/canonical/names.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { newestCheckpoint, prove } from './prove.ts';
import type { TileStore } from './tile-store.ts';

const IN_LOG = statement<{ idx: number; hash: Buffer }>(
  'find_leaf_in_range',
  'select idx, hash from log_leaf where jurisdiction = $1 and hash between $2 and $3 order by hash limit 1',
);
const IN_QUEUE = statement<{ hash: Buffer; include_by: number }>(
  'find_queued_in_range',
  'select hash, include_by from log_queue where jurisdiction = $1 and hash between $2 and $3 order by hash limit 1',
);
const FIRST_WITH = statement<{ size: number; at: number }>(
  'first_checkpoint_with',
  'select size, at from log_checkpoint where jurisdiction = $1 and size > $2 order by size limit 1',
);
const LAST_WITHOUT = statement<{ size: number; at: number }>(
  'last_checkpoint_without',
  'select size, at from log_checkpoint where jurisdiction = $1 and size <= $2 order by size desc limit 1',
);

/** What the public log knows of a leaf name. */
export type FoundLeaf =
  | { readonly kind: 'none' }
  | { readonly kind: 'promised'; readonly hash: string; readonly includeBy: Instant }
  | {
      readonly kind: 'logged';
      readonly hash: string;
      readonly index: number;
      /** Size and inclusion proof in the newest checkpoint. */
      readonly size: number;
      readonly proof: readonly string[];
      /** The first checkpoint that holds it, and the last one that does not; null where there was none before. */
      readonly until: Instant;
      readonly since: Instant | null;
    };

// timestamptz and bigint are read as whole numbers (engine/store/pools.ts).
const at = (ms: number): Instant => ms as Instant;

/** Looks a leaf up by its name: in the published log, else among what is promised. */
export const findLeaf = async (tx: Transaction, store: TileStore, range: LeafNameRange): Promise<FoundLeaf> => {
  const bounds = [tx.jurisdiction, Buffer.from(range.lower), Buffer.from(range.upper)];
  const logged = (await tx.run(IN_LOG, bounds))[0];
  const newest = newestCheckpoint(store);
  if (logged && newest && logged.idx < newest.checkpoint.size) {
    const hash = logged.hash.toString('hex');
    const place = (await prove(store, { newest, at: new Map([[hash, logged.idx]]) })).get(hash);
    const [first] = await tx.run(FIRST_WITH, [tx.jurisdiction, logged.idx]);
    const [last] = await tx.run(LAST_WITHOUT, [tx.jurisdiction, logged.idx]);
    if (place && first)
      return {
        kind: 'logged',
        hash: toBase64(logged.hash),
        index: logged.idx,
        size: newest.checkpoint.size,
        proof: place.proof,
        until: at(first.at),
        since: last ? at(last.at) : null,
      };
  }
  const queued = (await tx.run(IN_QUEUE, bounds))[0];
  if (queued) return { kind: 'promised', hash: toBase64(queued.hash), includeBy: at(queued.include_by) };
  // Taken out of the queue and numbered, but not in a checkpoint on disk yet.
  return logged ? { kind: 'promised', hash: toBase64(logged.hash), includeBy: at(0) } : { kind: 'none' };
};
