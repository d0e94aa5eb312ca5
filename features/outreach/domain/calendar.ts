import { addDays, weekday, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { Cadence } from '../../../kernel/recurrence/cadence.ts';
import type { DaySpan, Window } from '../../../kernel/recurrence/surroundings.ts';

/** Something that a wall calendar tells: by which day, and since when. */
export interface Dated {
  /** `programme/rule`. */
  readonly key: string;
  readonly window: Pick<Window, 'first' | 'last' | 'provisional'>;
  readonly times: number;
}

/** A week, Monday to Sunday, with what has to be done by the end of it. */
export interface Week {
  /** Counted from the first of the span. */
  readonly nth: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly holidays: readonly DaySpan[];
  readonly due: readonly Dated[];
}

const mondayOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekday(day));

/** Whether something comes so seldom that a wall calendar says it: what is owed each day stands on the list of the day. */
export const isOnWall = (cadence: Cadence): boolean =>
  cadence.kind === 'bucket'
    ? cadence.unit !== 'day' && cadence.unit !== 'open day' && cadence.unit !== 'working day' && cadence.during !== 'incident'
    : cadence.kind === 'before' || cadence.kind === 'opening' || cadence.kind === 'after';

/** Something that is due in each week from one day to another: it is said once, above the weeks. */
export interface EachWeek {
  readonly key: string;
  readonly times: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Whether something comes back each week. */
export const isWeekly = (cadence: Cadence): boolean => cadence.kind === 'bucket' && cadence.unit === 'week';

/** What comes back each week, with its first and its last day in the span. */
export const eachWeekOf = (span: DaySpan, due: readonly Dated[]): readonly EachWeek[] =>
  [...Map.groupBy(due, ({ key }) => key)].map(([key, all]) => {
    const days = (of: 'first' | 'last'): readonly PlainDate[] => all.map(({ window }) => window[of]).toSorted((a, b) => (a < b ? -1 : 1));
    const [first, last] = [days('first')[0] ?? span.from, days('last').at(-1) ?? span.to];
    return { key, times: all[0]?.times ?? 1, from: first < span.from ? span.from : first, to: last > span.to ? span.to : last };
  });

/**
 * The weeks of a span with what is due in each: a window stands in the week in which it ends, so that nothing that is read there comes too late.
 * Pure. What ends after the span stands in no week of it.
 */
export const weeksOf = (span: DaySpan, due: readonly Dated[], holidays: readonly DaySpan[]): readonly Week[] => {
  const weeks: Week[] = [];
  for (let from = mondayOf(span.from); from <= span.to; from = addDays(from, 7)) {
    const to = addDays(from, 6);
    weeks.push({
      nth: weeks.length + 1,
      from,
      to,
      holidays: holidays.filter((it) => it.from <= to && it.to >= from),
      due: due
        .filter(({ window }) => window.last >= from && window.last <= to)
        .toSorted((a, b) => (a.window.last === b.window.last ? (a.key < b.key ? -1 : 1) : a.window.last < b.window.last ? -1 : 1)),
    });
  }
  return weeks;
};
