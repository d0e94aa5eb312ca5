import type { Label } from './pack.ts';

/**
 * What whoever reported a danger that was confirmed is rewarded with, by a rule that is published: never by what somebody types (S18).
 * Money is in whole yuan.
 */
export interface Reward {
  /** So many thousandths of the fine that was imposed. */
  readonly thousandths: number;
  /** Not less, and not more; the least also where no fine was imposed. */
  readonly least: number;
  readonly most: number;
  /** So many days after it was granted it can still be collected. */
  readonly days: number;
  readonly clause: Label;
  /** True where no rule that is published by others says so. */
  readonly ownRule: boolean;
}

const WHOLE = 1000;

/** The reward for a fine, both in whole yuan; what is left of a yuan is not paid. */
export const rewardFor = ({ thousandths, least, most }: Reward, fine: number): number =>
  Math.min(most, Math.max(least, Math.floor((fine * thousandths) / WHOLE)));
