import { byteAt, concatBytes } from '../canonical/bytes.ts';
import { TILE_WIDTH } from './tiles.ts';

const ENTRY_BYTES_MAX = 0xffff;

/** An entry bundle: each leaf behind its length as a big-endian u16 (c2sp.org/tlog-tiles, log entries). */
export const entriesBytes = (leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length < 1 || leaves.length > TILE_WIDTH) throw new Error(`a bundle holds 1 to 256 entries, not ${leaves.length}`);
  return concatBytes(
    ...leaves.flatMap((leaf) => {
      if (leaf.length > ENTRY_BYTES_MAX) throw new Error(`an entry of ${leaf.length} bytes has no u16 length`);
      return [Uint8Array.of(leaf.length >> 8, leaf.length & 255), leaf];
    }),
  );
};

/** Reads an entry bundle; undefined when a length runs over the end or there are none or more than 256 entries. */
export const parseEntries = (bytes: Uint8Array): readonly Uint8Array[] | undefined => {
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) return undefined;
    const end = at + 2 + byteAt(bytes, at) * 256 + byteAt(bytes, at + 1);
    if (end > bytes.length) return undefined;
    leaves.push(bytes.slice(at + 2, end));
    at = end;
  }
  return leaves.length >= 1 && leaves.length <= TILE_WIDTH ? leaves : undefined;
};
