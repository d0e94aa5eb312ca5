import { addDays, type PlainDate } from '../../../kernel/calendar/plain-date.ts';

/** Days that follow on each other. */
export interface Run {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Days, in order, as runs of days that follow on each other. */
export const runsOf = (days: readonly PlainDate[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.to === day) continue;
    if (last && addDays(last.to, 1) === day) runs[runs.length - 1] = { from: last.from, to: day };
    else runs.push({ from: day, to: day });
  }
  return runs;
};

/** Several of something that are alike but for their days, each once with all of them; in the order of their first day. */
export const alikeOnDays = <T>(
  all: readonly T[],
  keyOf: (one: T) => string,
  dayOf: (one: T) => PlainDate,
): readonly { readonly one: T; readonly runs: readonly Run[] }[] =>
  [...Map.groupBy(all, keyOf).values()].flatMap((group) => {
    const [one] = group;
    return one === undefined ? [] : [{ one, runs: runsOf(group.map(dayOf).toSorted()) }];
  });
