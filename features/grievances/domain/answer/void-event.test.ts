import { describe, expect, it } from 'vitest';
import { obligations } from '../../../../kernel/obligation/obligations.ts';
import { getPackCalendar } from '../../../../policy/calendars/find-calendar.ts';
import { getPack } from '../../../../policy/load.ts';
import { accepted, at, opened, petition, REPLY } from '../../../../test/support/given.ts';
import { MATTER } from '../../../../kernel/matter/vocabulary.ts';

describe('void', () => {
  it('strikes out the newest step, by a second post; what it had begun is undone', () => {
    const voided = accepted().yields('2026-09-04', 'head', 'void', { n: 2, reason: '点错了。' }, [{ type: 'voided', data: { n: 2 } }]);
    expect(voided.open('2026-09-05', 'handler')).toContain('accept');
    expect(voided.events.map((event) => event.type)).toEqual(['filed', 'registered', 'accepted', 'voided']);
  });
  it('gives the filer back the clock that the step had stopped, and ends the one it had started', () => {
    const pack = getPack('petition-2022');
    const statusOf = (story: ReturnType<typeof accepted>, rule: string) =>
      obligations(MATTER, story.events, pack, getPackCalendar(pack.calendar), at('2026-09-05')).find((it) => it.rule === rule)?.status;
    expect([statusOf(accepted(), 'petition.direct.notice'), statusOf(accepted(), 'petition.decide')]).toEqual(['met', 'running']);
    const voided = accepted().step('2026-09-04', 'head', 'void', { n: 2, reason: '点错了。' });
    expect([statusOf(voided, 'petition.direct.notice'), statusOf(voided, 'petition.decide')]).toEqual(['running', 'not_needed']);
  });
  it('is not for the post that took the step, nor for a step of the filer', () => {
    accepted().refuses('2026-09-04', 'handler', 'void', { n: 2, reason: '自己。' }, 'same_post');
    opened().refuses('2026-09-22', 'head', 'void', { n: 4, reason: '没打开过。' }, 'not_filers_event');
    accepted().refuses('2026-09-04', 'head', 'void', { n: 0, reason: '没来过。' }, 'not_filers_event');
  });
  it('is refused when a later step stands on it: an opened reply cannot be taken back', () => {
    opened().refuses('2026-09-22', 'head', 'void', { n: 3, reason: '收回答复。' }, 'later_depends');
    accepted()
      .step('2026-09-20', 'handler', 'reply', REPLY)
      .refuses('2026-09-21', 'head', 'void', { n: 2, reason: '没受理。' }, 'later_depends');
    accepted()
      .step('2026-09-20', 'handler', 'reply', REPLY)
      .yields('2026-09-21', 'head', 'void', { n: 3, reason: '发错了。' }, [{ type: 'voided' }]);
  });
  it('a supervision that has been told is not struck out of the office’s own stream', () => {
    const told = accepted().step('2026-11-03', 'filer', 'ask_take_up').step('2026-11-05', 'reviewer', 'supervise', { words: '请答复。' });
    told.refuses('2026-11-06', 'head', 'void', { n: 3, reason: '没收到。' }, 'later_depends');
  });
  it('needs reasons and something that a second post did', () => {
    accepted().refuses('2026-09-04', 'head', 'void', { n: 2 }, 'field_empty');
    petition().refuses('2026-09-02', 'desk', 'void', { n: 0, reason: '。' }, 'not_yet');
    accepted().refuses('2026-09-04', 'head', 'void', { n: 7, reason: '。' }, 'not_found');
  });
});
