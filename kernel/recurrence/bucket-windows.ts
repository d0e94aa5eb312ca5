import { isWorkingDay } from '../calendar/calendar.ts';
import { addDays, daysInMonth, yearOf, type PlainDate } from '../calendar/plain-date.ts';
import { instant, type Instant } from '../calendar/instant.ts';
import { atWallTime, dateIn, startOfDay } from '../calendar/zone.ts';
import { bucketOf, bucketsBetween, type Bucket, type NaturalUnit } from './buckets.ts';
import { monthDayIn, type By, type Cadence } from './cadence.ts';
import { isShut, openPeriods } from './opening.ts';
import { clip, meets, notSet, unknownYears, type Raw } from './raw.ts';
import type { DaySpan, Range, Surroundings, Why } from './surroundings.ts';

type BucketCadence = Extract<Cadence, { kind: 'bucket' }>;
type AfterCadence = Extract<Cadence, { kind: 'after' }>;

const dayOfMonth = (month: PlainDate, day: number): PlainDate => {
  const days = daysInMonth(yearOf(month), Number(month.slice(5, 7)));
  return addDays(month, Math.min(day, days) - Number(month.slice(8)));
};

/** The first instant after the last one that `by` leaves of a bucket. */
const endBy = (bucket: Bucket, by: By | null, zone: string): Instant => {
  if (by === null) return startOfDay(addDays(bucket.last, 1), zone);
  if ('at' in by) return atWallTime(bucket.first, by.at, zone);
  if ('weekday' in by) return startOfDay(addDays(bucket.first, by.weekday), zone);
  const last = 'dayOfMonth' in by ? dayOfMonth(bucket.first, by.dayOfMonth) : monthDayIn(yearOf(bucket.first), by.monthDay);
  return startOfDay(addDays(last, 1), zone);
};

/** The first instant that `from` leaves of a bucket. */
const startFrom = (bucket: Bucket, opens: By | undefined, zone: string): Instant => {
  if (opens === undefined) return startOfDay(bucket.first, zone);
  if ('at' in opens) return atWallTime(bucket.first, opens.at, zone);
  if ('weekday' in opens) return startOfDay(addDays(bucket.first, opens.weekday - 1), zone);
  return startOfDay(
    'dayOfMonth' in opens ? dayOfMonth(bucket.first, opens.dayOfMonth) : monthDayIn(yearOf(bucket.first), opens.monthDay),
    zone,
  );
};

interface Within {
  readonly by: By | null;
  readonly times: number;
  readonly opens?: By;
}

const rawOf = (bucket: Bucket, { by, times, opens }: Within, why: Why | null, zone: string): Raw => ({
  id: bucket.id,
  from: startFrom(bucket, opens, zone),
  to: endBy(bucket, by, zone),
  times,
  why,
});

const daysOf = (range: Range, zone: string): readonly [PlainDate, PlainDate] => [
  dateIn(range.from, zone),
  dateIn(instant(range.to - 1), zone),
];

/** Days on which offices work; where a year is not loaded, weekdays, provisionally. */
const workingDays = (cadence: BucketCadence, given: Surroundings, range: Range): readonly Raw[] => {
  const { calendar } = given;
  return bucketsBetween('day', ...daysOf(range, calendar.zone)).flatMap((day): readonly Raw[] => {
    const { working, loaded } = isWorkingDay(day.first, calendar);
    return working ? [rawOf(day, cadence, loaded ? null : 'year_not_loaded', calendar.zone)] : [];
  });
};

/** Days on which the site is open at all, closures that were recorded in time left out. */
const openDays = (cadence: BucketCadence, given: Surroundings, range: Range): readonly Raw[] => {
  const { periods, missing } = openPeriods(given, range);
  const { zone } = given.calendar;
  const days = bucketsBetween('day', ...daysOf(range, zone)).flatMap((day): readonly Raw[] => {
    const open = periods.filter((it) => it.day === day.first);
    const raw = rawOf(day, cadence, open[0]?.why ?? null, zone);
    return open.length > 0 && !isShut(day.first, raw.to, given) ? [raw] : [];
  });
  return [...days, ...notSet(missing, zone)];
};

const spansOf = (spans: readonly DaySpan[], times: number, zone: string): readonly Raw[] =>
  spans
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .map((span) => rawOf({ id: span.id, first: span.from, last: span.to }, { by: null, times }, null, zone));

