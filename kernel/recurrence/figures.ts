import type { Slot } from './slots.ts';

/** The five figures of routine returns (as DHIS2 has them), in numbers of slots; rates in hundredths of a percent, null where nothing was expected. */
export interface Figures {
  readonly expected: number;
  readonly arrived: number;
  readonly onTime: number;
  readonly rate: number | null;
  readonly rateOnTime: number | null;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part * 10_000) / whole));

/**
 * What was expected of slots, and what of it arrived. Only what is final counts, so that a figure of a closed month does not move. A nil
 * return has arrived; a late one has, and not on time; a missing one has not. Excused and provisional slots are not expected.
 */
export const figures = (all: readonly Slot[]): Figures => {
  const counted = all.filter((slot) => slot.isFinal && slot.provisional === null && slot.state !== 'excused');
  const onTime = counted.filter(({ state }) => state === 'done' || state === 'done_nil').length;
  const arrived = onTime + counted.filter(({ state }) => state === 'late').length;
  return {
    expected: counted.length,
    arrived,
    onTime,
    rate: ratio(arrived, counted.length),
    rateOnTime: ratio(onTime, counted.length),
  };
};
