import type { Instant } from '../../kernel/calendar/instant.ts';
import { bytesEqual, concatBytes, toHex } from '../../kernel/canonical/bytes.ts';
import { ORPHANS_LISTED_MAX, type Orphan } from '../../kernel/jurisdiction/orphans.ts';
import { parseEntries } from '../../kernel/log/entries.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, type Frontier } from '../../kernel/log/frontier.ts';
import { padLeaf } from '../../kernel/leaf/leaf.ts';
import type { SignedHead } from '../../kernel/log/standing.ts';
import { entryTilesBetween, TILE_WIDTH, tilePath } from '../../kernel/log/tiles.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { fetchHead } from '../../verifier/check/against.ts';
import { fetchEntries, inBatches, TileMissing, type TileSource } from '../../verifier/check/tile-source.ts';
import { insertRows } from '../store/insert.ts';
import { withOwner } from '../store/owner.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import type { Installation } from '../installation.ts';
import { appendPublic } from '../place/public-stream.ts';
import { hashing } from '../keys/hashing.ts';
import type { Service } from '../service.ts';
import { readEpoch } from './cosignatures.ts';
import { evidenceOf, fullStanding, keepEvidence, keepOutside, recordStanding } from './standing.ts';

const LOCK = statement<{ size: number }>('lock_log_to_rebuild', 'select size from log_state where jurisdiction = $1 for update');
const BEGIN = statement(
  'begin_rebuilt_state',
  "insert into log_state (jurisdiction, size, root, frontier, ticked_at, published, clock_suspect) values ($1, 0, $2, '', $3, 0, false) on conflict do nothing",
);
const LEAVES = statement<{ idx: number; hash: Buffer }>(
  'leaves_to_rebuild_on',
  'select idx, hash from log_leaf where jurisdiction = $1 and idx >= $2 and idx < $3 order by idx',
);
const TAKE = statement<{ hash: Buffer }>(
  'take_known_from_queue',
  'delete from log_queue where jurisdiction = $1 and hash = any($2) returning hash',
);
const GROW = statement(
  'rebuild_log_state',
  "update log_state set size = $2, root = $3, frontier = $4, standing = 'OK' where jurisdiction = $1",
);
const PAGE = 10_000;

/** Why a log is not rebuilt. Nothing was changed then. */
export type RebuildFault =
  /** What is stored contradicts what was signed. */
  | 'log_fork'
  /** The files do not reach the signed head, or their hashes do not give its root. */
  | 'tiles_not_whole'
  /** The other address shows no head that this log has signed. */
  | 'head_not_ours'
  /** A tick or another command was faster. */
  | 'log_moved';

/** What a rebuild came to. `whole`: nothing was missing. */
export type Rebuilt =
  | { readonly kind: 'whole'; readonly size: number }
  | { readonly kind: 'rebuilt'; readonly from: number; readonly to: number; readonly known: number; readonly orphans: readonly Orphan[] }
  | { readonly kind: 'refused'; readonly fault: RebuildFault };

/** The public files of this machine. */
export const ownFiles = ({ store }: Service): TileSource => ({ fetchBytes: async (path) => store.read(path) ?? null, prefix: '' });

const fetchLeaves = async (source: TileSource, from: number, to: number): Promise<readonly Uint8Array[] | undefined> => {
  try {
    const bundles = await inBatches(entryTilesBetween(from, to), async (tile) => {
      const entries = parseEntries(await fetchEntries(source, tile));
      if (!entries || entries.length < tile.width) throw new TileMissing(tilePath(tile));
      return entries.slice(0, tile.width);
    });
    return bundles.flat().slice(from - Math.floor(from / TILE_WIDTH) * TILE_WIDTH);
  } catch (error) {
    if (error instanceof TileMissing) return undefined;
    throw error;
  }
};

const grow = (frontier: Frontier, leaves: readonly Uint8Array[]): Frontier =>
  appendLeaves(
    hashing,
    frontier,
    leaves.map((leaf) => hashLeaf(hashing, leaf)),
  ).frontier;

const frontierIn = async (tx: Transaction, size: number): Promise<Frontier | undefined> => {
  let frontier = EMPTY_FRONTIER;
  while (frontier.size < size) {
    const rows = await tx.run(LEAVES, [tx.jurisdiction, frontier.size, Math.min(size, frontier.size + PAGE)]);
    if (rows.length === 0) return undefined;
    frontier = appendLeaves(
      hashing,
      frontier,
      rows.map((row) => new Uint8Array(row.hash)),
    ).frontier;
  }
  return frontier;
};

/** The leaves that are neither pads nor known: what they stood for is in no row. */
const orphansAmong = async (
  tx: Transaction,
  leaves: readonly { readonly hash: Uint8Array; readonly leaf: Uint8Array }[],
  from: number,
  padKey: Uint8Array,
): Promise<{ readonly known: number; readonly orphans: readonly Orphan[] }> => {
  const epochs = await readEpoch(tx);
  const taken = await tx.run(TAKE, [tx.jurisdiction, leaves.map(({ hash }) => Buffer.from(hash))]);
  const known = new Set(taken.map((row) => row.hash.toString('hex')));
  const orphans = leaves.flatMap(({ hash, leaf }, i): readonly Orphan[] => {
    const places = Array.from({ length: Math.min(epochs, from + i) + 1 }, (_, epoch) => from + i - epoch);
    const isPad = places.some((place) => bytesEqual(padLeaf(hashing, padKey, place), leaf));
    return isPad || known.has(toHex(hash)) ? [] : [{ index: from + i, hash: toHex(hash) }];
  });
  return { known: known.size, orphans };
};

