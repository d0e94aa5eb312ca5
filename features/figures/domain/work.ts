import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { DoneBy } from '../../../kernel/programme/programme.ts';
import { firstDayOf, monthOf, plusMonths, type Month } from './month.ts';
import type { WorkStage } from './stage.ts';

/** The part that a slot counts under, by what meets its rule; what a programme of before asked for and no programme has any more is a check. */
export const slotStage = (doneBy: DoneBy | undefined): WorkStage =>
  doneBy === 'drill' ? 'drills' : doneBy === 'lesson' ? 'lessons' : doneBy === 'meeting' ? 'decisions' : 'checks';

/** The last day of a month. */
export const lastDayOf = (month: Month): PlainDate => addDays(firstDayOf(plusMonths(month, 1)), -1);

/** How a hazard stood from a day on: a row for each change, in their order; never changed again. */
export interface HazardFrom {
  readonly since: PlainDate;
  /** The office that ordered it then. */
  readonly lead: string;
  readonly due_on: PlainDate | null;
  readonly mended_on: PlainDate | null;
  /** The day on which it was certain: accepted, or put right on the spot. */
  readonly done_on: PlainDate | null;
}

/** A day on which it turned out that a hazard was not mended by the day that was set, and who ordered it then. */
interface Missed {
  readonly day: PlainDate;
  readonly lead: string;
}

const at = (rows: readonly HazardFrom[], day: PlainDate): HazardFrom | undefined => rows.findLast(({ since }) => since <= day);

/**
 * When a day that was set had passed unmended. What was told before the end of that month counts, also where it was told after the day; a new day
 * that was set later takes nothing back.
 */
const missedDays = (rows: readonly HazardFrom[]): readonly Missed[] =>
  [...new Set(rows.flatMap(({ due_on }) => due_on ?? []))].flatMap((due) => {
    const then = at(rows, due);
    if (then?.due_on !== due) return [];
    const later = rows.slice(rows.indexOf(then)).filter(({ since }) => since <= lastDayOf(monthOf(due)));
    return later.some(({ mended_on }) => mended_on !== null && mended_on <= due) ? [] : [{ day: due, lead: then.lead }];
  });

/** When it turned out, after the day that was set, that it had not been mended as somebody had said. */
const rejectedDays = (rows: readonly HazardFrom[]): readonly Missed[] =>
  rows.flatMap((row, i) => {
    const before = rows[i - 1];
    if (!before || before.mended_on === null || before.done_on !== null || before.due_on === null) return [];
    const isTaken = row.mended_on !== null && row.mended_on <= before.mended_on;
    return isTaken || before.mended_on > before.due_on || row.since <= before.due_on ? [] : [{ day: row.since, lead: row.lead }];
  });

/** The day on which it was first known to be done with; undefined where it never was. One that is opened again is not in time a second time. */
const doneSince = (rows: readonly HazardFrom[]): PlainDate | undefined => rows.find(({ done_on }) => done_on !== null)?.since;

/**
 * How a hazard counts in a month: late where in that month the day that was set passed unmended, or it turned out that it had not been mended by
 * it; in time where in that month it was known to be done with, and it was never late. Null: not at all. `rows`: all that there were at the end of
 * the month; what comes later changes none of it.
 */
export const hazardInMonth = (
  rows: readonly HazardFrom[],
  first: PlainDate,
  last: PlainDate,
): { readonly office: string; readonly outcome: 'kept' | 'late' } | null => {
  const known = rows.filter(({ since }) => since <= last);
  const late = [...missedDays(known), ...rejectedDays(known)].filter(({ day }) => day <= last);
  const inMonth = late.find(({ day }) => day >= first);
  if (inMonth) return { office: inMonth.lead, outcome: 'late' };
  const done = doneSince(known);
  const lead = known.find(({ since }) => since === done)?.lead;
  return late.length === 0 && lead !== undefined && done !== undefined && done >= first ? { office: lead, outcome: 'kept' } : null;
};
