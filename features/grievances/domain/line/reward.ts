import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import { findEvent, has, type GrievanceState } from '../state.ts';

/** What whoever reported a danger is rewarded with. */
export interface Granted {
  /** In whole yuan, by the rule of the pack. */
  readonly amount: number;
  /** The last day on which it can be collected. */
  readonly until: PlainDate;
}

const grantedIn = (event: MatterEvent | undefined): Granted | null => {
  const { amount, until } = event?.data ?? {};
  return typeof amount === 'number' && typeof until === 'string' ? { amount, until: until as PlainDate } : null; // the verb wrote a day
};

/** The reward of a report; null where none was granted. One report is rewarded once. */
export const grantedReward = (state: GrievanceState): Granted | null => grantedIn(findEvent(state, 'reward_granted'));

/** Whether its filer has made the code that it is collected with. */
export const isSlipMade = (state: GrievanceState): boolean => has(state, 'reward_slip_made');

/** What a step has laid down at the counter; null where it has not. */
export const slipIn = (added: readonly MatterEvent[]): Granted | null =>
  grantedIn(added.find((event) => event.type === 'reward_slip_made'));
