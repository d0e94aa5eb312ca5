import { addDays, parsePlainDate, weekday, yearOf, type PlainDate } from './plain-date.ts';

/** A calendar as it is published and logged: plain JSON, with its source. */
export interface CalendarDefinition {
  readonly id: string;
  /** IANA name of the jurisdiction's time zone. */
  readonly zone: string;
  readonly source: string;
  /** Years whose official list is in `holidays` and `makeUpDays`. */
  readonly years: readonly number[];
  /** Weekdays and weekend days that are off. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays that are worked in exchange for a day off. */
  readonly makeUpDays: readonly string[];
}

/** What deadlines are counted with. */
export interface Calendar {
  readonly id: string;
  readonly zone: string;
  readonly years: ReadonlySet<number>;
  readonly holidays: ReadonlySet<PlainDate>;
  readonly makeUpDays: ReadonlySet<PlainDate>;
}

/** `loaded: false` says that the year's official list is unknown and only weekends were taken into account. */
export interface WorkingDay {
  readonly working: boolean;
  readonly loaded: boolean;
}

const toDates = (days: readonly string[]): ReadonlySet<PlainDate> => new Set(days.map(parsePlainDate).filter((day) => day !== undefined));

/** Reads a definition; entries that are no dates are left out (the loader refuses them before). */
export const getCalendar = (definition: CalendarDefinition): Calendar => ({
  id: definition.id,
  zone: definition.zone,
  years: new Set(definition.years),
  holidays: toDates(definition.holidays),
  makeUpDays: toDates(definition.makeUpDays),
});

/** Whether offices work on that day, and whether the year's list is known. */
export const isWorkingDay = (date: PlainDate, calendar: Calendar): WorkingDay => {
  const loaded = calendar.years.has(yearOf(date));
  const weekend = weekday(date) > 5;
  if (!loaded) return { working: !weekend, loaded };
  const working = calendar.makeUpDays.has(date) || (!weekend && !calendar.holidays.has(date));
  return { working, loaded };
};

/** A day found by walking over the calendar; `provisional` when a day looked at lies in a year not loaded. */
export interface FoundDay {
  readonly date: PlainDate;
  readonly provisional: boolean;
}

/** The day itself if offices work on it, else the next one on which they do. */
export const toWorkingDay = (date: PlainDate, calendar: Calendar): FoundDay => {
  let day = date;
  let provisional = false;
  for (;;) {
    const found = isWorkingDay(day, calendar);
    provisional ||= !found.loaded;
    if (found.working) return { date: day, provisional };
    day = addDays(day, 1);
  }
};
