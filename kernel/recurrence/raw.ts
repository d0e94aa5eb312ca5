import { instant, type Instant } from '../calendar/instant.ts';
import { addDays, getPlainDate, yearOf, type PlainDate } from '../calendar/plain-date.ts';
import { dateIn, startOfDay } from '../calendar/zone.ts';
import type { Cover, Range, Why, Window } from './surroundings.ts';

/** A window before cover: as the calendar has it. */
export interface Raw {
  readonly id: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly times: number;
  readonly why: Why | null;
  /** It says only that something is not known: no window of the rule, and gone once it is. */
  readonly placeholder?: true;
}

/** Whether two half-open spans share an instant. */
export const meets = (a: Range, b: Range): boolean => a.from < b.to && b.from < a.to;

/** The later, and the earlier, of two instants. */
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/**
 * What is left of a window inside a span: where at least half of it is, that part is owed; where less is, nothing is (docs/adr/0043).
 * The same for a thing that comes or leaves in the middle, and for a season or an incident that begins or ends there.
 */
export const clip = (raw: Raw, within: Cover): Raw | null => {
  const from = later(raw.from, within.from);
  const to = within.to === null ? raw.to : earlier(raw.to, within.to);
  return to > from && (to - from) * 2 >= raw.to - raw.from ? { ...raw, from, to } : null;
};

/** As it is handed out. */
export const toWindow = (raw: Raw, zone: string, due: Instant = raw.to): Window => ({
  id: raw.id,
  from: raw.from,
  to: raw.to,
  due,
  first: dateIn(raw.from, zone),
  last: dateIn(instant(raw.to - 1), zone),
  times: raw.times,
  provisional: raw.why,
});

/** The first day of a year (1 to 9999). */
export const firstOfYear = (year: number): PlainDate => getPlainDate(`${String(year).padStart(4, '0')}-01-01`);

/**
 * A year of which nothing is known, as one window that says so: what is `known` of it already (a term that began the year before) is left
 * out. `leadDays`: what is owed by the year may begin so many days before it.
 */
export const unknownYears = (
  range: Range,
  loaded: readonly number[],
  known: readonly Raw[],
  why: Why,
  zone: string,
  leadDays = 0,
): readonly Raw[] => {
  const [first, last] = [yearOf(dateIn(range.from, zone)), yearOf(addDays(dateIn(instant(range.to - 1), zone), leadDays))];
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter((year) => !loaded.includes(year));
  return years.flatMap((year): readonly Raw[] => {
    const end = startOfDay(firstOfYear(year + 1), zone);
    const begin = known
      .filter((raw) => raw.from < end)
      .reduce((at, raw) => later(at, earlier(raw.to, end)), startOfDay(addDays(firstOfYear(year), -leadDays), zone));
    return begin < end ? [{ id: String(year).padStart(4, '0'), from: begin, to: end, times: 1, why, placeholder: true }] : [];
  });
};

/** Days of a site for which nobody has entered its hours or its night, as windows that say so. */
export const notSet = (missing: readonly Range[], zone: string): readonly Raw[] =>
  missing.map(({ from, to }) => ({ id: `${dateIn(from, zone)}-not-set`, from, to, times: 1, why: 'hours_not_set', placeholder: true }));
