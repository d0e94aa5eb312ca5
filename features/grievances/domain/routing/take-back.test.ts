import { describe, expect, it } from 'vitest';
import { petition, type Story } from '../../../../test/support/given.ts';
import { fold } from '../state.ts';

const WHY = { reason: '选错了单位。' } as const;
const registered = (): Story => petition().step('2026-09-02', 'desk', 'register', { office: 'housing' });
const forwarded = (): Story => registered().step('2026-09-04', 'handler', 'forward', { office: 'water', reason: '管道归水利局。' });

describe('taking back what was passed to the wrong office', () => {
  it('gives the matter back to who registered it, with the dates that it had, and strikes the registration out', () => {
    const before = petition();
    const story = registered().yields('2026-09-02', 'desk', 'take_back', WHY, [
      { type: 'taken_back', level: 0, data: { n: 1 } },
      { type: 'voided', level: 0, data: { n: 1 } },
    ]);
    expect(fold(story.events)).toMatchObject({ lead: 'letters', asked: null, voided: [{ level: 0, n: 1 }] });
    for (const rule of ['petition.bureau.route', 'petition.direct.notice'])
      expect([rule, story.due('2026-09-03', rule)]).toEqual([rule, before.due('2026-09-03', rule)]);
    story.step('2026-09-03', 'desk', 'register', { office: 'water' });
    expect(fold(story.events)).toMatchObject({ lead: 'water' });
    story.refuses('2026-09-03', 'handler', 'accept', {}, 'not_found');
  });

  it('ends a forward that nobody has answered: the sender leads and owes its own notice again', () => {
    const story = forwarded().step('2026-09-04', 'handler', 'take_back', WHY);
    expect(fold(story.events)).toMatchObject({ lead: 'housing', asked: null });
    story.owes('2026-09-05', 'petition.forwarded.notice', null);
    story.refuses('2026-09-05', 'stranger', 'accept', {}, 'not_found');
    story.step('2026-09-05', 'handler', 'forward', { office: 'water', reason: '还是归水利局。' });
  });

  it('needs reasons, and is only for the office that passed it on', () => {
    registered().refuses('2026-09-02', 'desk', 'take_back', {}, 'field_empty');
    registered().refuses('2026-09-02', 'handler', 'take_back', WHY, 'not_yet');
    registered().refuses('2026-09-02', 'stranger', 'take_back', WHY, 'not_found');
    registered().refuses('2026-09-02', 'admin', 'take_back', WHY, 'not_found');
    petition().refuses('2026-09-02', 'desk', 'take_back', WHY, 'not_yet');
  });

  it('is over once the other office has opened the matter or done anything', () => {
    registered().openedThere().refuses('2026-09-02', 'desk', 'take_back', WHY, 'opened_there');
    forwarded().openedThere().refuses('2026-09-05', 'handler', 'take_back', WHY, 'opened_there');
    registered().step('2026-09-03', 'handler', 'accept').refuses('2026-09-03', 'desk', 'take_back', WHY, 'not_found');
  });

  it('is the same before and after a step upward that the office does not see', () => {
    const late = registered().step('2026-10-20', 'filer', 'ask_take_up');
    late.step('2026-10-21', 'desk', 'take_back', WHY);
    expect(fold(late.events)).toMatchObject({ lead: 'letters' });
  });

  it('is the same before and after a word of the office above to the office that has the matter', () => {
    const late = registered()
      .step('2026-10-20', 'filer', 'ask_take_up')
      .step('2026-11-20', 'reviewer', 'supervise', { words: '七日内答复。' });
    late.step('2026-11-21', 'desk', 'take_back', WHY);
    expect(fold(late.events)).toMatchObject({ lead: 'letters' });
  });

  it('leaves the words of the filer that came meanwhile where they are', () => {
    const story = registered().step('2026-09-03', 'filer', 'add_files', { words: '在桥头。' }).step('2026-09-04', 'desk', 'take_back', WHY);
    expect(story.events.map((event) => event.type)).toEqual(['filed', 'registered', 'files_added', 'taken_back', 'voided']);
  });
});
