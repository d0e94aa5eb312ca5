import { describe, expect, it } from 'vitest';
import { accepted, opened, REPLY } from '../../../../test/support/given.ts';

describe('a question to the filer', () => {
  it('is answered through the receipt, once; the office’s time runs on', () => {
    const story = accepted().step('2026-09-05', 'handler', 'ask_filer', { words: '哪一层？' });
    story.owes('2026-09-06', 'petition.decide', '2026-11-02');
    story.refuses('2026-09-06', 'filer', 'answer_question', { words: ' ' }, 'field_empty');
    story.yields('2026-09-06', 'filer', 'answer_question', { words: '五层。' }, [{ type: 'question_answered', data: { of: 3 } }]);
    story.refuses('2026-09-07', 'filer', 'answer_question', { words: '六层。' }, 'not_yet');
  });
  it('of several is named', () => {
    const story = accepted()
      .step('2026-09-05', 'handler', 'ask_filer', { words: '哪一层？' })
      .step('2026-09-05', 'handler', 'ask_filer', { words: '几点？' });
    story.refuses('2026-09-06', 'filer', 'answer_question', { words: '五层。' }, 'field_choice');
    story.refuses('2026-09-06', 'filer', 'answer_question', { of: 9, words: '五层。' }, 'field_choice');
    story.yields('2026-09-06', 'filer', 'answer_question', { of: '4', words: '六点。' }, [{ data: { of: 4 } }]);
  });
  it('is not asked once there is an answer', () => {
    opened().refuses('2026-09-25', 'handler', 'ask_filer', { words: '还有吗？' }, 'duty_over');
  });
});

describe('an offer to come and look at a place', () => {
  const offered = () => accepted().step('2026-09-05', 'handler', 'offer_inspection', { on: '2026-09-10', where: '7号楼下，十点' });

  it('is an offer: declined without a reason, nothing else changes', () => {
    const story = offered().yields('2026-09-06', 'filer', 'answer_inspection', { answer: 'declined' }, [
      { data: { of: 3, answer: 'declined' } },
    ]);
    story.refuses('2026-09-11', 'handler', 'hold_inspection', { on: '2026-09-10', words: '看过。' }, 'not_yet');
    story.owes('2026-09-11', 'petition.decide', '2026-11-02');
  });
  it('is recorded only when the filer agreed, and once', () => {
    const story = offered().step('2026-09-06', 'filer', 'answer_inspection', { answer: 'agreed' });
    story.refuses('2026-09-09', 'handler', 'hold_inspection', { on: '2026-09-10', words: '看过。' }, 'date_in_future');
    story.step('2026-09-10', 'handler', 'hold_inspection', { on: '2026-09-10', words: '灯不亮。' });
    story.refuses('2026-09-11', 'handler', 'hold_inspection', { on: '2026-09-10', words: '再看。' }, 'not_yet');
  });
  it('is not offered for a day that is over, and is answered with yes or no', () => {
    accepted().refuses('2026-09-05', 'handler', 'offer_inspection', { on: '2026-09-04', where: '楼下' }, 'field_date');
    offered().refuses('2026-09-06', 'filer', 'answer_inspection', { answer: 'perhaps' }, 'field_choice');
  });
});

describe('the points of a matter', () => {
  const noted = () => accepted().step('2026-09-04', 'filer', 'add_point', { words: '谁付钱' });
  const two = () => (accepted().events.length === 3 ? noted().step('2026-09-05', 'filer', 'add_point', { words: '何时修好' }) : noted());

  it('are each answered: a reply that leaves one out is refused, and says which', () => {
    two().refuses('2026-09-10', 'handler', 'reply', { ...REPLY, answer1: '单位付。' }, 'point_unanswered');
    expect(two().try('2026-09-10', 'handler', 'reply', { ...REPLY, answer1: '单位付。' })).toMatchObject({
      data: { nth: 2, field: 'answer2' },
    });
    two().step('2026-09-10', 'handler', 'reply', { ...REPLY, answer1: '单位付。', answer2: '十月底。' });
  });
  it('can be added by the filer until there is an answer', () => {
    opened().refuses('2026-09-25', 'filer', 'add_point', { words: '还有' }, 'duty_over');
    accepted().refuses('2026-09-05', 'filer', 'add_point', { words: ' ' }, 'field_empty');
  });
  it('are at most twenty', () => {
    const lines = Array.from({ length: 21 }, (_, i) => `第${i}点`).join('\n');
    const fresh = accepted().events.slice(0, 2);
    const story = accepted();
    story.events = fresh;
    story.refuses('2026-09-03', 'handler', 'accept', { points: lines }, 'points_too_many');
    story.yields('2026-09-03', 'handler', 'accept', { points: '一\n\n 二 \r\n三' }, [{ type: 'accepted', data: { points: 3 } }]);
  });
});

describe('a word on how far it is', () => {
  it('is no answer: no date moves, and what is owed stays owed', () => {
    accepted()
      .yields('2026-09-10', 'handler', 'interim_reply', { words: '等配件。' }, [{ type: 'interim_replied' }])
      .owes('2026-09-11', 'petition.decide', '2026-11-02');
    opened().refuses('2026-09-25', 'handler', 'interim_reply', { words: '晚。' }, 'duty_over');
  });
});
