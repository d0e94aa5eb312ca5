import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeReceiptCode, formatReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { namesMatter } from './names-matter.ts';

describe('words that are to be published', () => {
  it('hold no receipt code, however it is written, nor the number of a matter, a telephone or a document', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 13, maxLength: 13 }), (bytes) => {
        const code = encodeReceiptCode(bytes);
        // A code of letters alone (one in two thousand) reads like a word.
        fc.pre(/\d/.test(code));
        for (const written of [code, formatReceiptCode(code), formatReceiptCode(code).replaceAll('-', ' '), code.toLowerCase()])
          expect([written, namesMatter(`我的另一件事：${written}，请一并看`)]).toEqual([written, true]);
      }),
      { numRuns: 300 },
    );
    for (const text of [
      '见编号X5H775MF',
      '我的事项 X5H7-75MF',
      '回执编号：x5h7 75mf',
      'see matter GTRD0CB3.',
      '编号Ｘ５Ｈ７７５ＭＦ',
      '电话13912345678',
      '电话：139 1234 5678',
    ])
      expect([text, namesMatter(text)]).toEqual([text, true]);
  });

  it('are let through where they only look like words, days and amounts', () => {
    for (const text of [
      '每月20元太贵，60岁以上应当减免。',
      '2026-12-01到2026-12-31，20261231',
      'Please waive the fee for everybody over sixty, and say so in part three of the draft.',
      'this that with from have been sent over here a',
      '参照GB 50016和第43条',
      '参照GB50016A、JGJT2020和GB55037A',
      '预算14,500,000,000元',
      '220V380V的线路，H1N1H5N1',
      'matter of principle, the number of benches',
    ])
      expect([text, namesMatter(text)]).toEqual([text, false]);
  });
});
