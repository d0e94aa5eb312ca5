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
    | 'calendar.year.not_loaded'
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

const problemsOf = (definition: CalendarDefinition, list: YearList, supersedes: boolean): readonly YearProblem[] => [
  // A loaded year changes only where that is said: nobody corrects one by mistake.
  ...(definition.years.includes(list.year) && !supersedes ? [{ code: 'calendar.year.loaded', about: String(list.year) } as const] : []),
  ...(!definition.years.includes(list.year) && supersedes ? [{ code: 'calendar.year.not_loaded', about: String(list.year) } as const] : []),
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

/**
 * Adds a year's list to a calendar, or with `supersedes` puts it in the place of the one that was loaded: a new definition in which every
 * other year is as it was, or what is wrong with the list. Dates that were confirmed by the one before stay where they are (design 3).
 */
export const addYear = (
  definition: CalendarDefinition,
  list: YearList,
  supersedes = false,
): CalendarDefinition | { readonly problems: readonly YearProblem[] } => {
  const problems = problemsOf(definition, list, supersedes);
  if (problems.length > 0) return { problems };
  const others = (days: readonly string[]): readonly string[] => days.filter((day) => !day.startsWith(`${list.year}-`));
  return {
    ...definition,
    source: `${definition.source}; ${list.year}${supersedes ? ' (corrected)' : ''}: ${list.source}`,
    years: [...new Set([...definition.years, list.year])].toSorted((a, b) => a - b),
    holidays: [...others(definition.holidays), ...list.holidays].toSorted(),
    makeUpDays: [...others(definition.makeUpDays), ...list.makeUpDays].toSorted(),
  };
};

/** What an operator reads of a problem. */
export const yearSentence = ({ code, about }: YearProblem): string => {
  switch (code) {
    case 'calendar.year.loaded':
      return `the year ${about} is loaded already. --supersedes publishes a corrected list; dates that were confirmed stay`;
    case 'calendar.year.not_loaded':
      return `the year ${about} is not loaded, so there is nothing to correct: leave --supersedes out`;
    case 'calendar.year.unknown':
      return `year: ${about} is no year from 1901 to 2199`;
    case 'calendar.day.not_a_date':
      return `${about} is no day of any year; a day is written 2027-02-08`;
    case 'calendar.day.other_year':
      return `${about} is a day of another year than the list`;
    case 'calendar.day.twice':
      return `${about} stands in the list twice`;
    case 'calendar.make_up.not_weekend':
      return `${about} is no Saturday or Sunday, so nobody makes up for it by working then`;
    case 'calendar.source.missing':
      return 'source is missing: which notice gives this list';
    case 'calendar.holidays.none':
      return `there is no holiday in the list of ${about}`;
  }
};
