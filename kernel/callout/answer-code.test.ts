import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeAnswerCode, formatAnswerCode, parseAnswerCode } from './answer-code.ts';

describe('the code that answers a call', () => {
  it('is read as people type it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 7, maxLength: 7 }), (bytes) => {
        const code = encodeAnswerCode(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
        const typed = [code, formatAnswerCode(code), ` ${code.toLowerCase()} \n`, code.replaceAll('0', 'o').replaceAll('1', 'l')];
        for (const text of typed) expect(parseAnswerCode(text)).toBe(code);
      }),
    );
  });

  it('is nothing else', () => {
    for (const text of ['', '7K3M9QPX4', '7K3M9QPX4TT', '7K3M9QPXU4', 'answer', '7'.repeat(5000)])
      expect(parseAnswerCode(text)).toBeUndefined();
  });
});
