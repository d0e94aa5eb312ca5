import { byteAt } from './bytes.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(Array.from(ALPHABET).map((character, value) => [character, value]));
const SHAPE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Standard Base64 with padding (RFC 4648, section 4). */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const count = Math.min(3, bytes.length - at);
    const group = (byteAt(bytes, at) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let place = 0; place < 4; place += 1) {
      text += place <= count ? ALPHABET.charAt((group >>> (18 - 6 * place)) & 63) : '=';
    }
  }
  return text;
};

/** Reads what `toBase64` writes and nothing else: no spaces, no missing padding, unused bits zero (RFC 4648, 3.5). */
export const parseBase64 = (text: string): Uint8Array | undefined => {
  if (!SHAPE.test(text)) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text.slice(0, text.length - padding)) {
    bits = ((bits << 6) | (VALUES.get(character) ?? 0)) & 0xffff; // the shape leaves only known characters
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at] = (bits >>> held) & 255;
      at += 1;
    }
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
};

/** As `parseBase64`, for text that must be Base64; throws on anything else. */
export const fromBase64 = (text: string): Uint8Array => {
  const bytes = parseBase64(text);
  if (bytes === undefined) throw new Error('not canonical Base64');
  return bytes;
};
