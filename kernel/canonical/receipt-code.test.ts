import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CROCKFORD } from './crockford.ts';
import { encodeReceiptCode, formatReceiptCode, parseReceiptCode } from './receipt-code.ts';

const random13 = fc.uint8Array({ minLength: 13, maxLength: 13 });
const others = (character: string): readonly string[] => Array.from(CROCKFORD).filter((other) => other !== character);

describe('receipt code', () => {
  it('is 20 characters of chance and one to check them, in groups of four', () => {
    fc.assert(
      fc.property(random13, (bytes) => {
        const code = encodeReceiptCode(bytes);
        expect(formatReceiptCode(code)).toMatch(/^(?:[0-9A-Z]{4}-){5}[0-9A-Z]$/);
        expect(parseReceiptCode(formatReceiptCode(code))).toEqual({ ok: true, code });
      }),
    );
  });

  it('uses all of the first 100 bits and none of the last four', () => {
    const zero = encodeReceiptCode(new Uint8Array(13));
    for (let bit = 0; bit < 104; bit += 1) {
      const bytes = new Uint8Array(13);
      bytes[bit >> 3] = 128 >> (bit & 7);
      expect(encodeReceiptCode(bytes) === zero).toBe(bit >= 100);
    }
  });

  it('catches every wrong character', () => {
    fc.assert(
      fc.property(random13, (bytes) => {
        const code = encodeReceiptCode(bytes);
        for (let at = 0; at < code.length; at += 1) {
          for (const other of others(code.charAt(at))) {
            const wrong = code.slice(0, at) + other + code.slice(at + 1);
            expect(parseReceiptCode(wrong)).toEqual({ ok: false, reason: 'check' });
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('catches every pair of neighbours that changed places', () => {
    // All 32 · 31 pairs at all 20 places: the body is steered by its first bytes, the rest by chance.
    fc.assert(
      fc.property(random13, (bytes) => {
        const code = encodeReceiptCode(bytes);
        for (let at = 0; at + 1 < code.length; at += 1) {
          const [a, b] = [code.charAt(at), code.charAt(at + 1)];
          if (a === b) continue;
          const swapped = code.slice(0, at) + b + a + code.slice(at + 2);
          expect(parseReceiptCode(swapped)).toEqual({ ok: false, reason: 'check' });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('catches the exchange of any two different characters, for each pair and each place', () => {
    // The check is linear, so an exchange of a and b is caught or not whatever the other characters are.
    const zero = '0'.repeat(20);
    for (const a of CROCKFORD) {
      for (const b of others(a)) {
        for (let at = 0; at < 19; at += 1) {
          const body = zero.slice(0, at) + a + b + zero.slice(at + 2);
          const check = others('').find((last) => parseReceiptCode(body + last).ok);
          const swapped = zero.slice(0, at) + b + a + zero.slice(at + 2);
          expect(check !== undefined && parseReceiptCode(swapped + check).ok).toBe(false);
        }
      }
    }
  });

  it('is read as a phone types it: lower case, full width, spaces, I L O', () => {
    const code = encodeReceiptCode(Uint8Array.of(0, 0x22, 8, 0x42, 0x10, 0x84, 0x21, 8, 0x42, 0x10, 0x84, 0x21, 8));
    const wide = Array.from(formatReceiptCode(code))
      .map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
      .join('');
    for (const typed of [
      code.toLowerCase(),
      code.replaceAll('0', 'o').replaceAll('1', 'l'),
      code.replaceAll('1', 'I'),
      wide,
      ` ${code.slice(0, 9)}　${code.slice(9)}\n`,
    ]) {
      expect(parseReceiptCode(typed)).toEqual({ ok: true, code });
    }
  });

  it('says what is wrong with a text that is no code', () => {
    expect(parseReceiptCode('')).toEqual({ ok: false, reason: 'length' });
    expect(parseReceiptCode('0'.repeat(22))).toEqual({ ok: false, reason: 'length' });
    expect(parseReceiptCode('U'.repeat(21))).toEqual({ ok: false, reason: 'character' });
    expect(parseReceiptCode('回音')).toEqual({ ok: false, reason: 'character' });
    expect(() => encodeReceiptCode(new Uint8Array(12))).toThrow();
  });
});
