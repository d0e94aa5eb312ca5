import { bytesEqual, compareBytes, parseHex, toHex } from '../../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import type { Hashing } from '../../../kernel/crypto/ports.ts';

/** Bytes of a seed, and of the root of a checkpoint. */
const SEED_BYTES = 32;
const ROOT_BYTES = 32;
/** A commitment to a seed is a hash of nothing else. */
export const COMMITS = 'huiyin/visit-seed/v1\n';

const bytesOf = (hex: string, length: number): Uint8Array | undefined => {
  const bytes = parseHex(hex);
  return bytes?.length === length ? bytes : undefined;
};

/** What is said of a seed before anything is drawn with it: sha256(domain ‖ seed), in hex. Undefined for what is no seed. */
export const commitmentOf = (hashing: Hashing, seed: string): string | undefined => {
  const bytes = bytesOf(seed, SEED_BYTES);
  return bytes && toHex(hashing.sha256(utf8Encode(COMMITS), bytes));
};

/** What a draw is made from: a seed that was committed to, the root of a checkpoint that nobody knew then, and the offices in the drum. */
export interface Drum {
  readonly seed: string;
  readonly root: string;
  readonly offices: readonly string[];
  readonly count: number;
}

/**
 * The offices that are drawn: the first `count` by ascending sha256(seed ‖ root ‖ office). The order of the list says nothing, and neither
 * does an office that stands in it twice. Undefined where seed or root are none.
 */
export const drawOffices = (hashing: Hashing, { seed, root, offices, count }: Drum): readonly string[] | undefined => {
  const [seedBytes, rootBytes] = [bytesOf(seed, SEED_BYTES), bytesOf(root, ROOT_BYTES)];
  if (!seedBytes || !rootBytes) return undefined;
  return [...new Set(offices)]
    .map((office) => ({ office, at: hashing.sha256(seedBytes, rootBytes, utf8Encode(office)) }))
    .toSorted((a, b) => compareBytes(a.at, b.at))
    .slice(0, Math.max(0, count))
    .map(({ office }) => office);
};

/** A draw as it was told afterwards. */
export interface ToldDraw extends Drum {
  readonly commitment: string;
  readonly drawn: readonly string[];
}

/** What is wrong with a draw that was told, for anybody who recomputes it. */
export type DrawFault = 'seed_not_committed' | 'others_drawn';

export const checkDraw = (hashing: Hashing, told: ToldDraw): DrawFault | undefined => {
  if (commitmentOf(hashing, told.seed) !== told.commitment) return 'seed_not_committed';
  const drawn = drawOffices(hashing, told);
  const same = drawn !== undefined && bytesEqual(utf8Encode(drawn.join('\n')), utf8Encode(told.drawn.join('\n')));
  return same ? undefined : 'others_drawn';
};
