import type { Obligation } from '../../../kernel/obligation/obligation.ts';
import type { GrievanceState } from './state.ts';

/** The office that a forward asked, by the forward itself: it stays named when the matter has moved on. Null for what no forward started. */
export const askedBy = (state: GrievanceState, { startedBy }: Pick<Obligation, 'startedBy'>): string | null => {
  const to = state.history.find((event) => event.level === startedBy.level && event.n === startedBy.n)?.data['to'];
  return typeof to === 'string' ? to : null;
};
