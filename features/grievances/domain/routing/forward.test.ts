import { describe, expect, it } from 'vitest';
import { petition, REPLY, type Story } from '../../../../test/support/given.ts';
import { fold } from '../state.ts';

const WHY = { reason: '管道归水务局管。' } as const;
const registered = (): Story => petition().step('2026-09-02', 'desk', 'register', { office: 'housing' });
const forwarded = (): Story => registered().step('2026-09-04', 'handler', 'forward', { office: 'water', ...WHY });
const objected = (): Story => forwarded().step('2026-09-08', 'stranger', 'object_forward', WHY);

describe('passing a matter on', () => {
  it('leaves the sender answerable until the other office accepts: it leads, and its notice is the one that was due', () => {
    const story = forwarded();
    expect(fold(story.events)).toMatchObject({ lead: 'housing', asked: { office: 'water', above: 'county', above2: 'city' } });
    story.owes('2026-09-05', 'petition.direct.notice', null); // the filer was told where it went (art. 23(2))
    story.owes('2026-09-05', 'petition.forwarded.notice', '2026-09-20'); // day 15 is Saturday the 19th; the Sunday after it is a make-up day
    story.step('2026-09-10', 'stranger', 'accept', { points: '谁来修\n什么时候修好' });
    expect(fold(story.events)).toMatchObject({ lead: 'water', above: 'county', asked: null });
    story.refuses('2026-09-11', 'handler', 'reply', REPLY, 'not_found');
    story.owes('2026-09-11', 'petition.decide', '2026-11-09');
  });
  it('needs reasons, a registered matter, and another office below the same office above', () => {
    registered().refuses('2026-09-04', 'handler', 'forward', { office: 'water' }, 'field_empty');
    registered().refuses('2026-09-04', 'handler', 'forward', { office: 'city', ...WHY }, 'office_out_of_reach');
    registered().refuses('2026-09-04', 'handler', 'forward', { office: 'county', ...WHY }, 'office_out_of_reach');
    registered().refuses('2026-09-04', 'handler', 'forward', { office: 'moon', ...WHY }, 'office_unknown');
    registered().refuses('2026-09-04', 'handler', 'forward', { office: 'housing', ...WHY }, 'nothing_changes');
    petition().refuses('2026-09-04', 'desk', 'forward', { office: 'water', ...WHY }, 'not_yet');
  });
  it('may set the day by which it is to be finished: that office owes the answer by then, beside the sixty days of the law', () => {
    const story = registered().step('2026-09-04', 'handler', 'forward', { office: 'water', ...WHY, by: '2026-10-20' });
    story.owes('2026-09-05', 'petition.bureau.assign.due', '2026-10-20');
    story.step('2026-09-10', 'stranger', 'accept', {}).owes('2026-09-11', 'petition.decide', '2026-11-09');
    forwarded().owes('2026-09-05', 'petition.bureau.assign.due', null);
    registered().refuses('2026-09-04', 'handler', 'forward', { office: 'water', ...WHY, by: 'soon' }, 'field_date');
    registered().refuses('2026-09-04', 'handler', 'forward', { office: 'water', ...WHY, by: '2026-09-03' }, 'promise_past');
  });
  it('waits for that office: nobody accepts, refuses or forwards past it', () => {
    forwarded().refuses('2026-09-05', 'handler', 'accept', {}, 'forward_waits');
    forwarded().refuses('2026-09-05', 'handler', 'forward', { office: 'school', ...WHY }, 'forward_waits');
    forwarded().refuses('2026-09-05', 'handler', 'refuse', { door: 'court', where: '法院', ...WHY }, 'forward_waits');
    forwarded().refuses('2026-09-05', 'school', 'accept', {}, 'not_found');
  });
  it('lets that office refuse, and name the right door', () => {
    const story = forwarded().step('2026-09-05', 'stranger', 'refuse', { door: 'court', where: '县法院', ...WHY });
    expect(fold(story.events)).toMatchObject({ lead: 'water', asked: null });
  });
  it('is no way to leave the filer without a step: a silent office opens the way up', () => {
    const story = forwarded().owes('2026-10-01', 'petition.forwarded.notice', '2026-09-20');
    expect(story.open('2026-10-01', 'filer')).toContain('ask_take_up');
  });
});

