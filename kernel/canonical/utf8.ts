import { byteAt } from './bytes.ts';

/** The UTF-8 bytes of a text; throws on a lone surrogate, which UTF-8 cannot hold. */
export const utf8Encode = (text: string): Uint8Array => {
  if (!text.isWellFormed()) throw new Error('a lone surrogate has no UTF-8 form');
  const bytes = new Uint8Array(text.length * 3); // at most 3 bytes a code unit
  let at = 0;
  const put = (byte: number): void => {
    bytes[at] = byte;
    at += 1;
  };
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0; // a character of a string has a code point
    if (code < 0x80) put(code);
    else if (code < 0x800) put(0xc0 | (code >> 6));
    else if (code < 0x1_0000) put(0xe0 | (code >> 12));
    else put(0xf0 | (code >> 18));
    if (code >= 0x1_0000) put(0x80 | ((code >> 12) & 63));
    if (code >= 0x800) put(0x80 | ((code >> 6) & 63));
    if (code >= 0x80) put(0x80 | (code & 63));
  }
  return bytes.slice(0, at);
};

/** Length of a sequence by its first byte, and the smallest code point that needs so many (Unicode table 3-7). */
const sequenceOf = (first: number): readonly [length: number, bits: number, smallest: number] | undefined => {
  if (first < 0x80) return [1, first, 0];
  if (first >= 0xc2 && first < 0xe0) return [2, first & 31, 0x80];
  if (first >= 0xe0 && first < 0xf0) return [3, first & 15, 0x800];
  if (first >= 0xf0 && first < 0xf5) return [4, first & 7, 0x1_0000];
  return undefined;
};

/** Keeps pieces short enough to be joined cheaply. */
const PIECE_UNITS = 4096;

/** The text of UTF-8 bytes; undefined when they are ill-formed: overlong, surrogate, cut short or beyond U+10FFFF. */
export const parseUtf8 = (bytes: Uint8Array): string | undefined => {
  const pieces: string[] = [];
  let units: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const sequence = sequenceOf(byteAt(bytes, at));
    if (sequence === undefined) return undefined;
    const [length, bits, smallest] = sequence;
    let code = bits;
    for (let next = at + 1; next < at + length; next += 1) {
      const byte = bytes[next];
      if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (byte & 63);
    }
    if (code < smallest || code > 0x10_ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
    units.push(code);
    if (units.length === PIECE_UNITS) {
      pieces.push(String.fromCodePoint(...units));
      units = [];
    }
    at += length;
  }
  return pieces.join('') + String.fromCodePoint(...units);
};

/** As `parseUtf8`, for bytes that must be well-formed; throws on anything else. */
export const utf8Decode = (bytes: Uint8Array): string => {
  const text = parseUtf8(bytes);
  if (text === undefined) throw new Error('ill-formed UTF-8');
  return text;
};
