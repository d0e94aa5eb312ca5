import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, leafName, logKeyText, parseLeafName, parseLogKey } from './names.ts';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('log key', () => {
  it('has 26 characters and comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (key) => {
        expect(logKeyText(key)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
        expect(parseLogKey(logKeyText(key).toLowerCase())).toEqual(key);
      }),
    );
  });

  it('is refused in any other length, and with bits beyond 128 set', () => {
    expect(parseLogKey('0'.repeat(25))).toBeUndefined();
    expect(parseLogKey('0'.repeat(24))).toBeUndefined();
    expect(parseLogKey(`${'0'.repeat(25)}1`)).toBeUndefined();
    expect(() => logKeyText(new Uint8Array(15))).toThrow();
  });
});

describe('leaf name', () => {
  it('finds its leaf by prefix, and leaves 126 bits open', () => {
    fc.assert(
      fc.property(hash, hash, (leafHash, other) => {
        const range = parseLeafName(leafName(leafHash));
        if (range === undefined) throw new Error('a written name is read');
        expect(isWithin(range, leafHash)).toBe(true);
        expect(isWithin(range, other)).toBe(leafName(other) === leafName(leafHash));
        expect(leafName(range.lower)).toBe(leafName(leafHash));
        expect(leafName(range.upper)).toBe(leafName(leafHash));
      }),
    );
  });

  it('separates leaves that differ in the last bit it holds', () => {
    const [a, b] = [new Uint8Array(32), new Uint8Array(32)];
    b[16] = 0b0100_0000;
    expect(leafName(a)).not.toBe(leafName(b));
  });

  it('is refused in any other length or alphabet', () => {
    expect(parseLeafName('0'.repeat(25))).toBeUndefined();
    expect(parseLeafName('U'.repeat(26))).toBeUndefined();
    expect(() => leafName(new Uint8Array(31))).toThrow();
  });
});
