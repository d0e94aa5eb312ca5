import { describe, it } from 'vitest';
import { accepted, opened, petition, reviewed } from '../../../../test/support/given.ts';

const DAYS = { from: '2026-09-10', to: '2026-09-11', note: '双方到场。' };

describe('hold_hearing', () => {
  it('stands in the stream of the office that held it, while its duty runs', () => {
    accepted().yields('2026-09-12', 'handler', 'hold_hearing', DAYS, [
      { type: 'hearing_held', level: 0, data: { from: '2026-09-10', to: '2026-09-11' } },
    ]);
    opened()
      .step('2026-09-25', 'filer', 'ask_review')
      .yields('2026-10-10', 'reviewer', 'hold_hearing', { from: '2026-10-09', to: '2026-10-09' }, [{ level: 1 }]);
    reviewed()
      .step('2026-10-25', 'filer', 'ask_rereview')
      .yields('2026-11-10', 'city', 'hold_hearing', { from: '2026-11-09', to: '2026-11-09' }, [{ level: 2 }]);
  });
  it('lies in the past, in order, not before the filing', () => {
    accepted().refuses('2026-09-12', 'handler', 'hold_hearing', { from: '2026-09-11', to: '2026-09-13' }, 'date_in_future');
    accepted().refuses('2026-09-12', 'handler', 'hold_hearing', { from: '2026-09-11', to: '2026-09-10' }, 'field_date');
    accepted().refuses('2026-09-12', 'handler', 'hold_hearing', { from: '2026-08-11', to: '2026-09-10' }, 'date_before_start');
    accepted().refuses('2026-09-12', 'handler', 'hold_hearing', { from: 'x', to: '2026-09-10' }, 'field_date');
  });
  it('needs a running duty', () => {
    petition()
      .step('2026-09-02', 'desk', 'register', { office: 'housing' })
      .refuses('2026-09-12', 'handler', 'hold_hearing', DAYS, 'wrong_stage');
    opened().refuses('2026-09-22', 'handler', 'hold_hearing', DAYS, 'wrong_stage');
  });
});
