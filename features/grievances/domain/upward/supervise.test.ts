import { describe, expect, it } from 'vitest';
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
  it('needs words, and is not for the office below', () => {
    asked().refuses('2026-11-10', 'reviewer', 'supervise', {}, 'field_empty');
    asked().refuses('2026-11-10', 'head', 'supervise', { words: '自己督办自己。' }, 'not_your_post');
    expect(asked().open('2026-11-10', 'reviewer')).toEqual(['supervise']);
  });
});
