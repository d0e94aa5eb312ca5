import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesEqual, compareBytes, concatBytes, fromHex, parseHex, readU64be, toHex, u32be, u64be } from './bytes.ts';

const bytes = fc.uint8Array({ maxLength: 64 });

describe('bytes', () => {
  it('come back from hexadecimal as they were', () => {
    fc.assert(
      fc.property(bytes, (some) => {
        expect(fromHex(toHex(some))).toEqual(some);
      }),
    );
  });

  it.each(['A0', 'a', '0g', ' 00', '00\n'])('are not read from %j', (text) => {
    expect(parseHex(text)).toBeUndefined();
    expect(() => fromHex(text)).toThrow();
  });

  it('are equal exactly when length and every byte agree', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(bytesEqual(a, b)).toBe(toHex(a) === toHex(b));
      }),
    );
    expect(bytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
  });

  it('are ordered as their hexadecimal text is', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const [x, y] = [toHex(a), toHex(b)];
        expect(Math.sign(compareBytes(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0);
      }),
    );
  });

  it('join in the order given', () => {
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
  });
});

describe('numbers as bytes', () => {
  it('put the most significant byte first', () => {
    expect(toHex(u32be(0x0102_03ff))).toBe('010203ff');
    expect(toHex(u32be(0xffff_ffff))).toBe('ffffffff');
    expect(toHex(u64be(Number.MAX_SAFE_INTEGER))).toBe('001fffffffffffff');
  });

  it('come back as they were, and are refused above what a number holds exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (n) => {
        expect(readU64be(u64be(n))).toBe(n);
      }),
    );
    expect(readU64be(fromHex('0020000000000000'))).toBeUndefined();
  });

  it.each([-1, 0.5, NaN, 2 ** 32])('%d is no u32', (n) => expect(() => u32be(n)).toThrow());
  it.each([-1, 0.5, NaN, 2 ** 53])('%d is no u64 that we write', (n) => expect(() => u64be(n)).toThrow());
});
