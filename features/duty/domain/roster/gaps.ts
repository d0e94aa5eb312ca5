import type { Instant } from '../../../../kernel/calendar/instant.ts';
import { addDays, type PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import type { NewStreamEvent } from '../../../../kernel/stream/event.ts';
import { systemEvent } from '../system-event.ts';
import type { RosterState } from './state.ts';

/** How far ahead a gap is told, in days; the pack gives the office as many from the day on which it is said to have been told. */
export const GAPS_AHEAD_DAYS = 14;

/** Seats that somebody has whose account has ended, and seats of the next days that nobody has. */
export interface Found {
  readonly left: readonly { readonly seat: string; readonly holder: string | null }[];
  readonly empty: readonly { readonly seat: string; readonly day: PlainDate }[];
}

const sameSeats = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((seat) => b.includes(seat));

/** The day of the nearest of some seats; undefined where there are none. */
const nearest = (days: readonly PlainDate[]): PlainDate | undefined => days.toSorted()[0];

/**
 * What is to be said of a roster: seats that were left, gaps that came near, that they are others now, or that none is left. A gap that nobody
 * filled is one until its shift is over. The clock goes by the nearest: where that is another one than was told, it is counted anew.
 */
export const gapEvents = (
  { left, empty }: Found,
  { seats, gapsTold }: Pick<RosterState, 'seats' | 'gapsTold'>,
  today: PlainDate,
  now: Instant,
): readonly NewStreamEvent[] => {
  const leaving = left.filter(({ seat, holder }) => seats.get(seat)?.holder === holder).map(({ seat }) => seat);
  const gaps = empty.filter(({ seat }) => seats.get(seat)?.holder === null);
  const said = gaps.map(({ seat }) => seat);
  const told = gapsTold.flatMap((id) => seats.get(id) ?? []);
  const open = told.filter((seat) => seat.holder === null && !seat.dropped && seat.to > now);
  const [first, before] = [nearest(gaps.map(({ day }) => day)), nearest(told.map(({ day }) => day))];
  const emptied = leaving.length > 0 ? [systemEvent('seats_emptied', { seats: leaving })] : [];
  if (first === undefined)
    return [...emptied, ...(told.length > 0 && open.length === 0 && leaving.length === 0 ? [systemEvent('gaps_filled', {})] : [])];
  if (sameSeats(said, gapsTold)) return emptied;
  // Told 15 days before its day, so that 14 days later is the day before it; never later than today.
  const [planned, latest] = [addDays(first, -GAPS_AHEAD_DAYS - 1), addDays(today, -GAPS_AHEAD_DAYS)];
  const on = planned < latest ? latest : planned > today ? today : planned;
  const isAnew = told.length > 0 && before !== first;
  return [...emptied, ...(isAnew ? [systemEvent('gaps_counted_anew', {})] : []), systemEvent('gaps_found', { seats: said }, on)];
};
