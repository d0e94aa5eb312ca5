import type { CalendarDefinition } from './calendar.ts';
import { parsePlainDate, weekday, yearOf } from './plain-date.ts';

/** The official list of one year, as the notice gives it. */
export interface YearList {
  readonly year: number;
  readonly source: string;
  readonly holidays: readonly string[];
  readonly makeUpDays: readonly string[];
}

/** What is wrong with a list: a stable code and the day or year it is about. */
export interface YearProblem {
  readonly code:
    | 'calendar.year.loaded'
    | 'calendar.year.unknown'
    | 'calendar.day.not_a_date'
    | 'calendar.day.other_year'
    | 'calendar.day.twice'
    | 'calendar.make_up.not_weekend'
    | 'calendar.source.missing'
    | 'calendar.holidays.none';
  readonly about: string;
}

const checkDays = (days: readonly string[], year: number): readonly YearProblem[] =>
  days.flatMap((day, i): readonly YearProblem[] => {
    const date = parsePlainDate(day);
    if (date === undefined) return [{ code: 'calendar.day.not_a_date', about: day }];
    if (yearOf(date) !== year) return [{ code: 'calendar.day.other_year', about: day }];
    return days.indexOf(day) === i ? [] : [{ code: 'calendar.day.twice', about: day }];
  });

const isWeekend = (day: string): boolean => {
  const date = parsePlainDate(day);
  return date !== undefined && weekday(date) > 5;
};

const problemsOf = (definition: CalendarDefinition, list: YearList): readonly YearProblem[] => [
  // A loaded year never changes: a confirmed date would move (design 3).
  ...(definition.years.includes(list.year) ? [{ code: 'calendar.year.loaded', about: String(list.year) } as const] : []),
  ...(Number.isInteger(list.year) && list.year > 1900 && list.year < 2200
    ? []
    : [{ code: 'calendar.year.unknown', about: String(list.year) } as const]),
  ...(list.source.trim() === '' ? [{ code: 'calendar.source.missing', about: 'source' } as const] : []),
  ...(list.holidays.length === 0 ? [{ code: 'calendar.holidays.none', about: String(list.year) } as const] : []),
  ...checkDays([...list.holidays, ...list.makeUpDays], list.year),
  ...list.makeUpDays
    .filter((day) => parsePlainDate(day) !== undefined && !isWeekend(day))
    .map((day) => ({ code: 'calendar.make_up.not_weekend', about: day }) as const),
];

/** Adds a year's list to a calendar: a new definition in which every loaded year is as it was, or what is wrong with the list. */
export const addYear = (
  definition: CalendarDefinition,
  list: YearList,
): CalendarDefinition | { readonly problems: readonly YearProblem[] } => {
  const problems = problemsOf(definition, list);
  if (problems.length > 0) return { problems };
  return {
    ...definition,
    source: `${definition.source}; ${list.year}: ${list.source}`,
    years: [...definition.years, list.year].toSorted((a, b) => a - b),
    holidays: [...definition.holidays, ...list.holidays].toSorted(),
    makeUpDays: [...definition.makeUpDays, ...list.makeUpDays].toSorted(),
  };
};
