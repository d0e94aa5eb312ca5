import { compareBytes } from './bytes.ts';
import { crockfordValues, decodeCrockford, encodeCrockford, encodeCrockfordBits, tidied } from './crockford.ts';

/** Log key: 128 bits in 26 characters, the last two bits zero. */
export const LOG_KEY_BYTES = 16;
/** Leaf name: the first 130 bits of a leaf hash in 26 characters. */
const NAME_BITS = 130;
const NAME_CHARACTERS = 26;
const HASH_BYTES = 32;

/** The 26 characters of a log key. */
export const logKeyText = (logKey: Uint8Array): string => {
  if (logKey.length !== LOG_KEY_BYTES) throw new Error(`a log key has 16 bytes, not ${logKey.length}`);
  return encodeCrockford(logKey);
};

/** Reads a log key as `logKeyText` writes it; undefined when it is none. */
export const readLogKey = (canonical: string): Uint8Array | undefined => {
  const bytes = decodeCrockford(canonical);
  return bytes?.length === LOG_KEY_BYTES ? bytes : undefined;
};

/** Reads a log key as people type it; undefined when it is none. */
export const parseLogKey = (text: string): Uint8Array | undefined => readLogKey(tidied(text));

/** The public name of a leaf: what stands in the receipt's first QR code after `/c/`. */
export const leafName = (leafHash: Uint8Array): string => {
  if (leafHash.length !== HASH_BYTES) throw new Error(`a leaf hash has 32 bytes, not ${leafHash.length}`);
  return encodeCrockfordBits(leafHash, NAME_BITS);
};

/** The smallest and the largest hash that a leaf name can stand for, both included. */
export interface LeafNameRange {
  readonly lower: Uint8Array;
  readonly upper: Uint8Array;
}

/** Reads a leaf name into bounds for a look-up by prefix; undefined when it is none. */
export const parseLeafName = (text: string): LeafNameRange | undefined => {
  const canonical = tidied(text);
  const values = crockfordValues(canonical);
  if (values?.length !== NAME_CHARACTERS) return undefined;
  const filled = (bit: 0 | 1): Uint8Array => {
    const bytes = new Uint8Array(HASH_BYTES);
    for (let at = 0; at < HASH_BYTES * 8; at += 1) {
      const value = values[Math.floor(at / 5)];
      const set = value === undefined ? bit : (value >> (4 - (at % 5))) & 1;
      bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (set << (7 - (at & 7)));
    }
    return bytes;
  };
  return { lower: filled(0), upper: filled(1) };
};

/** Whether a leaf hash lies within the bounds of a name. */
export const isWithin = (range: LeafNameRange, leafHash: Uint8Array): boolean =>
  compareBytes(range.lower, leafHash) <= 0 && compareBytes(leafHash, range.upper) <= 0;
