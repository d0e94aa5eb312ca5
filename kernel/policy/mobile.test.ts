import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMobile, inDigits } from './mobile.ts';

const FORMS: readonly ((digit: number) => string)[] = [
  String,
  (digit) => String.fromCodePoint(0xff10 + digit),
  (digit) => '〇一二三四五六七八九'.charAt(digit),
  (digit) => '零壹贰叁肆伍陆柒捌玖'.charAt(digit),
  (digit) => String.fromCodePoint(0x0660 + digit),
  (digit) => String.fromCodePoint(0x0f20 + digit),
  (digit) => String.fromCodePoint(0x1d7ce + digit),
];

describe('the number of a mobile telephone in words', () => {
  it('is seen in whichever digits it is written, and whatever stands between them', () => {
    const between = fc.constantFrom('', '', ' ', '-', '.', '*', '—', ' - ', '·', '\u200b', '（');
    const digits = fc.tuple(
      fc.constant(1),
      fc.integer({ min: 3, max: 9 }),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }),
    );
    fc.assert(
      fc.property(digits, fc.array(fc.tuple(fc.constantFrom(...FORMS), between), { minLength: 11, maxLength: 11 }), ([a, b, rest], how) => {
        const written = [a, b, ...rest].map((digit, i) => `${how[i]?.[0](digit)}${i === 10 ? '' : how[i]?.[1]}`).join('');
        expect(hasMobile(`请拨打${written}。`)).toBe(true);
      }),
    );
  });

  it('is not seen in days, times, numbers of papers, lists and longer numbers', () => {
    for (const text of [
      '2026年12月31日14时30分',
      '第一、第二、第三、第四组',
      '119、110、120、122',
      '鄂应急发〔2026〕13号',
      '编号 12345678901234567',
      '一三五七单号限行',
      '12 300 kg, 1 500 m',
    ])
      expect([text, hasMobile(text)]).toEqual([text, false]);
  });

  it('does not change what has no digits', () => {
    expect(inDigits('水位上涨')).toBe('水位上涨');
    expect(inDigits('１３８ ٠٠')).toBe('138 00');
  });
});
