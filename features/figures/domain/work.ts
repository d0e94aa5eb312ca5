import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { DoneBy } from '../../../kernel/programme/programme.ts';
import { firstDayOf, monthOf, plusMonths, type Month } from './month.ts';
import type { WorkStage } from './stage.ts';

/** The part that a slot counts under, by what meets its rule; what a programme of before asked for and no programme has any more is a check. */
export const slotStage = (doneBy: DoneBy | undefined): WorkStage =>
  doneBy === 'drill' ? 'drills' : doneBy === 'lesson' ? 'lessons' : doneBy === 'meeting' ? 'decisions' : 'checks';

/** The last day of a month. */
export const lastDayOf = (month: Month): PlainDate => addDays(firstDayOf(plusMonths(month, 1)), -1);

/** What is asked of a hazard as it stood at the end of a day. */
export interface HazardThen {
  readonly matter: string;
  readonly due_on: PlainDate | null;
  readonly mended_on: PlainDate | null;
  /** The day on which it was certain: accepted, or put right on the spot. */
  readonly done_on: PlainDate | null;
}

/** Whether the day that was set has passed, and nobody says that it was mended by then. Asked at the end of a day, which is over. */
const isLate = ({ due_on, mended_on }: HazardThen, to: PlainDate): boolean =>
  due_on !== null && due_on <= to && (mended_on === null || mended_on > due_on);

/**
 * The hazards of an office that count in a month, each once: in time in the month in which it was accepted; late in the month of the day that was
 * set. One that was said to be mended by its day, was not, and is done with later counts as late where that turned out. `then`: how it stood at
 * the end of an earlier month; `earlier`: the days that have to be known for it.
 */
export const hazardsOfMonth = (
  all: readonly HazardThen[],
  first: PlainDate,
  last: PlainDate,
  then: (matter: string, day: PlainDate) => HazardThen | undefined = () => undefined,
): { readonly kept: number; readonly late: number; readonly earlier: ReadonlySet<PlainDate> } => {
  const inMonth = (day: PlainDate | null): boolean => day !== null && day >= first && day <= last;
  const earlier = new Set<PlainDate>();
  let [kept, late] = [0, 0];
  for (const it of all) {
    if (inMonth(it.due_on) && isLate(it, last)) late += 1;
    else if (inMonth(it.done_on) && !isLate(it, last)) kept += 1;
    else if (inMonth(it.done_on) && it.due_on !== null && it.due_on < first) {
      const day = lastDayOf(monthOf(it.due_on));
      earlier.add(day);
      const before = then(it.matter, day);
      if (before?.due_on === it.due_on && !isLate(before, day)) late += 1;
    }
  }
  return { kept, late, earlier };
};
