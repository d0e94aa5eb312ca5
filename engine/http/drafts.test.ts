import { describe, expect, it } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { draftName, findDraft, keepDraft, type Keeper } from './drafts.ts';

const NOW = instant(Date.parse('2026-11-28T02:00:00Z'));
const TOKEN = 'A'.repeat(22);
const from = (visitor: string): Keeper => ({ service: { id: 1, clock: () => NOW }, visitor });
const BY = from('a reader');

describe('what was being written', () => {
  it('is there again under its name, for an hour, and nowhere else', () => {
    const draft = { fields: { body: '三周不亮。' }, refusal: { refused: 'field_empty', data: { field: 'subject' } } } as const;
    keepDraft(BY, TOKEN, draft);
    expect(findDraft(1, TOKEN, NOW)).toEqual(draft);
    expect([findDraft(1, 'B'.repeat(22), NOW), findDraft(2, TOKEN, NOW)]).toEqual([undefined, undefined]);
    expect(findDraft(1, TOKEN, instant(NOW + 3_599_999))).toEqual(draft);
    expect(findDraft(1, TOKEN, instant(NOW + 3_600_000))).toBeUndefined();
  });

  it('is replaced by what was written later', () => {
    keepDraft(BY, TOKEN, { fields: { body: '一' } });
    keepDraft(BY, TOKEN, { fields: { body: '二' } });
    expect(findDraft(1, TOKEN, NOW)?.fields).toEqual({ body: '二' });
  });

  it('gives way, the oldest first, when all of them together are too much', () => {
    const long = 'x'.repeat(1_000_000);
    for (let i = 0; i < 60; i += 1) keepDraft(from(`address-${i}`), `draft-${i}`, { fields: { body: long } });
    const kept = Array.from({ length: 60 }, (_, i) => findDraft(1, `draft-${i}`, NOW) !== undefined);
    expect([kept[0], kept.at(-1)]).toEqual([false, true]);
    expect(kept.filter(Boolean).length).toBeGreaterThan(25);
    expect(kept.filter(Boolean).length).toBeLessThan(34);
  });

  it('of one address gives way to others of the same address before anybody else’s does', () => {
    const long = 'x'.repeat(1_000_000);
    keepDraft(BY, 'somebody’s', { fields: { body: '三周不亮。' } });
    for (let i = 0; i < 60; i += 1) keepDraft(from('one address'), `flood-${i}`, { fields: { body: long } });
    for (let i = 0; i < 3000; i += 1) keepDraft(from('another'), `small-${i}`, { fields: {} });
    const of = (name: string, n: number): number =>
      Array.from({ length: n }, (_, i) => findDraft(1, `${name}-${i}`, NOW)).filter((it) => it !== undefined).length;
    expect(findDraft(1, 'somebody’s', NOW)?.fields).toEqual({ body: '三周不亮。' });
    expect([of('flood', 60), of('small', 3000) <= 2048]).toEqual([8, true]);
  });

  it('has a name that is never the same twice', () => {
    expect(new Set(Array.from({ length: 1000 }, draftName)).size).toBe(1000);
  });
});
