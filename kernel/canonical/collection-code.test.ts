import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCollectionCode, formatCollectionCode, parseCollectionCode } from './collection-code.ts';
import { CROCKFORD } from './crockford.ts';
import { parseReceiptCode } from './receipt-code.ts';

const BYTES = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('a collection code', () => {
  it('comes back as it was made, however it is typed', () => {
    fc.assert(
      fc.property(BYTES, (bytes) => {
        const code = encodeCollectionCode(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
        for (const typed of [code, formatCollectionCode(code), code.toLowerCase(), ` ${formatCollectionCode(code).replaceAll('-', ' ')} `])
          expect(parseCollectionCode(typed)).toBe(code);
      }),
    );
  });

  it('is not read with one wrong character, nor with two that changed places', () => {
    fc.assert(
      fc.property(BYTES, fc.nat(15), fc.nat(31), fc.nat(14), (bytes, at, value, first) => {
        const code = encodeCollectionCode(bytes);
        const wrong = `${code.slice(0, at)}${CROCKFORD.charAt(value)}${code.slice(at + 1)}`;
        expect(parseCollectionCode(wrong)).toBe(wrong === code ? code : undefined);
        const swapped = `${code.slice(0, first)}${code.charAt(first + 1)}${code.charAt(first)}${code.slice(first + 2)}`;
        expect(parseCollectionCode(swapped)).toBe(swapped === code ? code : undefined);
      }),
    );
  });

  it('is no receipt code, and is not made of fewer bytes', () => {
    expect(parseReceiptCode(encodeCollectionCode(new Uint8Array(10)))).toEqual({ ok: false, reason: 'length' });
    expect(() => encodeCollectionCode(new Uint8Array(9))).toThrow('10 bytes');
    expect(formatCollectionCode(encodeCollectionCode(new Uint8Array(10)))).toBe('0000-0000-0000-0000');
    for (const none of ['', '0000', 'U000-0000-0000-0000', '00000000000000000']) expect(parseCollectionCode(none)).toBeUndefined();
  });
});
