import { describe, it } from 'vitest';
import { accepted, opened, petition, REPLY, reviewed } from '../../../../test/support/given.ts';

describe('open_notice', () => {
  it('opens a paper that was given, once, in the stream it was given in', () => {
    accepted()
      .step('2026-09-20', 'handler', 'reply', REPLY)
      .yields('2026-09-25', 'filer', 'open_notice', { notice: 'reply' }, [
        { type: 'notice_opened', level: 0, actor: 'filer', data: { notice: 'reply' } },
      ]);
    opened().refuses('2026-09-22', 'filer', 'open_notice', { notice: 'reply' }, 'already_done');
    opened()
      .step('2026-09-25', 'filer', 'ask_review')
      .step('2026-10-01', 'reviewer', 'decide_review', { outcome: 'upheld', opinion: '维持。' })
      .yields('2026-10-02', 'filer', 'open_notice', { notice: 'review' }, [{ level: 1 }]);
  });
  it('refuses a paper that was not given, or that does not exist', () => {
    petition().refuses('2026-09-02', 'filer', 'open_notice', { notice: 'reply' }, 'not_yet');
    accepted()
      .step('2026-09-20', 'handler', 'reply', REPLY)
      .refuses('2026-09-21', 'filer', 'open_notice', { notice: 'refusal' }, 'not_yet');
    accepted()
      .step('2026-09-20', 'handler', 'reply', REPLY)
      .refuses('2026-09-21', 'filer', 'open_notice', { notice: 'letter' }, 'field_choice');
    reviewed().refuses('2026-10-21', 'filer', 'open_notice', { notice: 'review' }, 'already_done');
  });
  it('the filer’s own time starts with the opening, not with the reply', () => {
    const story = accepted().step('2026-09-20', 'handler', 'reply', REPLY);
    story.refuses('2026-09-22', 'filer', 'ask_review', {}, 'right_not_open');
    // 30 days from 30 October end on Sunday 29 November, which moves to Monday.
    story
      .step('2026-10-30', 'filer', 'open_notice', { notice: 'reply' })
      .yields('2026-11-30', 'filer', 'ask_review', {}, [{ type: 'review_asked' }]);
  });
});
