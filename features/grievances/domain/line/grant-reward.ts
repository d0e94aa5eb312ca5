import { addDays } from '../../../../kernel/calendar/plain-date.ts';
import { noted, WHOLE } from '../../../../kernel/stream/fields.ts';
import { rewardFor } from '../../../../kernel/policy/reward.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { whenWithdrawn } from '../standing.ts';
import { newEvent, type Verb } from '../verb.ts';
import { grantedReward } from './reward.ts';
import { verdictOf } from './verdict.ts';

/**
 * A report that was confirmed is rewarded. The office says what fine was imposed; how much that makes is computed by the rule that the
 * report is bound to, and nobody types it (docs/adr/0053).
 */
export const grantReward: Verb = {
  name: 'grant_reward',
  by: 'staff',
  makes: 'reward_granted',
  fields: { fine: noted(WHOLE, 'The fine that was imposed for the danger, in whole yuan; 0 where none was.') },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (context.pack.reward === undefined
      ? refuse('wrong_stage')
      : grantedReward(state) !== null
        ? refuse('already_done')
        : verdictOf(state)?.type === 'hazard_confirmed'
          ? undefined
          : refuse('not_yet')),
  decide: (input, _state, { pack, today }, actor) => {
    const { fine } = input;
    if (pack.reward === undefined || typeof fine !== 'number') return refuse('wrong_stage');
    const data = { fine, amount: rewardFor(pack.reward, fine), until: addDays(today, pack.reward.days) };
    return [newEvent({ type: 'reward_granted', level: 0, actor, data })];
  },
};
