import { addDays } from '../calendar/plain-date.ts';
import type { Instant } from '../calendar/instant.ts';
import { dateIn, startOfDay } from '../calendar/zone.ts';
import { later, meets, toWindow } from './raw.ts';
import type { Cover, Range, Why, Window } from './surroundings.ts';

/**
 * How a window of this kind ended: when the act that met it was done, and whether that was late; `missed`; or `open` while an act that
 * meets it could still arrive.
 */
export type Met = { readonly doneAt: Instant; readonly late: boolean } | 'missed' | 'open';

/** What is known of windows that count from the last time: how one ended, and the present. */
export interface Chain {
  readonly met: (window: Window) => Met;
  readonly asOf: Instant;
}

const dayAfter = (at: Instant, days: number, zone: string): Instant => startOfDay(addDays(dateIn(at, zone), days), zone);

/**
 * At most N days from one time to the next (SER art. 31). The day on which it is done is day 0: the next time is due by the end of day N,
 * and the day on which a thing comes under the rule counts as such a day. The next window begins with the day after the act; where there
 * was none, where this one ended, so that a day that was missed stays missed. Nothing is owed by a window in whose middle the thing
 * leaves. A window that was met is given for a range that shares an instant with it as it was owed, until `due`: there its result becomes
 * final. What follows a window that can still be met hangs on a record that may yet arrive, and says so.
 */
export const sinceWindows = (days: number, cover: Cover, range: Range, zone: string, chain: Chain): readonly Window[] => {
  const found: Window[] = [];
  let from = cover.from;
  let due = dayAfter(from, days + 1, zone);
  let hangs = false;
  while (from < range.to && (cover.to === null || from < cover.to)) {
    hangs ||= from > chain.asOf;
    const why: Why | null = hangs ? 'hangs_on_record' : null;
    const id = dateIn(from, zone);
    const met: Met = hangs ? 'open' : chain.met(toWindow({ id, from, to: due, times: 1, why }, zone));
    hangs ||= met === 'open';
    const next = typeof met === 'string' ? due : met.late ? later(due, dayAfter(met.doneAt, 1, zone)) : dayAfter(met.doneAt, 1, zone);
    const window = toWindow({ id, from, to: next, times: 1, why }, zone, due);
    if ((cover.to === null || window.due <= cover.to || next <= cover.to) && meets({ from, to: later(next, due) }, range))
      found.push(window);
    due = typeof met === 'string' ? dayAfter(due, days, zone) : dayAfter(met.doneAt, days + 1, zone);
    from = next;
  }
  return found;
};
