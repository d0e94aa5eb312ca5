import { randomBytes } from 'node:crypto';
import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { concatBytes } from '../../kernel/canonical/bytes.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, type Frontier } from '../../kernel/log/frontier.ts';
import type { JsonObject } from '../../kernel/stream/event.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { appendPublic } from '../place/public-stream.ts';
import { hashing } from '../keys/hashing.ts';

const PAGE = 10_000;
const LEAVES = statement<{ idx: number; hash: Buffer }>(
  'restored_leaves',
  'select idx, hash from log_leaf where jurisdiction = $1 and idx >= $2 order by idx limit $3',
);
const RENAME = statement('rename_log', 'update jurisdiction set origin = $2 where jurisdiction = $1');
const DEQUEUE = statement('dequeue_first_leaf', 'delete from log_queue where jurisdiction = $1 and hash = $2');
const FIRST_LEAF = statement('first_leaf', 'insert into log_leaf (jurisdiction, idx, leaf, hash) values ($1, 0, $2, $3)');
const BEGIN_STATE = statement(
  'begin_log_state',
  'insert into log_state (jurisdiction, size, root, frontier, ticked_at, published, clock_suspect) values ($1, $2, $3, $4, $5, 0, false)',
);
const CLOSE = statement(
  'close_log',
  'insert into closed_log (jurisdiction, epoch, origin, vkey, promise_vkey) values ($1, (select count(*) from closed_log where jurisdiction = $1), $2, $3, $4)',
);

/** A new name for a log. */
export const newOrigin = (jurisdiction: number): string => `${randomBytes(8).toString('hex')}.huiyin/${jurisdiction}`;

/** Writes down that a log is closed; `vkey` and `promiseVkey` hold every key that has signed for it, with spaces between. */
export const closeLog = async (
  tx: Transaction,
  log: { readonly origin: string; readonly vkey: string; readonly promiseVkey: string },
): Promise<void> => void (await tx.run(CLOSE, [tx.jurisdiction, log.origin, log.vkey, log.promiseVkey]));

/** The tree over `start` and the leaves from place 1 on, page by page; `at` is called at each of the sizes asked for. */
export const treeAfterFirst = async (
  tx: Transaction,
  start: Frontier,
  sizes: readonly number[] = [],
  at: (frontier: Frontier) => void = () => undefined,
): Promise<Frontier> => {
  const stops = [...new Set(sizes)].toSorted((a, b) => a - b);
  let frontier = start;
  // Place 0 is kept for the leaf that commits to the old head.
  for (let next = 1; ;) {
    const stop = stops.find((size) => size > frontier.size) ?? Number.MAX_SAFE_INTEGER;
    const rows = await tx.run(LEAVES, [tx.jurisdiction, next, Math.min(PAGE, stop - frontier.size)]);
    const last = rows.at(-1);
    if (!last) return frontier;
    frontier = appendLeaves(
      hashing,
      frontier,
      rows.map((row) => new Uint8Array(row.hash)),
    ).frontier;
    if (frontier.size === stop) at(frontier);
    next = last.idx + 1;
  }
};

/**
 * Begins the new log: leaf 0 is the public event that commits to the head of the old one, whose leaves stand in their order from place 1 on
 * already. There is no row of `log_state` before this.
 */
export const beginEpoch = async (tx: Transaction, origin: string, data: JsonObject, now: Instant): Promise<void> => {
  await tx.run(RENAME, [tx.jurisdiction, origin]);
  const [first] = await appendPublic(tx, [{ type: 'log_reopened', actor: { kind: 'machine' }, data }], now);
  if (!first) throw new Error('one event makes one leaf');
  await tx.run(DEQUEUE, [tx.jurisdiction, first.hash]);
  await tx.run(FIRST_LEAF, [tx.jurisdiction, first.leaf, first.hash]);
  const tree = await treeAfterFirst(tx, appendLeaves(hashing, EMPTY_FRONTIER, [first.hash]).frontier);
  const frontier = Buffer.from(concatBytes(...tree.hashes));
  await tx.run(BEGIN_STATE, [tx.jurisdiction, tree.size, frontierRoot(hashing, tree), frontier, toIso(now)]);
};
