import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, parseBase64, toBase64 } from './base64.ts';

describe('Base64', () => {
  it('is what every other implementation writes, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(['QQ', 'QQ=', 'QR==', 'QUJ=', 'QQ==\n', ' QQ==', 'Q-__', '====', 'QQ==QQ==', 'Q'])('refuses %j', (text) => {
    expect(parseBase64(text)).toBeUndefined();
    expect(() => fromBase64(text)).toThrow();
  });

  it('has one text for each byte string: whatever is read is written the same', () => {
    const text = fc.array(fc.constantFrom(...Array.from('ABQRgz09+/=')), { maxLength: 12 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, (some) => {
        const bytes = parseBase64(some);
        if (bytes !== undefined) expect(toBase64(bytes)).toBe(some);
      }),
      { numRuns: 2000 },
    );
  });
});
