import { addDays, daysInMonth, fromEpochDay, getPlainDate, toEpochDay, weekday, yearOf, type PlainDate } from '../calendar/plain-date.ts';
import type { BucketUnit } from './cadence.ts';

/** A span of whole days with a natural name. */
export interface Bucket {
  readonly id: string;
  readonly first: PlainDate;
  readonly last: PlainDate;
}

/** Units whose boundaries the calendar alone gives. */
export type NaturalUnit = Exclude<BucketUnit, 'term' | 'school year'>;

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

const dayBucket = (day: PlainDate): Bucket => ({ id: day, first: day, last: day });

const mondayOf = (day: PlainDate): PlainDate => addDays(day, 1 - weekday(day));

/** ISO 8601: a week belongs to the year that has its Thursday. */
const weekName = (monday: PlainDate): { readonly year: string; readonly week: string } => {
  const thursday = addDays(monday, 3);
  const year = yearOf(thursday);
  const first = getPlainDate(`${pad(year, 4)}-01-01`);
  return { year: pad(year, 4), week: pad(Math.floor((toEpochDay(thursday) - toEpochDay(first)) / 7) + 1) };
};

const weekBucket = (day: PlainDate): Bucket => {
  const monday = mondayOf(day);
  const { year, week } = weekName(monday);
  return { id: `${year}-W${week}`, first: monday, last: addDays(monday, 6) };
};

/** 1970-01-05 was a Monday: pairs of weeks are counted from it, so that no year begins a new count. */
const MONDAY_ZERO = 4;

const twoWeeks = (day: PlainDate): Bucket => {
  const index = Math.floor((toEpochDay(mondayOf(day)) - MONDAY_ZERO) / 14);
  const first = fromEpochDay(MONDAY_ZERO + index * 14);
  const { year, week } = weekName(first);
  return { id: `${year}-W${week}_${weekName(addDays(first, 7)).week}`, first, last: addDays(first, 13) };
};

const partsOf = (day: PlainDate): readonly [number, number, number] => [yearOf(day), Number(day.slice(5, 7)), Number(day.slice(8))];

const monthStart = (year: number, month: number): PlainDate => getPlainDate(`${pad(year, 4)}-${pad(month)}-01`);
const monthEnd = (year: number, month: number): PlainDate => addDays(monthStart(year, month), daysInMonth(year, month) - 1);

const halfMonth = (day: PlainDate): Bucket => {
  const [year, month, date] = partsOf(day);
  const start = monthStart(year, month);
  return date <= 15
    ? { id: `${day.slice(0, 7)}-a`, first: start, last: addDays(start, 14) }
    : { id: `${day.slice(0, 7)}-b`, first: addDays(start, 15), last: monthEnd(year, month) };
};

const months =
  (count: number, name: (year: string, first: number, last: number) => string) =>
  (day: PlainDate): Bucket => {
    const [year, month] = partsOf(day);
    const first = Math.floor((month - 1) / count) * count + 1;
    const last = first + count - 1;
    return { id: name(pad(year, 4), first, last), first: monthStart(year, first), last: monthEnd(year, last) };
  };

/** Counted from the year 0: 2026 and 2027 are a pair, whoever came under the rule when. */
const years =
  (count: number) =>
  (day: PlainDate): Bucket => {
    const year = yearOf(day);
    const first = Math.max(1, year - (year % count));
    const last = year - (year % count) + count - 1;
    return {
      id: count === 1 ? pad(year, 4) : `${pad(first, 4)}_${pad(last, 4)}`,
      first: monthStart(first, 1),
      last: monthEnd(Math.min(9999, last), 12),
    };
  };

const OF: { readonly [unit in NaturalUnit]: (day: PlainDate) => Bucket } = {
  day: dayBucket,
  'open day': dayBucket,
  'working day': dayBucket,
  week: weekBucket,
  '2 weeks': twoWeeks,
  'half month': halfMonth,
  month: months(1, (year, first) => `${year}-${pad(first)}`),
  '2 months': months(2, (year, first, last) => `${year}-${pad(first)}_${pad(last)}`),
  quarter: months(3, (year, _, last) => `${year}-Q${last / 3}`),
  'half year': months(6, (year, _, last) => `${year}-H${last / 6}`),
  year: years(1),
  '2 years': years(2),
  '3 years': years(3),
};

/** The bucket of a unit in which a day lies. */
export const bucketOf = (unit: NaturalUnit, day: PlainDate): Bucket => OF[unit](day);

/** The buckets that hold a day from `first` to `last`, in order. */
export const bucketsBetween = (unit: NaturalUnit, first: PlainDate, last: PlainDate): readonly Bucket[] => {
  const found: Bucket[] = [];
  for (let day = first; day <= last;) {
    const bucket = bucketOf(unit, day);
    found.push(bucket);
    day = addDays(bucket.last, 1);
  }
  return found;
};
