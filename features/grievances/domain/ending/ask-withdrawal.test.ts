import { describe, expect, it } from 'vitest';
import { accepted, opened, REPLY } from '../../../../test/support/given.ts';

describe('ask_withdrawal and resume', () => {
  it('takes effect after seven days by time itself; until then the office still owes its answer', () => {
    const asked = accepted().step('2026-09-10', 'filer', 'ask_withdrawal');
    expect(asked.open('2026-09-17', 'handler')).toContain('reply');
    asked.refuses('2026-09-18', 'handler', 'reply', REPLY, 'withdrawn');
    expect(asked.open('2026-09-18', 'handler')).toEqual(['correct']);
    asked.refuses('2026-09-18', 'filer', 'ask_review', {}, 'withdrawn');
  });
  it('can be taken back at any time, on the original clock', () => {
    const asked = accepted().step('2026-09-10', 'filer', 'ask_withdrawal');
    asked
      .step('2026-10-20', 'filer', 'resume')
      .refuses('2026-11-02', 'filer', 'ask_take_up', {}, 'not_yet')
      .yields('2026-11-03', 'filer', 'ask_take_up', {}, [{ type: 'take_up_asked' }]);
  });
  it('is asked once, needs something that is still owed, and is the filer’s alone', () => {
    accepted().step('2026-09-10', 'filer', 'ask_withdrawal').refuses('2026-09-11', 'filer', 'ask_withdrawal', {}, 'already_done');
    opened().refuses('2026-09-22', 'filer', 'ask_withdrawal', {}, 'duty_over');
    accepted().refuses('2026-09-10', 'filer', 'resume', {}, 'right_not_open');
    accepted().refuses('2026-09-10', 'head', 'ask_withdrawal', {}, 'not_found');
  });
});
