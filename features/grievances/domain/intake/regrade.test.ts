import { describe, it } from 'vitest';
import { centre, petition } from '../../../../test/support/given.ts';

const hard = () => centre().step('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'hard' });

describe('regrade', () => {
  it('takes a shorter grade with reasons', () => {
    hard().yields('2026-09-02', 'handler', 'regrade', { grade: 'simple', reason: '很快能办。' }, [
      { type: 'regraded', data: { grade: 'simple' } },
    ]);
  });
  it('refuses the same or a longer grade: that would take time from the filer', () => {
    hard().refuses('2026-09-02', 'handler', 'regrade', { grade: 'hard', reason: '一样。' }, 'grade_longer');
    hard()
      .step('2026-09-02', 'handler', 'regrade', { grade: 'ordinary', reason: '可以。' })
      .refuses('2026-09-02', 'handler', 'regrade', { grade: 'hard', reason: '不。' }, 'grade_longer');
    hard()
      .step('2026-09-02', 'handler', 'regrade', { grade: 'simple', reason: '可以。' })
      .refuses('2026-09-02', 'handler', 'regrade', { grade: 'simple', reason: '不。' }, 'grade_longer');
  });
  it('needs a grade, reasons, a registered matter and no answer yet', () => {
    hard().refuses('2026-09-02', 'handler', 'regrade', { reason: '没有写。' }, 'field_choice');
    hard().refuses('2026-09-02', 'handler', 'regrade', { grade: 'simple' }, 'field_empty');
    centre().refuses('2026-09-01', 'desk', 'regrade', { grade: 'simple', reason: '早。' }, 'not_yet');
    petition()
      .step('2026-09-02', 'desk', 'register', { office: 'housing' })
      .refuses('2026-09-02', 'handler', 'regrade', { grade: 'simple', reason: '没有难易。' }, 'wrong_stage');
    hard()
      .step('2026-09-02', 'handler', 'propose_reply', { outcome: 'supported', facts: '是。', opinion: '好。' })
      .step('2026-09-02', 'head', 'reply', { outcome: 'supported', facts: '是。', opinion: '好。' })
      .refuses('2026-09-03', 'handler', 'regrade', { grade: 'simple', reason: '晚。' }, 'duty_over');
  });
});
