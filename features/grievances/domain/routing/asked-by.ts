import type { Obligation } from '../../../../kernel/obligation/obligation.ts';
import type { GrievanceState } from '../state.ts';

/** The office that a forward asked, by the forward itself: it stays named when the matter has moved on. Null for what no forward started. */
export const askedBy = (state: GrievanceState, { startedBy }: Pick<Obligation, 'startedBy'>): string | null => {
  const to = state.history.find((event) => event.level === startedBy.level && event.n === startedBy.n)?.data['to'];
  return typeof to === 'string' ? to : null;
};

/** The office whose step met a duty; null while it is not met, and for what no office met. */
export const metByOffice = (state: GrievanceState, { metBy }: Pick<Obligation, 'metBy'>): string | null => {
  const event = metBy && state.history.find((it) => it.level === metBy.level && it.n === metBy.n);
  return event?.actor.kind === 'staff' ? event.actor.office : null;
};
