import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from './bytes.ts';
import { parseUtf8, utf8Decode, utf8Encode } from './utf8.ts';

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

describe('UTF-8', () => {
  it('is what every other implementation writes, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(utf8Encode(text)).toEqual(new TextEncoder().encode(text));
        expect(utf8Decode(utf8Encode(text))).toBe(text);
      }),
    );
  });

  it('reads long texts whole', () => {
    const text = '青川县🏞a'.repeat(5000);
    expect(utf8Decode(utf8Encode(text))).toBe(text);
  });

  it('refuses a lone surrogate', () => expect(() => utf8Encode('a\ud83d')).toThrow());

  it.each(['80', 'c0af', 'c1bf', 'e08080', 'eda080', 'f08080af', 'f4908080', 'f5808080', 'e4bd', 'ff', 'c3'])(
    'refuses the ill-formed bytes %s',
    (hex) => {
      expect(parseUtf8(fromHex(hex))).toBeUndefined();
      expect(() => utf8Decode(fromHex(hex))).toThrow();
    },
  );

  it('agrees with the strict decoder of the runtime on any bytes', () => {
    const bytes = fc.array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f), { maxLength: 6 });
    fc.assert(
      fc.property(bytes, (some) => {
        let expected: string | undefined;
        try {
          expected = strictDecoder.decode(Uint8Array.from(some));
        } catch {
          expected = undefined;
        }
        expect(parseUtf8(Uint8Array.from(some))).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
