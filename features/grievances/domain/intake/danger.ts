import type { GrievanceState } from '../state.ts';

/** True from when somebody said that a life is in danger until who is on duty has taken it on. */
export const isDangerOpen = (state: GrievanceState): boolean =>
  state.history.findLast((event) => event.type === 'danger_reported' || event.type === 'danger_taken')?.type === 'danger_reported';
