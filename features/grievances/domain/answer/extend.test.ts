import { describe, it } from 'vitest';
import { accepted, centre, opened } from '../../../../test/support/given.ts';

// Accepted on 3 September 2026: 60 days end on Monday 2 November; 30 more on Wednesday 2 December.
describe('extend', () => {
  it('gives at most 30 more days, by the head, with reasons', () => {
    accepted().yields('2026-10-30', 'head', 'extend', { until: '2026-12-02', reason: '等气温。' }, [
      { type: 'extended', data: { until: '2026-12-02' } },
    ]);
    accepted().refuses('2026-10-30', 'head', 'extend', { until: '2026-12-03', reason: '等气温。' }, 'extension_too_long');
    accepted().refuses('2026-10-30', 'handler', 'extend', { until: '2026-12-01', reason: '等气温。' }, 'not_your_post');
    accepted().refuses('2026-10-30', 'head', 'extend', { until: '2026-12-01' }, 'field_empty');
  });
  it('must move the date, and must be a date', () => {
    accepted().refuses('2026-10-30', 'head', 'extend', { until: '2026-11-02', reason: '一样。' }, 'nothing_changes');
    accepted().refuses('2026-10-30', 'head', 'extend', { until: 'soon', reason: '不是日期。' }, 'field_date');
  });
  it('is possible on the last day, not the day after, and only once', () => {
    accepted().yields('2026-11-02', 'head', 'extend', { until: '2026-11-20', reason: '最后一天。' }, [{ type: 'extended' }]);
    accepted().refuses('2026-11-03', 'head', 'extend', { until: '2026-11-20', reason: '晚了。' }, 'duty_over');
    accepted()
      .step('2026-10-30', 'head', 'extend', { until: '2026-11-20', reason: '一次。' })
      .refuses('2026-11-10', 'head', 'extend', { until: '2026-12-01', reason: '两次。' }, 'extension_spent');
  });
  it('needs a running duty that the pack lets be extended', () => {
    opened().refuses('2026-09-22', 'head', 'extend', { until: '2026-12-01', reason: '已答复。' }, 'wrong_stage');
    centre()
      .step('2026-09-01', 'desk', 'register', { office: 'housing', grade: 'hard' })
      .refuses('2026-09-02', 'head', 'extend', { until: '2026-12-01', reason: '没有这一条。' }, 'right_not_open');
  });
});
