import { foldTyped } from './bounded-text.ts';
import { byteAt } from './bytes.ts';

/** Crockford's Base32: no I, L, O (confused with 1 and 0) and no U. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const VALUES = new Map(Array.from(CROCKFORD).map((character, value) => [character, value]));

/** The long-vowel marks that Asian keyboards offer for a hyphen: letters by their class, and no part of a code. */
const NOT_LETTERS = /[^\p{L}\p{N}]|[\u30fc\uff70]/gu;
/** A word in front, as people copy it with the code from a receipt: up to the last colon, or in Chinese characters. */
const LABEL = /^(?:.*:|[\p{Script=Han}\s]+(?=[^\p{Script=Han}\s]))/su;

/**
 * What a person typed, as canonical characters: upper case, ASCII, I and L as 1, O as 0; spaces, hyphens, punctuation and signs that show
 * nothing are gone, and so is a label before it. Empty for what is longer than anybody types.
 */
export const tidied = (text: string): string =>
  foldTyped(text).replace(LABEL, '').replace(NOT_LETTERS, '').toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0');

/** The value (0 to 31) of each canonical character; undefined when one is not in the alphabet. */
export const crockfordValues = (canonical: string): readonly number[] | undefined => {
  const values: number[] = [];
  for (const character of canonical) {
    const value = VALUES.get(character);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
};

/** The first `bits` bits of the bytes in Base32, the last character filled with zero bits. */
export const encodeCrockfordBits = (bytes: Uint8Array, bits: number): string => {
  if (bits > bytes.length * 8) throw new Error(`${bytes.length} bytes do not hold ${bits} bits`);
  let text = '';
  for (let at = 0; at < bits; at += 5) {
    const first = at >> 3;
    const pair = (byteAt(bytes, first) << 8) | (bytes[first + 1] ?? 0);
    const unused = Math.max(0, at + 5 - bits);
    text += CROCKFORD.charAt((pair >>> (11 - (at & 7))) & 31 & (31 << unused));
  }
  return text;
};

/** The bytes in Crockford's Base32, without padding. */
export const encodeCrockford = (bytes: Uint8Array): string => encodeCrockfordBits(bytes, bytes.length * 8);

/** Reads Base32 into whole bytes, as `encodeCrockford` writes it; undefined on other characters, lengths or excess bits that are not zero. */
export const decodeCrockford = (canonical: string): Uint8Array | undefined => {
  const values = crockfordValues(canonical);
  if (values === undefined) return undefined;
  const bytes = new Uint8Array(Math.floor((values.length * 5) / 8));
  if (Math.ceil((bytes.length * 8) / 5) !== values.length) return undefined;
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const value of values) {
    bits = ((bits << 5) | value) & 0xfff;
    held += 5;
    if (held >= 8) {
      held -= 8;
      bytes[at] = (bits >>> held) & 255;
      at += 1;
    }
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
};
