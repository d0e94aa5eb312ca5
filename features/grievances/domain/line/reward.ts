import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { findEvent, has, type GrievanceState } from '../state.ts';

/** What whoever reported a danger is rewarded with, as it was granted. */
export interface Granted {
  /** In whole yuan, by the rule of the pack. */
  readonly amount: number;
  /** The last day on which it can be collected. */
  readonly until: PlainDate;
}

/** The reward of a report; null where none was granted. One report is rewarded once. */
export const grantedReward = (state: GrievanceState): Granted | null => {
  const { amount, until } = findEvent(state, 'reward_granted')?.data ?? {};
  return typeof amount === 'number' && typeof until === 'string' ? { amount, until: until as PlainDate } : null; // the verb wrote a day
};

/** Whether its filer has made the code that it is collected with. */
export const isSlipMade = (state: GrievanceState): boolean => has(state, 'reward_slip_made');
