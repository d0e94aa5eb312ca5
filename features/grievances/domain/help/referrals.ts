import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Pack } from '../../../../kernel/policy/pack.ts';
import type { GrievanceState } from '../state.ts';

/** Whether a matter may be led to a door that is no office here: a request for help, or a dispute whose sides need a lawyer. */
export const refersOut = (pack: Pack): boolean => pack.kind === 'help' || pack.kind === 'mediation';

/** Referrals of which nobody has said yet what became of them, oldest first. */
export const unanswered = (state: GrievanceState): readonly MatterEvent[] =>
  state.history.filter(
    (event) =>
      event.type === 'referred_out' && !state.history.some((later) => later.type === 'referral_answered' && later.data['of'] === event.n),
  );
