import { describe, expect, it } from 'vitest';
import { REFUSAL_CODES, refuse } from '../kernel/refusal.ts';
import { sentenceFor } from './refusal-sentences.ts';

describe('the sentence for every refusal', () => {
  it('stands in both languages, says something of its own, and leaves no hole', () => {
    const data = {
      field: 'body',
      length: 20_001,
      max: 20_000,
      position: 3,
      from: '2026-10-14',
      due: '2026-10-13',
      latest: '2026-12-13',
      day: '2026-12-14',
      word: '稳控',
      days: 30,
      hours: 72,
      fault: 'cap.expired',
      count: 2,
      min: 22,
      on: '2026-10-16',
      line: '2026-3',
    };
    for (const lang of ['zh-CN', 'en'] as const) {
      const all = REFUSAL_CODES.map((code) => sentenceFor(refuse(code, data), lang));
      expect(new Set(all).size).toBe(REFUSAL_CODES.length);
      for (const sentence of all) expect(sentence).not.toMatch(/undefined|null|\[object|^$/);
    }
  });

  it('says the dates it carries in words, and leaves the example of how to type one', () => {
    expect(sentenceFor(refuse('not_yet', { from: '2026-10-14' }), 'zh-CN')).toBe('还没有到时候：从2026年10月14日起才可以。');
    expect(sentenceFor(refuse('right_lapsed', { due: '2026-10-14' }), 'en')).toContain('14 October 2026');
    expect(sentenceFor(refuse('field_date', { field: 'until' }), 'zh-CN')).toContain('2026-09-28');
  });

  it('tells a page that is not there from a code under which nothing was filed', () => {
    const three = [refuse('not_found'), refuse('not_found', { what: 'page' }), refuse('not_found', { what: 'code' })].map((it) =>
      sentenceFor(it, 'zh-CN'),
    );
    expect(new Set(three).size).toBe(3);
  });
});
