import { describe, expect, it } from 'vitest';
import { yuanInWords } from './money.ts';

describe('an amount in yuan', () => {
  it.each([
    [0, '0元', '0 yuan'],
    [999, '999元', '999 yuan'],
    [3000, '3,000元', '3,000 yuan'],
    [300_000, '300,000元', '300,000 yuan'],
    [1_000_000, '1,000,000元', '1,000,000 yuan'],
    [-3000, '-3,000元', '-3,000 yuan'],
  ])('%i is written %s and %s', (amount, chinese, english) => {
    expect([yuanInWords(amount, 'zh-CN'), yuanInWords(amount, 'en')]).toEqual([chinese, english]);
  });
});
