import { describe, expect, it } from 'vitest';
import { accepted, centre, opened, REPLY, reviewed } from '../../../../test/support/given.ts';

const PROMISED = { ...REPLY, promise1: '换灯', promise1By: '2026-10-09', promise2: '再查一次', promise2By: '2026-11-30' } as const;
const promised = () => accepted().step('2026-09-20', 'handler', 'reply', PROMISED);

describe('what an answer promises', () => {
  it('is a duty with the day that the answer names', () => {
    const story = accepted().yields('2026-09-20', 'handler', 'reply', PROMISED, [
      { type: 'replied' },
      { type: 'promised', data: { by: '2026-10-09' } },
      { type: 'promised', data: { by: '2026-11-30' } },
    ]);
    story.owes('2026-09-21', 'petition.own.promise', '2026-11-30');
    story.yields('2026-10-08', 'handler', 'keep_promise', { of: 4, words: '已换。' }, [{ type: 'promise_kept', data: { of: 4 } }]);
    story.refuses('2026-10-09', 'handler', 'keep_promise', { of: 4, words: '又换。' }, 'field_choice');
    story.owes('2026-10-10', 'petition.own.promise', '2026-11-30');
  });
  it('and not kept opens the way up from the next day on, without anybody’s consent', () => {
    const story = promised().step('2026-09-21', 'filer', 'open_notice', { notice: 'reply' });
    expect(story.open('2026-10-09', 'filer')).not.toContain('ask_take_up');
    expect(story.open('2026-10-10', 'filer')).toContain('ask_take_up');
  });
  it('is judged by the filer when the office says it was kept, or its day is over; once', () => {
    const story = promised();
    story.refuses('2026-10-01', 'filer', 'judge_promise', { answer: 'kept' }, 'not_yet');
    story.step('2026-10-08', 'handler', 'keep_promise', { of: 4, words: '已换。' });
    story.refuses('2026-10-08', 'filer', 'judge_promise', { answer: 'fine' }, 'field_choice');
    story.yields('2026-10-08', 'filer', 'judge_promise', { answer: 'not_kept', words: '还是不亮。' }, [
      { type: 'promise_judged', data: { of: 4, kept: 'not_kept' } },
    ]);
    story.refuses('2026-10-09', 'filer', 'judge_promise', { of: 4, answer: 'kept' }, 'not_yet');
    story.step('2026-12-01', 'filer', 'judge_promise', { answer: 'not_kept' });
  });
  it('needs words and a day that is not over', () => {
    accepted().refuses('2026-09-20', 'handler', 'reply', { ...REPLY, promise1: '换灯' }, 'field_date');
    accepted().refuses('2026-09-20', 'handler', 'reply', { ...REPLY, promise1By: '2026-10-09' }, 'field_empty');
    accepted().refuses('2026-09-20', 'handler', 'reply', { ...REPLY, promise1: '换灯', promise1By: '2026-09-19' }, 'promise_past');
  });
});