/** Terms and school years as they are loaded; a year of which nothing is loaded is one window that says so. */
const termWindows = (cadence: BucketCadence, given: Surroundings, range: Range): readonly Raw[] => {
  const { zone } = given.calendar;
  const known = spansOf((cadence.unit === 'term' ? given.terms?.terms : given.terms?.schoolYears) ?? [], cadence.times, zone);
  return [...known, ...unknownYears(range, given.terms?.loaded.terms ?? [], known, 'term_not_loaded', zone)];
};

const bucketsIn = (cadence: BucketCadence, given: Surroundings, range: Range): readonly Raw[] => {
  const { unit } = cadence;
  if (unit === 'term' || unit === 'school year') return termWindows(cadence, given, range);
  if (unit === 'working day') return workingDays(cadence, given, range);
  if (unit === 'open day') return openDays(cadence, given, range);
  const { zone } = given.calendar;
  return bucketsBetween(unit, ...daysOf(range, zone)).map((bucket) => rawOf(bucket, cadence, null, zone));
};

/** The buckets of a declared season or of terms, clipped to them. */
const inSeason = (cadence: BucketCadence, given: Surroundings, range: Range): readonly Raw[] => {
  const { during } = cadence;
  if (during === null || during === 'incident') return [];
  const { zone } = given.calendar;
  const declared = during === 'term' ? given.terms?.terms : given.terms?.seasons.filter((it) => it.season === during.season);
  const spans = spansOf(declared ?? [], 1, zone);
  const found = spans
    .filter((span) => meets(span, range))
    .flatMap((span) => bucketsIn(cadence, given, span).flatMap((raw) => clip(raw, span) ?? []));
  // Two halves of one season, or two terms, may meet in the same bucket: it is owed once.
  const once = found.filter((raw, i) => found.findIndex((other) => other.id === raw.id) === i);
  const unknown = unknownYears(range, given.terms?.loaded.terms ?? [], spans, 'term_not_loaded', zone);
  return during === 'term'
    ? // A term that is known may run into a year that is not: its weeks come before what says so, and sort before it.
      [...once, ...unknown.map((raw) => ({ ...raw, id: `${raw.id}-term` }))]
    : [...once, ...unknownYears(range, given.terms?.loaded.seasons ?? [], spans, 'season_not_loaded', zone)];
};

/** The buckets of each incident, clipped to it; an open one runs to the end of the range. */
const inIncidents = (cadence: BucketCadence, given: Surroundings, range: Range): readonly Raw[] =>
  given.incidents.flatMap((incident) => {
    const end = incident.to ?? range.to;
    const whole = { from: incident.from, to: end };
    if (!(incident.from < end) || !meets(whole, range)) return [];
    return (
      bucketsIn(cadence, given, whole)
        // What is open has no end yet: a bucket is not cut at the edge of what was asked.
        .flatMap((raw) => clip(raw, { from: incident.from, to: incident.to }) ?? [])
        .map((raw) => ({ ...raw, id: `${raw.id}-${incident.id}` }))
    );
  });

/** The windows of a bucket cadence that a range can meet, before cover. */
export const bucketWindows = (cadence: BucketCadence, given: Surroundings, range: Range): readonly Raw[] => {
  if (cadence.during === null) return bucketsIn(cadence, given, range);
  return cadence.during === 'incident' ? inIncidents(cadence, given, range) : inSeason(cadence, given, range);
};

const PERIODS: { readonly [unit in AfterCadence['unit']]: NaturalUnit } = {
  month: 'month',
  quarter: 'quarter',
  'half year': 'half year',
  year: 'year',
};

/**
 * Returns about a span that is over: from its end until the day named, in the month (of a year: the year) after it. Each comes with the
 * span it is about, which must have been covered by half as well.
 */
export const afterWindows = (
  cadence: AfterCadence,
  given: Surroundings,
  range: Range,
): readonly { readonly raw: Raw; readonly about: Raw }[] => {
  const { zone } = given.calendar;
  const unit = PERIODS[cadence.unit];
  const [first, last] = daysOf(range, zone);
  // A window lies in the span after the one it is about.
  return bucketsBetween(unit, addDays(bucketOf(unit, first).first, -1), last).flatMap((bucket) => {
    const begin = addDays(bucket.last, 1);
    const month = { id: bucket.id, first: begin, last: begin };
    const from = startFrom(month, cadence.opens, zone);
    const to = endBy(month, cadence.by, zone);
    const raw: Raw = { id: bucket.id, from, to, times: 1, why: null };
    return meets(raw, range) ? [{ raw, about: rawOf(bucket, { by: null, times: 1 }, null, zone) }] : [];
  });
};