describe('objecting to a forward', () => {
  it('is open for five working days, with reasons', () => {
    // Friday 4 September is not counted; 7 to 11 September are five working days.
    forwarded().step('2026-09-11', 'stranger', 'object_forward', WHY);
    forwarded().refuses('2026-09-12', 'stranger', 'object_forward', WHY, 'right_lapsed');
    forwarded().refuses('2026-09-08', 'stranger', 'object_forward', {}, 'field_empty');
    forwarded().refuses('2026-09-08', 'handler', 'object_forward', WHY, 'not_your_post');
  });
  it('gives the matter back to the sender, who owes the filer a notice and may take it on after all', () => {
    const story = objected();
    expect(fold(story.events)).toMatchObject({ lead: 'housing', asked: null });
    story.owes('2026-09-09', 'petition.own.objected.notice', '2026-09-23');
    story.refuses('2026-09-09', 'stranger', 'accept', {}, 'not_found');
    story.step('2026-09-09', 'handler', 'accept').owes('2026-09-10', 'petition.own.objected.notice', null);
  });
  it('cannot be answered by asking the same office again, nor more than twice by another', () => {
    objected().refuses('2026-09-09', 'handler', 'forward', { office: 'water', ...WHY }, 'forward_refused_there');
    const twice = objected()
      .step('2026-09-09', 'handler', 'forward', { office: 'school', ...WHY })
      .step('2026-09-10', 'school', 'object_forward', WHY);
    twice.refuses('2026-09-11', 'handler', 'forward', { office: 'letters', ...WHY }, 'superior_decides');
  });
});

describe('offices that disagree', () => {
  const naming = (): Story => objected().step('2026-09-09', 'handler', 'ask_naming', { reason: '管道在小区红线外。' });

  it('put it to the office above both, which owes the filer a decision within five working days', () => {
    naming().owes('2026-09-10', 'petition.own.naming', '2026-09-16');
    naming().refuses('2026-09-10', 'handler', 'accept', {}, 'superior_decides');
    naming().refuses('2026-09-10', 'handler', 'forward', { office: 'school', ...WHY }, 'superior_decides');
    objected().refuses('2026-09-09', 'reviewer', 'name_office', { office: 'water', ...WHY }, 'not_found');
  });
  it('are decided in the stream above and told below with the same step; who is named may not object again', () => {
    const story = naming().yields('2026-09-11', 'reviewer', 'name_office', { office: 'water', ...WHY }, [
      { type: 'office_named', level: 1, data: { office: 'water' } },
      { type: 'forwarded', level: 0, data: { to: 'water', named: true } },
    ]);
    story.owes('2026-09-12', 'petition.own.naming', null);
    story.refuses('2026-09-12', 'stranger', 'object_forward', WHY, 'office_was_named');
    story.step('2026-09-12', 'stranger', 'accept');
    expect(fold(story.events)).toMatchObject({ lead: 'water' });
  });
  it('can be decided for the sender too', () => {
    const story = naming().step('2026-09-11', 'reviewer', 'name_office', { office: 'housing', ...WHY });
    story.step('2026-09-12', 'handler', 'accept');
    expect(fold(story.events)).toMatchObject({ lead: 'housing' });
  });
});

describe('a step upward that the filer took before the matter moved on', () => {
  it('stays with the office that was asked, and shows nothing below', () => {
    const late = registered().step('2026-09-20', 'filer', 'ask_take_up');
    const moved = late.step('2026-09-21', 'handler', 'forward', { office: 'water', ...WHY }).step('2026-09-22', 'stranger', 'accept');
    expect(fold(moved.events)).toMatchObject({ lead: 'water', above: 'county' });
    moved.step('2026-09-23', 'reviewer', 'supervise', { words: '请按期答复。' });
  });
});
