import type { Hashing } from '../crypto/ports.ts';
import { emptyRoot, hashNode, type HashReader, type StoredHash } from './tree.ts';

/** What an integrator must keep to append: the hashes of the perfect subtrees of a tree, largest first. */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

/** The tree without leaves. */
export const EMPTY_FRONTIER: Frontier = { size: 0, hashes: [] };

/** Levels of the perfect subtrees of a tree, largest first: the bits set in its size. */
const levelsOf = (size: number): readonly number[] => {
  const levels: number[] = [];
  for (let rest = size, level = 0; rest > 0; rest = Math.floor(rest / 2), level += 1) {
    if (rest % 2 === 1) levels.unshift(level);
  }
  return levels;
};

/** Reads a frontier back from stored hashes, as after a restart. */
export const readFrontier = (read: HashReader, size: number): Frontier => {
  let start = 0;
  const hashes = levelsOf(size).map((level) => {
    const hash = read(level, start / 2 ** level);
    start += 2 ** level;
    return hash;
  });
  return { size, hashes };
};

/** Appends leaf hashes. `stored` holds every perfect subtree that is new, leaves included, in the order they complete. */
export const appendLeaves = (
  hashing: Hashing,
  frontier: Frontier,
  leafHashes: readonly Uint8Array[],
): { readonly frontier: Frontier; readonly stored: readonly StoredHash[] } => {
  const hashes = [...frontier.hashes];
  const stored: StoredHash[] = [];
  let size = frontier.size;
  for (const leafHash of leafHashes) {
    let [level, index, hash] = [0, size, leafHash];
    stored.push({ level, index, hash });
    while (index % 2 === 1) {
      const left = hashes.pop();
      if (left === undefined) throw new Error('a frontier holds one hash for each bit of its size');
      [level, index, hash] = [level + 1, (index - 1) / 2, hashNode(hashing, left, hash)];
      stored.push({ level, index, hash });
    }
    hashes.push(hash);
    size += 1;
  }
  return { frontier: { size, hashes }, stored };
};

/** The root of the tree a frontier stands for. */
export const frontierRoot = (hashing: Hashing, frontier: Frontier): Uint8Array =>
  frontier.hashes.length === 0 ? emptyRoot(hashing) : frontier.hashes.reduceRight((right, left) => hashNode(hashing, left, right));

/** Reads new hashes first and falls back to older ones: what an integrator needs between append and write. */
export const storedReader = (stored: readonly StoredHash[], older?: HashReader): HashReader => {
  const known = new Map(stored.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  return (level, index) => {
    const hash = known.get(`${level}/${index}`) ?? older?.(level, index);
    if (hash === undefined) throw new Error(`no hash stored at level ${level}, index ${index}`);
    return hash;
  };
};
