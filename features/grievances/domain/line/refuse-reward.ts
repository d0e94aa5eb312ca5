import { TEXT } from '../../../../kernel/stream/fields.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { runningDuties, whenWithdrawn } from '../standing.ts';
import { newEvent, texts, type Verb } from '../verb.ts';

/** No reward is given: the filer reads why at once, and may ask the office above. A reward can still be granted afterwards. */
export const refuseReward: Verb = {
  name: 'refuse_reward',
  by: 'staff',
  makes: 'reward_refused',
  fields: { reason: TEXT },
  closed: (state, context) =>
    whenWithdrawn(state, context) ??
    (context.pack.reward === undefined
      ? refuse('wrong_stage')
      : runningDuties(context, 'decide_reward').length === 0
        ? refuse('not_yet')
        : undefined),
  decide: (input, _state, _context, actor) => [newEvent({ type: 'reward_refused', level: 0, actor, texts: texts(input, 'reason') })],
};
