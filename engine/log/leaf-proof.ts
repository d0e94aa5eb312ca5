import { parseEntries } from '../../kernel/log/entries.ts';
import { TILE_WIDTH, tilePath } from '../../kernel/log/tiles.ts';
import { tlogProofText } from '../../kernel/log/tlog-proof.ts';
import { inclusionProof } from '../../kernel/log/tree.ts';
import { hashing } from '../keys/hashing.ts';
import type { PublishedCheckpoint } from './prove.ts';
import { diskReader } from './publish.ts';
import type { TileStore } from './tile-store.ts';

/**
 * The proof of one entry in a checkpoint, as a file of c2sp.org/tlog-proof with the entry itself as its extra data: whoever has it can
 * check it for ever, on any computer. Undefined where the checkpoint does not reach that far.
 */
export const leafProof = (store: TileStore, { note, checkpoint }: PublishedCheckpoint, index: number): string | undefined => {
  const { size } = checkpoint;
  if (index >= size) return undefined;
  const tile = Math.floor(index / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, size - tile * TILE_WIDTH);
  const entry = parseEntries(store.read(tilePath({ level: 'entries', index: tile, width })) ?? new Uint8Array())?.[index % TILE_WIDTH];
  if (!entry) return undefined;
  return tlogProofText({ index, hashes: inclusionProof(hashing, diskReader(store, size), index, size), checkpoint: note, extra: entry });
};
