import { describe, expect, it } from 'vitest';
import { accepted, opened, type Story } from '../../../../test/support/given.ts';
import { fold } from '../state.ts';

const helped = (role: 'co' | 'watch'): Story =>
  accepted().step('2026-09-05', 'handler', 'add_office', { office: 'water', role, words: '请看管道。' });

describe('an office that helps', () => {
  it('reads the matter and says what it found; the lead alone answers, by the one date the filer knows', () => {
    const story = helped('co');
    expect(fold(story.events).helpers).toEqual([{ office: 'water', role: 'co' }]);
    expect(story.open('2026-09-06', 'stranger')).toEqual(['contribute']);
    story.yields('2026-09-06', 'stranger', 'contribute', { words: '管道完好。' }, [{ type: 'contributed', level: 0 }]);
    story.refuses('2026-09-06', 'stranger', 'reply', {}, 'not_your_post').owes('2026-09-07', 'petition.decide', '2026-11-02');
  });
  it('that reads along may do nothing', () => {
    expect(helped('watch').open('2026-09-06', 'stranger')).toEqual([]);
    helped('watch').refuses('2026-09-06', 'stranger', 'contribute', { words: '管道完好。' }, 'not_your_post');
  });
  it('sees nothing any more once it is released', () => {
    const story = helped('co').step('2026-09-07', 'handler', 'release_office', { office: 'water' });
    story.refuses('2026-09-08', 'stranger', 'contribute', { words: '还有话。' }, 'not_found');
  });
  it('is never the office that might have to review it, nor one that takes part already', () => {
    const ask = { role: 'co', words: '请看。' } as const;
    accepted().refuses('2026-09-05', 'handler', 'add_office', { office: 'county', ...ask }, 'office_out_of_reach');
    accepted().refuses('2026-09-05', 'handler', 'add_office', { office: 'housing', ...ask }, 'office_out_of_reach');
    helped('co').refuses('2026-09-06', 'handler', 'add_office', { office: 'water', ...ask }, 'office_joined_already');
    opened().refuses('2026-09-25', 'handler', 'add_office', { office: 'water', ...ask }, 'duty_over');
  });
});
