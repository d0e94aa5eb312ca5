/** The bytes of all parts, one after the other. */
export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Whether two byte strings are the same. For public data: takes less time when they differ early. */
export const bytesEqual = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Orders byte strings as unsigned numbers, a prefix before its extension. */
export const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = byteAt(a, at) - byteAt(b, at);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

/** The byte at a place that must exist. */
export const byteAt = (bytes: Uint8Array, at: number): number => {
  const byte = bytes[at];
  if (byte === undefined) throw new Error(`no byte ${at} in ${bytes.length}`);
  return byte;
};

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal. */
export const toHex = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
};

/** Reads what `toHex` writes, lower case only; anything else is undefined. */
export const parseHex = (text: string): Uint8Array | undefined =>
  /^(?:[0-9a-f]{2})*$/.test(text)
    ? Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16))
    : undefined;

/** As `parseHex`, for text that must be hexadecimal; throws on anything else. */
export const fromHex = (text: string): Uint8Array => {
  const bytes = parseHex(text);
  if (bytes === undefined) throw new Error('not lower-case hexadecimal');
  return bytes;
};

/** Characters of 32 bytes in hexadecimal. */
export const HASH32_HEX_LENGTH = 64;

/** Whether the text is 32 bytes in lower-case hexadecimal, as hashes and blob ids are written. */
export const isHash32Hex = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** An unsigned 32-bit number, most significant byte first. */
export const u32be = (value: number): Uint8Array => {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) throw new Error(`not a u32: ${value}`);
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
};

/** An unsigned 64-bit number, most significant byte first; only numbers that JavaScript holds exactly. */
export const u64be = (value: number): Uint8Array => {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a u64 held exactly: ${value}`);
  return concatBytes(u32be(Math.floor(value / 0x1_0000_0000)), u32be(value % 0x1_0000_0000));
};

/** Reads eight bytes written by `u64be`; undefined above 2^53 - 1. */
export const readU64be = (bytes: Uint8Array): number | undefined => {
  if (bytes.length !== 8) throw new Error(`a u64 has 8 bytes, not ${bytes.length}`);
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(value) ? value : undefined;
};
