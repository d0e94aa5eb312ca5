import { refuse } from '../../../../kernel/refusal.ts';
import { withdrawal } from '../standing.ts';
import { has } from '../state.ts';
import { newEvent, type Verb } from '../verb.ts';

/** The filer asks to withdraw. It takes effect after seven days, can be taken back, and counts as unanswered (G8). */
export const askWithdrawal: Verb = {
  name: 'ask_withdrawal',
  by: 'filer',
  onOwnDevice: true,
  makes: 'withdrawal_asked',
  most: 5,
  fields: {},
  closed: (state, context) => {
    if (withdrawal(state, context) !== 'none') return refuse('already_done');
    // Whoever presses the one who filed must not be able to end what others follow (docs/adr/0024).
    if (has(state, 'opened_to_others')) return refuse('joint_stays');
    const owed = context.obligations.some((it) => it.nature === 'duty' && (it.status === 'running' || it.status === 'overdue'));
    return owed ? undefined : refuse('duty_over');
  },
  decide: (_input, _state, _context, actor) => [newEvent({ type: 'withdrawal_asked', level: 0, actor })],
};
