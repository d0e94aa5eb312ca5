import type { Actor } from '../../../../kernel/stream/event.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { registerClosed } from '../intake/register.ts';
import type { GrievanceState } from '../state.ts';
import type { Context } from '../verb.ts';

/** The transfer slip that waits for its second signature: the newest proposal that was neither signed nor sent back. */
export const waitingTransfer = (state: GrievanceState): MatterEvent | undefined => {
  const last = state.history.findLast(({ type }) => type === 'transfer_proposed' || type === 'transfer_returned' || type === 'registered');
  return last?.type === 'transfer_proposed' ? last : undefined;
};

/** Why a post cannot give its word on a transfer slip: none waits, or it is its own. Every account of a post is that post. */
export const secondClosed = (state: GrievanceState, context: Context, actor: Actor): Refusal | undefined => {
  const closed = registerClosed(state, context);
  if (closed) return closed;
  const proposal = waitingTransfer(state);
  if (proposal?.actor.kind !== 'staff' || actor.kind !== 'staff') return refuse('not_yet');
  return proposal.actor.post === actor.post ? refuse('second_post_first') : undefined;
};

/** The signature that a registration was made by; the two are written in one step, and are struck out as one. */
export const signatureOf = (state: GrievanceState, registered: MatterEvent): MatterEvent | undefined =>
  registered.type === 'registered'
    ? state.history.find((it) => it.type === 'transfer_signed' && it.level === registered.level && it.n === registered.n - 1)
    : undefined;