describe('an answer to a hard matter', () => {
  const hard = () => centre().step('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'hard' });

  it('is proposed by one post and given by another', () => {
    hard().refuses('2026-09-02', 'handler', 'reply', REPLY, 'second_post_first');
    const proposed = hard().step('2026-09-02', 'handler', 'propose_reply', REPLY);
    proposed.refuses('2026-09-03', 'handler', 'reply', REPLY, 'second_post_first');
    proposed.refuses('2026-09-03', 'handler', 'propose_reply', REPLY, 'already_done');
    proposed.yields('2026-09-03', 'head', 'reply', REPLY, [{ type: 'replied' }]);
  });
  it('can be sent back, and proposed again', () => {
    const back = hard()
      .step('2026-09-02', 'handler', 'propose_reply', REPLY)
      .step('2026-09-03', 'head', 'return_reply', { reason: '没有依据。' });
    back.refuses('2026-09-03', 'head', 'reply', REPLY, 'second_post_first');
    back.step('2026-09-04', 'handler', 'propose_reply', REPLY).step('2026-09-05', 'head', 'reply', REPLY);
  });
  it('is needed only there', () => {
    accepted().refuses('2026-09-10', 'handler', 'propose_reply', REPLY, 'wrong_stage');
  });
});

describe('proof of service', () => {
  const replied = () => accepted().step('2026-09-20', 'handler', 'reply', REPLY);

  it('starts the filer’s time from the later of the day it was served and the day it was recorded', () => {
    const served = replied().yields('2026-09-25', 'handler', 'serve', { notice: 'reply', how: 'signed', occurredOn: '2026-09-21' }, [
      { type: 'notice_opened', level: 0, actor: 'staff', data: { notice: 'reply', how: 'signed' } },
    ]);
    served.owes('2026-09-26', 'petition.review.ask', '2026-10-26'); // 30 days from the 25th: Sunday the 25th rolls to Monday
  });
  it('is for papers of the own office that are not opened yet', () => {
    opened().refuses('2026-09-25', 'handler', 'serve', { notice: 'reply', how: 'signed' }, 'not_yet');
    replied().refuses('2026-09-25', 'handler', 'serve', { notice: 'review', how: 'signed' }, 'field_choice');
    replied().refuses('2026-09-25', 'handler', 'serve', { notice: 'reply', how: 'shouted' }, 'field_choice');
  });
});

describe('disputing an answer', () => {
  const disputed = () => opened().step('2026-09-28', 'filer', 'dispute', { words: '灯还是不亮。' });

  it('makes the same office owe an answer to that, and leaves the review open beside it', () => {
    const story = disputed().owes('2026-09-29', 'petition.own.dispute.answer', '2026-10-13');
    story.owes('2026-09-29', 'petition.review.ask', '2026-10-21');
    story.yields('2026-10-10', 'handler', 'answer_dispute', { outcome: 'corrected', opinion: '再修。' }, [{ type: 'dispute_answered' }]);
    story.step('2026-10-12', 'filer', 'open_notice', { notice: 'dispute' });
    expect(story.open('2026-11-01', 'filer')).toContain('ask_review'); // the text's 30 days are over, those of the own rule are not
    story.step('2026-11-01', 'filer', 'ask_review').refuses('2026-11-02', 'filer', 'ask_review', {}, 'already_done');
  });
  it('is open for thirty days, once for each answer, with words', () => {
    opened().refuses('2026-10-22', 'filer', 'dispute', { words: '晚。' }, 'right_lapsed');
    opened().refuses('2026-09-28', 'filer', 'dispute', {}, 'field_empty');
    disputed().refuses('2026-09-29', 'filer', 'dispute', { words: '再说。' }, 'already_done');
    const above = opened().step('2026-09-25', 'filer', 'ask_review');
    above.refuses('2026-09-28', 'filer', 'dispute', { words: '不对。' }, 'wrong_stage');
  });
  it('that nobody answers opens the way up', () => {
    expect(disputed().open('2026-10-14', 'filer')).toContain('ask_take_up');
  });
});

describe('the end of the path', () => {
  it('is explained by the office that decided last, with the ways that stay open', () => {
    const done = reviewed()
      .step('2026-10-25', 'filer', 'ask_rereview')
      .step('2026-11-10', 'city', 'decide_rereview', { outcome: 'upheld', opinion: '维持。' })
      .step('2026-11-11', 'filer', 'open_notice', { notice: 'rereview' })
      .owes('2026-11-12', 'petition.own.explain', '2026-11-26');
    done.refuses('2026-11-12', 'city', 'explain_final', { words: '维持。' }, 'field_empty');
    done.yields('2026-11-12', 'city', 'explain_final', { words: '维持。', ways: '法院，六个月内。' }, [
      { type: 'final_explained', level: 2 },
    ]);
    done.owes('2026-11-13', 'petition.own.explain', null);
  });
});
