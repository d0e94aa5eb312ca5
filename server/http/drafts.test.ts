import { describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { findDraft, keepDraft } from './drafts.ts';

const NOW = instant(Date.parse('2026-11-28T02:00:00Z'));
const TOKEN = 'A'.repeat(22);

describe('what was being written', () => {
  it('is there again under the form’s token, for an hour, and nowhere else', () => {
    const draft = { fields: { body: '三周不亮。' }, refusal: { refused: 'field_empty', data: { field: 'subject' } } } as const;
    keepDraft(1, TOKEN, draft, NOW);
    expect(findDraft(1, TOKEN, NOW)).toEqual(draft);
    expect([findDraft(1, 'B'.repeat(22), NOW), findDraft(2, TOKEN, NOW)]).toEqual([undefined, undefined]);
    expect(findDraft(1, TOKEN, instant(NOW + 3_599_999))).toEqual(draft);
    expect(findDraft(1, TOKEN, instant(NOW + 3_600_000))).toBeUndefined();
  });

  it('is replaced by what was written later', () => {
    keepDraft(1, TOKEN, { fields: { body: '一' } }, NOW);
    keepDraft(1, TOKEN, { fields: { body: '二' } }, NOW);
    expect(findDraft(1, TOKEN, NOW)?.fields).toEqual({ body: '二' });
  });

  it('gives way, the oldest first, when all of them together are too much', () => {
    const long = 'x'.repeat(1_000_000);
    for (let i = 0; i < 60; i += 1) keepDraft(1, `draft-${i}`, { fields: { body: long } }, NOW);
    const kept = Array.from({ length: 60 }, (_, i) => findDraft(1, `draft-${i}`, NOW) !== undefined);
    expect([kept[0], kept.at(-1)]).toEqual([false, true]);
    expect(kept.filter(Boolean).length).toBeGreaterThan(25);
    expect(kept.filter(Boolean).length).toBeLessThan(34);
  });
});
