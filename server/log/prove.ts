import { toBase64 } from '../../kernel/canonical/base64.ts';
import { parseUtf8 } from '../../kernel/canonical/utf8.ts';
import { parseCheckpoint, type Checkpoint } from '../../kernel/log/checkpoint.ts';
import { parseNote } from '../../kernel/log/note.ts';
import { inclusionProof } from '../../kernel/log/tree.ts';
import { statement, type Transaction } from '../db/transaction.ts';
import { hashing } from '../keys/hashing.ts';
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

/** Where some leaves stand in the published log, each with its inclusion proof; a leaf not published yet is left out. */
export const proveLeaves = async (
  tx: Transaction,
  store: TileStore,
  checkpoint: Checkpoint,
  hashes: readonly Uint8Array[],
): Promise<ReadonlyMap<string, Place>> => {
  const rows = await tx.run(FIND_LEAVES, [tx.jurisdiction, hashes.map((hash) => Buffer.from(hash))]);
  const read = diskReader(store, checkpoint.size);
  return new Map(
    rows
      .filter((row) => row.idx < checkpoint.size)
      .map(
        (row) =>
          [
            row.hash.toString('hex'),
            { index: row.idx, proof: inclusionProof(hashing, read, row.idx, checkpoint.size).map(toBase64) },
          ] as const,
      ),
  );
};
