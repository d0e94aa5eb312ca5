import { describe, expect, it } from 'vitest';
import { fold } from '../state.ts';
import { supervisionRow } from './supervise.ts';
import { accepted, centre } from '../../../../test/support/given.ts';

const asked = () => accepted().step('2026-11-03', 'filer', 'ask_take_up');

describe('supervise', () => {
  it('answers the filer in the stream above and tells the office below in its own, in one step', () => {
    asked().yields('2026-11-10', 'reviewer', 'supervise', { words: '七日内答复。' }, [
      { type: 'supervised', level: 1 },
      { type: 'supervision_notified', level: 0 },
    ]);
  });
  it('is owed only once something is late and asked, or late by the centre’s rule', () => {
    accepted().refuses('2026-09-10', 'reviewer', 'supervise', { words: '先看看。' }, 'not_found');
    const late = centre('2026-09-01').step('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'ordinary' });
    late.refuses('2026-09-08', 'reviewer', 'supervise', { words: '没有逾期。' }, 'not_found');
    late.yields('2026-09-09', 'reviewer', 'supervise', { words: '请尽快答复。' }, [
      { type: 'supervised' },
      { type: 'supervision_notified' },
    ]);
  });
  it('may name the day by which it is to be done; both streams say it, and striking it out takes it away', () => {
    const story = asked().yields('2026-11-10', 'reviewer', 'supervise', { words: '请答复。', by: '2026-11-20' }, [
      { type: 'supervised', level: 1, data: { by: '2026-11-20' } },
      { type: 'supervision_notified', level: 0, data: { by: '2026-11-20' } },
    ]);
    expect(supervisionRow(story.events, fold(story.events))).toEqual({ by_day: '2026-11-20' });
    expect(supervisionRow(asked().events, fold(asked().events))).toBeNull();
    asked().refuses('2026-11-10', 'reviewer', 'supervise', { words: '请答复。', by: '2026-11-09' }, 'promise_past');
    asked().refuses('2026-11-10', 'reviewer', 'supervise', { words: '请答复。', by: '不久' }, 'field_date');
    const voided = story.step('2026-11-11', 'chief', 'void', {
      n: story.events.find((event) => event.type === 'supervised')?.n ?? 0,
      reason: '错了。',
    });
    expect(supervisionRow(voided.events, fold(voided.events))).toEqual({ by_day: null });
  });
  it('needs words, and is not for the office below', () => {
    asked().refuses('2026-11-10', 'reviewer', 'supervise', {}, 'field_empty');
    asked().refuses('2026-11-10', 'head', 'supervise', { words: '自己督办自己。' }, 'not_your_post');
    expect(asked().open('2026-11-10', 'reviewer')).toEqual(['add_papers', 'supervise']);
  });
});
