import { bytesEqual, concatBytes, toHex } from '../../kernel/canonical/bytes.ts';
import { logKeysOf } from '../../kernel/jurisdiction/log-keys.ts';
import { parsePublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import { parseCheckpoint } from '../../kernel/log/checkpoint.ts';
import { entriesBytes } from '../../kernel/log/entries.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, storedReader, type Frontier } from '../../kernel/log/frontier.ts';
import { padLeaf } from '../../kernel/leaf/leaf.ts';
import { noteVerifier, openNote, parseNote } from '../../kernel/log/note.ts';
import { entryTilesBetween, tileBytes, tilePath, tilesBetween } from '../../kernel/log/tiles.ts';
import { hashLeaf, type StoredHash } from '../../kernel/log/tree.ts';
import { parseVkey } from '../../kernel/log/vkey.ts';
import { strictVerifying } from '../../kernel/crypto/ed25519-strict.ts';
import { nodeVerifying } from '../../ports/node.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import { readPublicRows } from '../../engine/place/public-stream.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import { findLogState } from '../../engine/log/integrate.ts';
import type { KnownHead } from '../../engine/log/known-head.ts';
import { everyLogKey } from '../../engine/log/standing.ts';
import type { Service } from '../../engine/service.ts';
import { checkClosed, readClosed } from './check-closed.ts';
import type { Finding } from './finding.ts';

interface LeafRow {
  readonly idx: number;
  readonly leaf: Buffer;
  readonly hash: Buffer;
}

const PAGE = 10_000;
const LEAVES = statement<LeafRow>(
  'reconcile_leaves',
  'select idx, leaf, hash from log_leaf where jurisdiction = $1 and idx >= $2 order by idx limit $3',
);
const QUEUE = statement<LeafRow & { include_by: number }>(
  'reconcile_queue',
  'select leaf, hash, include_by from log_queue where jurisdiction = $1',
);
const CHECKPOINTS = statement<{ size: number; root: Buffer; note: string }>(
  'reconcile_checkpoints',
  'select size, root, note from log_checkpoint where jurisdiction = $1 order by size',
);

/** What pads are made from, and how many logs restores have closed before this one. */
interface Pads {
  readonly key: Uint8Array;
  readonly epochs: number;
}

interface Walk {
  frontier: Frontier;
  readonly findings: Finding[];
  readonly seen: Set<string>;
  readonly roots: Map<number, Uint8Array>;
  readonly stored: StoredHash[];
  readonly leaves: Uint8Array[];
}

const checkLeaf = (row: LeafRow, index: number, known: ReadonlyMap<string, string>, pads: Pads, walk: Walk): void => {
  const where = `log_leaf ${row.idx}`;
  const hash = hashLeaf(hashing, row.leaf);
  if (row.idx !== index) walk.findings.push({ code: 'leaf_gap', where, what: 'idx' });
  if (!bytesEqual(hash, row.hash)) walk.findings.push({ code: 'leaf_hash', where, what: 'hash' });
  // A restore moved every leaf there was one place to the right.
  const isPad = Array.from({ length: Math.min(pads.epochs, index) + 1 }, (_, epochs) => index - epochs).some((place) =>
    bytesEqual(padLeaf(hashing, pads.key, place), row.leaf),
  );
  if (!isPad && !known.has(toHex(hash))) walk.findings.push({ code: 'leaf_unknown', where, what: 'leaf' });
  walk.seen.add(toHex(hash));
};

const walkLeaves = async (tx: Transaction, sizes: ReadonlySet<number>, known: ReadonlyMap<string, string>, pads: Pads): Promise<Walk> => {
  const walk: Walk = { frontier: EMPTY_FRONTIER, findings: [], seen: new Set(), roots: new Map(), stored: [], leaves: [] };
  for (let from = 0; ;) {
    const rows = await tx.run(LEAVES, [tx.jurisdiction, from, PAGE]);
    for (const row of rows) {
      checkLeaf(row, walk.frontier.size, known, pads, walk);
      const next = appendLeaves(hashing, walk.frontier, [hashLeaf(hashing, row.leaf)]);
      walk.frontier = next.frontier;
      walk.stored.push(...next.stored);
      walk.leaves.push(new Uint8Array(row.leaf));
      if (sizes.has(walk.frontier.size)) walk.roots.set(walk.frontier.size, frontierRoot(hashing, walk.frontier));
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return walk;
    from = last.idx + 1;
  }
};

const checkCheckpoints = (
  keys: readonly string[],
  origin: string,
  rows: readonly { size: number; root: Buffer; note: string }[],
  roots: ReadonlyMap<number, Uint8Array>,
): readonly Finding[] => {
  const verifiers = keys.flatMap((vkey) => parseVkey(hashing, vkey) ?? []).map((key) => noteVerifier(key, strictVerifying(nodeVerifying)));
  return rows.flatMap((row): readonly Finding[] => {
    const where = `log_checkpoint ${row.size}`;
    const root = roots.get(row.size);
    const note = parseNote(row.note);
    const body = note && parseCheckpoint(note.text);
    const signed = note !== undefined && openNote(note, verifiers).ok;
    const right =
      root !== undefined && bytesEqual(root, row.root) && body?.size === row.size && body.origin === origin && bytesEqual(body.root, root);
    return right && signed ? [] : [{ code: 'checkpoint', where, what: signed ? 'root' : 'note' }];
  });
};

const checkTiles = (service: Service, walk: Walk, published: number): readonly Finding[] => {
  if (published > walk.frontier.size) return [];
  const read = storedReader(walk.stored);
  const tiles = tilesBetween(0, published).map((tile) => [tilePath(tile), () => tileBytes(read, tile)] as const);
  const entries = entryTilesBetween(0, published).map(
    (tile) => [tilePath(tile), () => entriesBytes(walk.leaves.slice(tile.index * 256, tile.index * 256 + tile.width))] as const,
  );
  return [...tiles, ...entries].flatMap(([path, expected]): readonly Finding[] => {
    const bytes = service.store.read(path);
    return bytes && bytesEqual(bytes, expected()) ? [] : [{ code: 'tile', where: path, what: bytes ? 'bytes' : 'file is missing' }];
  });
};

/** Recomputes the tree from its leaves and compares it with the state, the checkpoints, the files on disk and the newest signed head. */
export const checkLog = async (
  tx: Transaction,
  service: Service,
  known: ReadonlyMap<string, string>,
  head: KnownHead | undefined,
): Promise<{ readonly leaves: number; readonly findings: readonly Finding[] }> => {
  const { origin } = await service.jurisdiction();
  // From this snapshot; what was damaged in it is named where the stream is checked.
  const logKeys = logKeysOf((await readPublicRows(tx)).flatMap(({ payload }) => parsePublicEvent(payload) ?? []));
  const state = await findLogState(tx);
  const checkpoints = await tx.run(CHECKPOINTS, [tx.jurisdiction]);
  const closed = await readClosed(tx);
  const pads = { key: service.logKeys.pad, epochs: closed.length };
  const sizes = [...checkpoints.map((row) => row.size), state?.size ?? 0, ...(head ? [head.size] : [])];
  const walk = await walkLeaves(tx, new Set(sizes), known, pads);
  const findings = [
    ...walk.findings,
    ...checkCheckpoints(everyLogKey(service, logKeys), origin, checkpoints, walk.roots),
    ...checkClosed(closed, walk.leaves),
  ];
  const queue = await tx.run(QUEUE, [tx.jurisdiction]);
  for (const row of queue) {
    const hash = toHex(hashLeaf(hashing, row.leaf));
    const where = `log_queue ${hash.slice(0, 16)}`;
    if (!known.has(hash) || toHex(row.hash) !== hash) findings.push({ code: 'queue_unknown', where, what: 'leaf' });
    if (row.include_by < service.clock()) findings.push({ code: 'queue_overdue', where, what: 'include_by' });
    walk.seen.add(hash);
  }
  for (const [hash, where] of known) if (!walk.seen.has(hash)) findings.push({ code: 'event_not_in_log', where, what: 'leaf' });
  const root = frontierRoot(hashing, walk.frontier);
  if (walk.frontier.size !== (state?.size ?? 0)) findings.push({ code: 'log_size', where: 'log_state', what: 'size' });
  if (state && !bytesEqual(root, state.root)) findings.push({ code: 'log_root', where: 'log_state', what: 'root' });
  if (state && !bytesEqual(new Uint8Array(state.frontier), concatBytes(...walk.frontier.hashes)))
    findings.push({ code: 'log_root', where: 'log_state', what: 'frontier' });
  if (state && checkpoints.at(-1)?.size !== (state.published === 0 ? undefined : state.published))
    findings.push({ code: 'log_size', where: 'log_state', what: 'published' });
  if (state && state.standing !== 'OK') findings.push({ code: 'log_standing', where: 'log_state', what: state.standing });
  if (head && head.size > walk.frontier.size) findings.push({ code: 'head', where: 'heads file', what: 'size' });
  if (head && walk.roots.has(head.size) && toHex(walk.roots.get(head.size) ?? root) !== head.root)
    findings.push({ code: 'head', where: 'heads file', what: 'root' });
  return { leaves: walk.frontier.size, findings: [...findings, ...checkTiles(service, walk, state?.published ?? 0)] };
};
