import { describe, expect, it } from 'vitest';
import { parseUtf8, utf8Decode, utf8Encode } from './utf8.ts';

describe('UTF-8 at the edges of its lengths', () => {
  it.each([0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x1_0000, 0x10_ffff])(
    'U+%s is written as every runtime does, and read back',
    (code) => {
      const text = String.fromCodePoint(code);
      expect([...utf8Encode(text)]).toEqual([...Buffer.from(text)]);
      expect(parseUtf8(utf8Encode(text))).toBe(text);
    },
  );

  it.each(['c180', 'c0bf', 'e09fbf', 'f08fbfbf', 'eda080', 'edbfbf', 'f4908080', 'f5808080', 'c2', 'e4ba', 'c27f', '80'])(
    '%s is no text',
    (hex) => {
      expect(parseUtf8(Uint8Array.from(Buffer.from(hex, 'hex')))).toBeUndefined();
      expect(() => utf8Decode(Uint8Array.from(Buffer.from(hex, 'hex')))).toThrow('ill-formed UTF-8');
    },
  );

  it('reads a text of many pieces, and none of a lone surrogate', () => {
    for (const length of [4095, 4096, 4097, 300_000]) expect(parseUtf8(utf8Encode('井'.repeat(length)))).toBe('井'.repeat(length));
    expect(() => utf8Encode('a\udc00')).toThrow('a lone surrogate has no UTF-8 form');
  });
});
