import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasCheckDigit, withCheckDigit } from './check-digit.ts';

const digits = fc.stringMatching(/^\d{5}$/);

it('a number with its check digit is known, and none of its 54 neighbours by one wrong digit or by a swap is', () => {
  fc.assert(
    fc.property(digits, (plain) => {
      const whole = withCheckDigit(plain);
      expect(whole).toHaveLength(6);
      expect(hasCheckDigit(whole)).toBe(true);
      for (let at = 0; at < whole.length; at += 1) {
        for (const other of '0123456789')
          if (other !== whole[at]) expect(hasCheckDigit(`${whole.slice(0, at)}${other}${whole.slice(at + 1)}`)).toBe(false);
        const [a, b] = [whole[at], whole[at + 1]];
        if (b !== undefined && a !== b) expect(hasCheckDigit(`${whole.slice(0, at)}${b}${a}${whole.slice(at + 2)}`)).toBe(false);
      }
    }),
  );
});

it('no number is none', () => {
  for (const text of ['', '0', 'abc', '12a456']) expect(hasCheckDigit(text)).toBe(false);
});