const tell = async (
  tx: Transaction,
  {
    from,
    to,
    root,
    orphans,
  }: { readonly from: number; readonly to: number; readonly root: Uint8Array; readonly orphans: readonly Orphan[] },
  now: Instant,
): Promise<void> => {
  const lists = Array.from({ length: Math.max(1, Math.ceil(orphans.length / ORPHANS_LISTED_MAX)) }, (_, i) =>
    orphans.slice(i * ORPHANS_LISTED_MAX, (i + 1) * ORPHANS_LISTED_MAX),
  );
  const events = lists.map((list) => ({
    type: 'log_rebuilt' as const,
    actor: { kind: 'machine' as const },
    data: { from, to, root: toHex(root), lost: orphans.length, orphans: list.map(({ index, hash }) => ({ index, hash })) },
  }));
  await appendPublic(tx, events, now);
};

const write = async (
  tx: Transaction,
  service: Service,
  from: number,
  head: SignedHead,
  fetched: readonly Uint8Array[],
  now: Instant,
): Promise<Rebuilt | 'contradicts'> => {
  await tx.run(BEGIN, [tx.jurisdiction, hashing.sha256(), new Date(now).toISOString()]);
  const size = (await tx.run(LOCK, [tx.jurisdiction]))[0]?.size;
  const before = size === from ? await frontierIn(tx, from) : undefined;
  if (!before) return { kind: 'refused', fault: 'log_moved' };
  const tree = grow(before, fetched);
  if (tree.size !== head.size || !bytesEqual(frontierRoot(hashing, tree), head.root)) return 'contradicts';
  const leaves = fetched.map((leaf) => ({ leaf, hash: hashLeaf(hashing, leaf) }));
  const { known, orphans } = await orphansAmong(tx, leaves, from, service.logKeys.pad);
  await insertRows(
    tx,
    'log_leaf',
    ['jurisdiction', 'idx', 'leaf', 'hash'],
    leaves.map(({ leaf, hash }, i) => [tx.jurisdiction, from + i, leaf, hash]),
  );
  await tx.run(GROW, [tx.jurisdiction, tree.size, head.root, Buffer.from(concatBytes(...tree.hashes))]);
  await tell(tx, { from, to: head.size, root: head.root, orphans }, now);
  return { kind: 'rebuilt', from, to: head.size, known, orphans };
};

/** A contradiction of the files alone, or of the database with what was signed? The files of the whole log tell. */
const explain = async (service: Service, source: TileSource, head: SignedHead): Promise<RebuildFault> => {
  const all = await fetchLeaves(source, 0, head.size);
  if (!all || !bytesEqual(frontierRoot(hashing, grow(EMPTY_FRONTIER, all)), head.root)) return 'tiles_not_whole';
  await keepEvidence(
    service.keys,
    service.id,
    `the database does not begin the log that was signed\n${head.size} ${toHex(head.root)}\n${head.note ?? ''}\n`,
  );
  await recordStanding(service, 'FORK');
  return 'log_fork';
};

/**
 * Brings a log that is behind to the largest head that it has signed, from public files: its own ones, or those of a mirror (`elsewhere`).
 * Every hash is computed before anything is written, in one transaction with the public event that lists the orphans. The next tick
 * publishes the same head again and goes on from there.
 */
export const rebuildLog = async (
  it: Pick<Installation, 'reach'>,
  service: Service,
  elsewhere: TileSource['fetchBytes'] | null,
  now: Instant,
): Promise<Rebuilt> => {
  const shown = elsewhere && (await fetchHead(elsewhere));
  const note = shown?.message ?? undefined;
  if (elsewhere && (note === undefined || !(await keepOutside(service, note)))) return { kind: 'refused', fault: 'head_not_ours' };
  const { standing, held } = await fullStanding(service);
  if (standing.state === 'OK') return { kind: 'whole', size: held.size };
  if (standing.state === 'FORK') {
    await keepEvidence(service.keys, service.id, evidenceOf(standing));
    await recordStanding(service, 'FORK');
    return { kind: 'refused', fault: 'log_fork' };
  }
  const source = elsewhere && shown ? { fetchBytes: elsewhere, prefix: shown.prefix } : ownFiles(service);
  const fetched = await fetchLeaves(source, held.size, standing.head.size);
  if (!fetched) return { kind: 'refused', fault: 'tiles_not_whole' };
  const done = await withOwner(
    it.reach,
    service.id,
    (tx) => write(tx, service, held.size, standing.head, fetched, now),
    (written) => written !== 'contradicts' && written.kind === 'rebuilt',
  );
  return done === 'contradicts' ? { kind: 'refused', fault: await explain(service, source, standing.head) } : done;
};
