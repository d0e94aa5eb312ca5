import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CROCKFORD, decodeCrockford, encodeCrockford, encodeCrockfordBits, tidied } from './crockford.ts';

describe('Crockford Base32', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(decodeCrockford(encodeCrockford(bytes))).toEqual(bytes);
      }),
    );
  });

  it('has no letter that is taken for a digit, and no U', () => {
    expect(CROCKFORD).toHaveLength(32);
    expect(CROCKFORD).not.toMatch(/[ILOU]/);
  });

  it('is read as people type it in lower case, full width, with hyphens, and with I, L and O for digits', () => {
    const bytes = decodeCrockford('10AZ10AZ');
    expect(bytes).toBeDefined();
    for (const typed of ['10az10az', 'IOaz loAZ', '１０ａｚ－１０ＡＺ', '1 0 A Z—1 0 A Z', '10AZ　10AZ', 'Ｉｏａｚ\u200bｌＯａｚ']) {
      expect(decodeCrockford(tidied(typed))).toEqual(bytes);
    }
  });

  it.each([
    ['U is not in the alphabet', 'U0'],
    ['excess bits are set', '01'],
    ['no whole bytes take that length', '000'],
    ['one character', '0'],
    ['it is what a person types, not what is written', '10az10az'],
    ['it has groups', '10AZ-10AZ'],
  ])('refuses a text: %s', (_, text) => expect(decodeCrockford(text)).toBeUndefined());

  it('writes as many bits as asked, and refuses to invent any', () => {
    expect(encodeCrockfordBits(Uint8Array.of(0xff, 0xff), 10)).toBe('ZZ');
    expect(encodeCrockfordBits(Uint8Array.of(0xff, 0xff), 8)).toBe('ZW');
    expect(() => encodeCrockfordBits(Uint8Array.of(0xff), 9)).toThrow();
  });
});
