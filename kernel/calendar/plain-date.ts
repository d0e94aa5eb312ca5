/** A calendar day without time or zone, written `YYYY-MM-DD` (years 0001–9999). */
export type PlainDate = string & { readonly __brand: 'PlainDate' };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a month (1–12) of the proleptic Gregorian calendar. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Reads a date that exists in the Gregorian calendar; anything else is undefined. */
export const parsePlainDate = (text: string): PlainDate | undefined => {
  const found = SHAPE.exec(text);
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const real = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  // The shape and the ranges above are what the brand promises.
  return real ? (text as PlainDate) : undefined;
};

/** As `parsePlainDate`, for text that must be a date; throws on anything else. */
export const getPlainDate = (text: string): PlainDate => {
  const date = parsePlainDate(text);
  if (date === undefined) throw new Error(`not a date: ${text}`);
  return date;
};

/** Days since 1970-01-01, counted in the proleptic Gregorian calendar. */
export const toEpochDay = (date: PlainDate): number => {
  const [y, m, d] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
};

/** The inverse of `toEpochDay`. */
export const fromEpochDay = (epochDay: number): PlainDate => {
  const shifted = epochDay + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const pad = (n: number, width: number): string => String(n).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as PlainDate; // built from the same fields the brand checks
};

/** The date `days` later (earlier when negative). */
export const addDays = (date: PlainDate, days: number): PlainDate => fromEpochDay(toEpochDay(date) + days);

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: PlainDate, b: PlainDate): number => toEpochDay(b) - toEpochDay(a);

/** The same day `months` later, or the last day of that month when it has no such day (Civil Code art. 202). */
export const addMonths = (date: PlainDate, months: number): PlainDate => {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number]; // the brand guarantees three numbers
  const count = y * 12 + (m - 1) + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return addDays(
    fromEpochDay(toEpochDay(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01` as PlainDate)),
    Math.min(d, daysInMonth(year, month)) - 1,
  );
};

/** 1 for Monday to 7 for Sunday. */
export const weekday = (date: PlainDate): number => ((((toEpochDay(date) + 3) % 7) + 7) % 7) + 1;

/** The four-digit year. */
export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));
