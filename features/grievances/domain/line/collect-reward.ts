import { SERVER } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { rightBy } from '../receipts/right-by.ts';
import { newEvent, type Verb } from '../verb.ts';
import { grantedReward, isSlipMade } from './reward.ts';

/**
 * The filer makes the code with which the reward is collected at the counter, once. The event says that it was made and nothing more: which
 * code it is stands in no event, and what becomes of it in no matter.
 */
export const collectReward: Verb = {
  name: 'collect_reward',
  by: 'filer',
  onOwnDevice: true,
  makes: 'reward_slip_made',
  fields: { by: SERVER },
  closed: (state, context) => {
    const granted = grantedReward(state);
    if (granted === null) return refuse('right_not_open');
    if (isSlipMade(state)) return refuse('already_done');
    return context.today > granted.until ? refuse('right_lapsed', { due: granted.until }) : undefined;
  },
  decide: (input, state, context, actor) =>
    rightBy(input, state, context) === 'act'
      ? [newEvent({ type: 'reward_slip_made', level: 0, actor, data: { ...grantedReward(state) } })]
      : refuse('not_found', { what: 'code' }),
};
