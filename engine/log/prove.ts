import { toBase64 } from '../../kernel/canonical/base64.ts';
import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { parseCheckpoint, type Checkpoint } from '../../kernel/log/checkpoint.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { inclusionProof } from '../../kernel/log/tree.ts';
import { statement, type Transaction } from '../store/transaction.ts';
import { hashing } from '../keys/hashing.ts';
import { proofRound } from '../rounds.ts';
import { diskReader } from './publish.ts';
import type { TileStore } from './tile-store.ts';

const FIND_LEAVES = statement<{ idx: number; hash: Buffer }>(
  'find_leaves',
  'select idx, hash from log_leaf where jurisdiction = $1 and hash = any($2)',
);

/** A checkpoint, with the note that says so. */
export interface PublishedCheckpoint {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** The newest checkpoint on disk, with all signatures that it has. */
export const newestCheckpoint = (store: TileStore): PublishedCheckpoint | undefined => {
  const bytes = store.read('checkpoint');
  const note = bytes && parseUtf8(bytes);
  const parsed = note === undefined ? undefined : parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  return note !== undefined && checkpoint ? { note, checkpoint } : undefined;
};

export interface Place {
  readonly index: number;
  readonly proof: readonly string[];
}

/** Leaves that are in a checkpoint, by their hashes (hex), and where; their proofs are still to be computed. */
export interface PlacedLeaves {
  readonly newest: PublishedCheckpoint;
  readonly at: ReadonlyMap<string, number>;
}

/** Where some leaves stand in the log; a leaf that the checkpoint does not hold yet is left out. */
export const placeLeaves = async (tx: Transaction, newest: PublishedCheckpoint, hashes: readonly Uint8Array[]): Promise<PlacedLeaves> => {
  const rows = await tx.run(FIND_LEAVES, [tx.jurisdiction, hashes.map((hash) => Buffer.from(hash))]);
  return {
    newest,
    at: new Map(rows.filter((row) => row.idx < newest.checkpoint.size).map((row) => [row.hash.toString('hex'), row.idx])),
  };
};

/**
 * The inclusion proofs of leaves. It takes no transaction, on purpose: a connection would be held for as long as it computes. Between
 * any two of them everything else of this process goes on.
 */
export const prove = async (store: TileStore, { newest, at }: PlacedLeaves): Promise<ReadonlyMap<string, Place>> => {
  const { size } = newest.checkpoint;
  const read = diskReader(store, size);
  const places = new Map<string, Place>();
  for (const [hash, index] of at) {
    await proofRound();
    places.set(hash, { index, proof: inclusionProof(hashing, read, index, size).map(toBase64) });
  }
  return places;
};
