import type { Pool } from 'pg';
import { instant, toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { concatBytes } from '../../kernel/canonical/bytes.ts';
import { rememberClock } from '../../kernel/log/clock.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, type Frontier } from '../../kernel/log/frontier.ts';
import { padLeaf } from '../../kernel/leaf/leaf.ts';
import type { Standing } from '../../kernel/log/standing.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { insertRows } from '../store/insert.ts';
import { inJurisdiction, readAlone, statement, type Transaction } from '../store/transaction.ts';
import { hashing } from '../keys/hashing.ts';

export interface LogState {
  readonly size: number;
  readonly root: Buffer;
  readonly frontier: Buffer;
  readonly ticked_at: number;
  readonly published: number;
  readonly clock_suspect: boolean;
  readonly jumped_at: number | null;
  readonly standing: Standing['state'];
}

const MOST = 4096; // leaves a transaction; a longer queue goes in several
const PAD_TO = 8; // design 5: every tick, a multiple of 8 and at least 8, so that growth tells nothing

const ENSURE = statement(
  'ensure_log_state',
  "insert into log_state (jurisdiction, size, root, frontier, ticked_at, published, clock_suspect) values ($1, 0, $2, '', $3, 0, false) on conflict do nothing",
);
const READ_STATE = statement<LogState>(
  'read_log_state',
  'select size, root, frontier, ticked_at, published, clock_suspect, jumped_at, standing from log_state where jurisdiction = $1',
);
const NEXT = statement<{ leaf: Buffer; hash: Buffer }>(
  'next_in_queue',
  'select leaf, hash from log_queue where jurisdiction = $1 order by hash limit $2 for update skip locked',
);
const TAKE = statement('take_from_queue', 'delete from log_queue where jurisdiction = $1 and hash = any($2)');
const ADVANCE = statement<{ size: number }>(
  'advance_log',
  'update log_state set size = $3, root = $4, frontier = $5, ticked_at = $6, clock_suspect = $7, jumped_at = $8 where jurisdiction = $1 and size = $2 returning size',
);

const HASH = 32;

/** Reads the state; undefined before the first tick. */
export const findLogState = async (tx: Transaction): Promise<LogState | undefined> => (await tx.run(READ_STATE, [tx.jurisdiction]))[0];

/** The same in one round trip, for what every page and every check of health asks. */
export const readLogState = async (pool: Pool, jurisdiction: number): Promise<LogState | undefined> =>
  (await readAlone(pool, jurisdiction, READ_STATE))[0];

const frontierOf = (state: LogState): Frontier => {
  if (state.size === 0) return EMPTY_FRONTIER;
  const bytes = new Uint8Array(state.frontier);
  return { size: state.size, hashes: Array.from({ length: bytes.length / HASH }, (_, i) => bytes.slice(i * HASH, (i + 1) * HASH)) };
};

interface Leaf {
  readonly leaf: Uint8Array;
  readonly hash: Uint8Array;
}

const padded = (taken: readonly Leaf[], size: number, padKey: Uint8Array): readonly Leaf[] => {
  const wanted = Math.max(PAD_TO, Math.ceil(taken.length / PAD_TO) * PAD_TO);
  const pads = Array.from({ length: wanted - taken.length }, (_, i) => {
    const leaf = padLeaf(hashing, padKey, size + taken.length + i);
    return { leaf, hash: hashLeaf(hashing, leaf) };
  });
  return [...taken, ...pads];
};

/** One transaction: queue rows become numbered leaves. Returns how many real ones; undefined when another integrator was faster. */
const integrateOnce = async (tx: Transaction, padKey: Uint8Array, now: Instant): Promise<number | undefined> => {
  await tx.run(ENSURE, [tx.jurisdiction, hashing.sha256(), toIso(now)]);
  const state = await findLogState(tx);
  if (!state) throw new Error('the log has no state');
  // Order by hash: neither arrival nor matter shows in the log.
  const taken = await tx.run(NEXT, [tx.jurisdiction, MOST]);
  if (taken.length > 0) await tx.run(TAKE, [tx.jurisdiction, taken.map((row) => row.hash)]);
  const leaves = padded(taken, state.size, padKey);
  const { frontier } = appendLeaves(
    hashing,
    frontierOf(state),
    leaves.map((it) => it.hash),
  );
  await insertRows(
    tx,
    'log_leaf',
    ['jurisdiction', 'idx', 'leaf', 'hash'],
    leaves.map((it, i) => [tx.jurisdiction, state.size + i, it.leaf, it.hash]),
  );
  const jumpedAt = state.jumped_at === null ? null : instant(state.jumped_at);
  const clock = rememberClock(state.size === 0 ? undefined : { tickedAt: instant(state.ticked_at), jumpedAt }, now);
  const moved = await tx.run(ADVANCE, [
    tx.jurisdiction,
    state.size,
    frontier.size,
    frontierRoot(hashing, frontier),
    Buffer.from(concatBytes(...frontier.hashes)),
    toIso(clock.tickedAt),
    clock.jumpedAt !== null,
    clock.jumpedAt === null ? null : toIso(clock.jumpedAt),
  ]);
  return moved.length === 1 ? taken.length : undefined;
};

class LostRace extends Error {}

/** Brings everything queued into the log, with pads. Safe to run twice at once: the size is compared and swapped. */
export const integrate = async (pool: Pool, jurisdiction: number, padKey: Uint8Array, now: Instant): Promise<number> => {
  let total = 0;
  for (;;) {
    try {
      const count = await inJurisdiction(pool, jurisdiction, async (tx) => {
        const done = await integrateOnce(tx, padKey, now);
        if (done === undefined) throw new LostRace();
        return done;
      });
      total += count;
      if (count < MOST) return total;
    } catch (error) {
      if (error instanceof LostRace || (error as { code?: string }).code === '23505') return total; // the other one does the work
      throw error;
    }
  }
};
