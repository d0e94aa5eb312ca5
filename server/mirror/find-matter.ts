import type { Level } from '../../kernel/stream/event.ts';
import { leafTag, viewKey } from '../../kernel/leaf/leaf.ts';
import { accessViewKey } from '../../kernel/leaf/access-digest.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { FoundLeaf, LeafIndex } from './leaves.ts';

/** Far above the steps of any matter; a log key that was replaced finds an early part of them, a newer one the rest. */
const STEPS_MAX = 1000;

/** A leaf of a matter: which stream it is of and its number there; `looks` are the days on which it was opened. */
export interface MatterLeaf extends FoundLeaf {
  readonly stream: Level | 'looks';
  readonly n: number;
}

/** Every leaf in the copy that a log key finds, in the order of the log. Says nothing of what the steps were: that is not here. */
export const findMatter = (index: LeafIndex, logKey: Uint8Array): readonly MatterLeaf[] => {
  const streams = [
    ...([0, 1, 2] as const).map((level) => [level, viewKey(hashing, logKey, level)] as const),
    ['looks', accessViewKey(hashing, logKey)] as const,
  ];
  return streams
    .flatMap(([stream, key]) =>
      Array.from({ length: STEPS_MAX }, (_, n) => {
        const leaf = index.byTag(leafTag(hashing, key, n));
        return leaf ? { ...leaf, stream, n } : undefined;
      }),
    )
    .filter((leaf) => leaf !== undefined)
    .toSorted((a, b) => a.index - b.index);
};
