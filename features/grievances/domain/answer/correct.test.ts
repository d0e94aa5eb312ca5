import { describe, it } from 'vitest';
import { accepted, opened, petition } from '../../../../test/support/given.ts';

describe('correct', () => {
  it('adds words to a step of the own office; the step stays', () => {
    accepted().yields('2026-09-05', 'handler', 'correct', { n: 2, words: '河段写错了。' }, [
      { type: 'corrected', level: 0, data: { n: 2 } },
    ]);
  });
  it('is never about a step of the filer, of another stream, or about nothing', () => {
    accepted().refuses('2026-09-05', 'handler', 'correct', { n: 0, words: '改。' }, 'not_filers_event');
    opened().refuses('2026-09-22', 'handler', 'correct', { n: 4, words: '改。' }, 'not_filers_event');
    accepted().refuses('2026-09-05', 'handler', 'correct', { n: 9, words: '改。' }, 'not_found');
    accepted().refuses('2026-09-05', 'handler', 'correct', { n: 2 }, 'field_empty');
    petition().refuses('2026-09-02', 'desk', 'correct', { n: 0, words: '改。' }, 'not_yet');
  });
  it('a correction is not corrected again', () => {
    accepted()
      .step('2026-09-05', 'handler', 'correct', { n: 2, words: '一。' })
      .refuses('2026-09-06', 'handler', 'correct', { n: 3, words: '二。' }, 'not_found');
  });
});
