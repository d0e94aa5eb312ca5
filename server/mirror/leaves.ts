import { toHex } from '../../kernel/canonical/bytes.ts';
import { isWithin, leafName, type LeafNameRange } from '../../kernel/canonical/names.ts';
import { parseEntries } from '../../kernel/log/entries.ts';
import { entryTilesBetween, tilePath } from '../../kernel/log/tiles.ts';
import { hashLeaf } from '../../kernel/log/tree.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { TileStore } from '../../engine/log/tile-store.ts';

const TAG_BYTES = 16;

/** A leaf of the copy. */
export interface FoundLeaf {
  readonly index: number;
  readonly hash: Uint8Array;
}

/** Every leaf of a copy by its name and by its tag, in memory: about 250 bytes a leaf. */
export interface LeafIndex {
  readonly size: () => number;
  /** Takes in what the copy has grown by. */
  readonly grow: (to: number) => void;
  readonly byName: (range: LeafNameRange) => FoundLeaf | undefined;
  readonly byTag: (tag: Uint8Array) => FoundLeaf | undefined;
  readonly at: (index: number) => Uint8Array | undefined;
}

/** Reads the entries of a copy. Throws where one that must be there is missing or damaged. */
export const indexLeaves = (store: TileStore): LeafIndex => {
  const hashes: Uint8Array[] = [];
  const names = new Map<string, number>();
  const tags = new Map<string, number>();
  const found = (index: number | undefined): FoundLeaf | undefined => {
    const hash = index === undefined ? undefined : hashes[index];
    return index === undefined || hash === undefined ? undefined : { index, hash };
  };
  return {
    size: () => hashes.length,
    grow: (to) => {
      for (const tile of entryTilesBetween(hashes.length, to)) {
        const entries = parseEntries(store.read(tilePath(tile)) ?? new Uint8Array());
        if (!entries || entries.length < tile.width) throw new Error(`${tilePath(tile)} is missing or damaged`);
        const from = hashes.length - tile.index * 256;
        for (const leaf of entries.slice(from, tile.width)) {
          const hash = hashLeaf(hashing, leaf);
          names.set(leafName(hash), hashes.length);
          tags.set(toHex(leaf.subarray(0, TAG_BYTES)), hashes.length);
          hashes.push(hash);
        }
      }
    },
    byName: (range) => {
      const leaf = found(names.get(leafName(range.lower)));
      return leaf && isWithin(range, leaf.hash) ? leaf : undefined;
    },
    byTag: (tag) => found(tags.get(toHex(tag))),
    at: (index) => hashes[index],
  };
};
