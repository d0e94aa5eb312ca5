import { describe, expect, it } from 'vitest';
import { opened } from '../../../../test/support/given.ts';

// Opened on 21 September 2026: 30 days end on Wednesday 21 October.
describe('ask_review', () => {
  it('is open for thirty days from the opening, and lapses the day after', () => {
    opened().yields('2026-10-21', 'filer', 'ask_review', { words: '不同意。' }, [{ type: 'review_asked', level: 1, actor: 'filer' }]);
    opened().refuses('2026-10-22', 'filer', 'ask_review', {}, 'right_lapsed');
  });
  it('is asked once', () => {
    opened().step('2026-09-25', 'filer', 'ask_review').refuses('2026-09-26', 'filer', 'ask_review', {}, 'already_done');
  });
  it('takes words, and leaves out what nobody types', () => {
    expect(opened().try('2026-09-25', 'filer', 'ask_review', { words: 'a\u0000\u000bb' })).toMatchObject([{ texts: { words: 'a\nb' } }]);
    opened().yields('2026-09-25', 'filer', 'ask_review', { words: '' }, [{ type: 'review_asked' }]);
  });
});
