import type { Actor } from '../../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { GrievanceState } from '../state.ts';
import type { Context } from '../verb.ts';

/** An answer to a hard matter is read by a second post before it is given. */
export const needsSecondPost = (state: GrievanceState, context: Context): boolean => state.grade === 'hard' && !context.imported;

/** The newest proposal since the last answer; undefined where there is none. */
export const proposalOf = (state: GrievanceState): MatterEvent | undefined => {
  const last = state.history.findLast((event) => event.type === 'reply_proposed' || event.type === 'replied');
  return last?.type === 'reply_proposed' ? last : undefined;
};

/** True when the newest proposal was sent back. */
export const isRefused = (state: GrievanceState): boolean => {
  const proposal = proposalOf(state);
  const back = state.history.findLast((event) => event.type === 'reply_returned');
  return proposal !== undefined && back !== undefined && state.history.indexOf(back) > state.history.indexOf(proposal);
};

/** True when a proposal of another post waits for this one's word. */
export const maySecond = (state: GrievanceState, actor: Actor): boolean => {
  const proposal = proposalOf(state);
  return proposal?.actor.kind === 'staff' && actor.kind === 'staff' && proposal.actor.post !== actor.post && !isRefused(state);
};
