import type { MatterEvent, NewEvent } from '../../../../kernel/matter/event.ts';
import { findEvent, fold, inOrder } from '../state.ts';
import { newEvent } from '../verb.ts';

/**
 * What an office is told of how many follow a matter together: at least so many. Below ten it is told nothing, as figures tell nothing
 * (G16); above, what it needs to plan a meeting and its copies.
 */
export const TOLD_FROM = [10, 50, 200] as const;

/** The band of a count: the largest of the steps that it reaches, 0 below the first. */
export const bandOf = (count: number): number => TOLD_FROM.findLast((least) => count >= least) ?? 0;

/** What the office was told last; 0 where nothing was. */
export const toldBand = (events: readonly MatterEvent[]): number => {
  const told = findEvent(fold(inOrder(events)), 'joiners_counted')?.data['least'];
  return typeof told === 'number' ? told : 0;
};

/** The day's count, told once a day and only where its band has changed. No duty starts from it or ends with it (G2). */
export const countJoiners = (events: readonly MatterEvent[], count: number): readonly NewEvent[] => {
  const least = bandOf(count);
  return least === toldBand(events) ? [] : [newEvent({ type: 'joiners_counted', level: 0, actor: { kind: 'system' }, data: { least } })];
};
