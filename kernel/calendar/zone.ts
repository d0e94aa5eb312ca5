import { instant, type Instant } from './instant.ts';
import { fromEpochDay, toEpochDay, type PlainDate } from './plain-date.ts';

const DAY_MS = 86_400_000;
/** Offsets of inhabited zones lie between -12 and +14 hours; historic local mean times stay within 16. */
const OFFSET_MS_MAX = 16 * 3_600_000;
const CACHE_MAX = 8192;

const formatters = new Map<string, Intl.DateTimeFormat>();
const starts = new Map<string, Instant>();
const offsets = new Map<string, number | null>();

const getFormatter = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
};

/** Whether this runtime knows the zone. */
export const isZone = (zone: string): boolean => {
  try {
    getFormatter(zone);
    return true;
  } catch {
    return false;
  }
};

/** What a clock on the wall shows there. */
export interface WallTime {
  readonly date: PlainDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The wall clock of a zone at an instant (years 0001–9999). */
export const wallTime = (at: Instant, zone: string): WallTime => {
  const parts: Record<string, string> = {};
  for (const part of getFormatter(zone).formatToParts(at)) parts[part.type] = part.value;
  const date = `${(parts['year'] ?? '').padStart(4, '0')}-${parts['month']}-${parts['day']}`;
  return {
    date: date as PlainDate, // the formatter writes two-digit months and days of real dates
    hour: Number(parts['hour']),
    minute: Number(parts['minute']),
    second: Number(parts['second']),
  };
};

const offsetAt = (at: Instant, zone: string): number => {
  const wall = wallTime(at, zone);
  const seconds = wall.hour * 3600 + wall.minute * 60 + wall.second;
  return toEpochDay(wall.date) * DAY_MS + seconds * 1000 - Math.floor(at / 1000) * 1000;
};

/** The offset of a whole day of Greenwich, null where the clocks change in it: the formatter costs far more than a sum. */
const dayOffset = (epochDay: number, zone: string): number | null => {
  const key = `${zone} ${epochDay}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const first = offsetAt(instant(epochDay * DAY_MS), zone);
  const found = offsetAt(instant((epochDay + 1) * DAY_MS - 1), zone) === first ? first : null;
  if (offsets.size >= CACHE_MAX) offsets.clear();
  offsets.set(key, found);
  return found;
};

/** The day it is in a zone at an instant. */
export const dateIn = (at: Instant, zone: string): PlainDate => {
  const offset = dayOffset(Math.floor(at / DAY_MS), zone);
  return offset === null ? wallTime(at, zone).date : fromEpochDay(Math.floor((at + offset) / DAY_MS));
};

const isStart = (at: Instant, date: PlainDate, zone: string): boolean => dateIn(at, zone) >= date && dateIn(instant(at - 1), zone) < date;

const findStart = (date: PlainDate, zone: string): Instant => {
  const midnight = toEpochDay(date) * DAY_MS;
  for (const probe of [midnight - DAY_MS, midnight + DAY_MS]) {
    const guess = instant(midnight - offsetAt(instant(probe), zone));
    if (isStart(guess, date, zone)) return guess;
  }
  // Midnight itself is skipped (summer time starting at 00:00, or a day left out): look for the jump.
  let before = midnight - OFFSET_MS_MAX;
  let after = midnight + OFFSET_MS_MAX;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateIn(instant(middle), zone) >= date) after = middle;
    else before = middle;
  }
  return instant(after);
};

/** The first instant of a day in a zone; where the day is left out there, the first instant after it. */
export const startOfDay = (date: PlainDate, zone: string): Instant => {
  const key = `${zone} ${date}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  const found = findStart(date, zone);
  if (starts.size >= CACHE_MAX) starts.clear();
  starts.set(key, found);
  return found;
};

const offsetNear = (at: number, zone: string): number => dayOffset(Math.floor(at / DAY_MS), zone) ?? offsetAt(instant(at), zone);

/**
 * The instant at which the clock on the wall shows so many minutes after midnight (0 to 2880) of a day. Shown twice, because the clocks go
 * back: the first time. Left out, because they go forward: the instant that is as long after midnight as if they did not.
 */
export const atWallTime = (date: PlainDate, minutes: number, zone: string): Instant => {
  const day = fromEpochDay(toEpochDay(date) + Math.floor(minutes / 1440));
  const rest = minutes % 1440;
  if (rest === 0) return startOfDay(day, zone);
  const wall = toEpochDay(day) * DAY_MS + rest * 60_000;
  const before = offsetNear(wall - DAY_MS, zone);
  const after = offsetNear(wall + DAY_MS, zone);
  const shown = [before, after].find((offset) => offsetNear(wall - offset, zone) === offset);
  return instant(wall - (shown ?? before));
};
