import { isWorkingDay, type Calendar, type FoundDay } from '../calendar/calendar.ts';
import { addMs, type Instant } from '../calendar/instant.ts';
import { addDays, addMonths, type PlainDate } from '../calendar/plain-date.ts';
import { dateIn, startOfDay } from '../calendar/zone.ts';
import type { Cadence } from './cadence.ts';
import { nameAt } from './hour-windows.ts';
import { earlier, later, unknownYears, type Raw } from './raw.ts';
import type { DatedThing, DaySpan, Range, Surroundings, Why } from './surroundings.ts';

const HOUR_MS = 3_600_000;
/** A look before or after a use counts for so long, and never across the use before or after it: our own figure. */
const BESIDE_USE_MS = 12 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Before each use: from the one before it, at most twelve hours, until it begins; after each: from its beginning until the next one, at
 * most twelve hours. Two that begin at once have the same span.
 */
export const useWindows = ({ use, side }: Extract<Cadence, { kind: 'use' }>, given: Surroundings): readonly Raw[] => {
  const uses = given.uses.filter((it) => it.use === use);
  const times = uses.map((it) => it.at);
  return uses.map((one): Raw => {
    const from = times.filter((at) => at < one.at).reduce(later, addMs(one.at, -BESIDE_USE_MS));
    const to = times.filter((at) => at > one.at).reduce(earlier, addMs(one.at, BESIDE_USE_MS));
    const span = side === 'before' ? { from, to: one.at } : { from: one.at, to };
    return { id: `${nameAt(one.at, given.calendar.zone)}-${one.id}`, ...span, times: 1, why: null };
  });
};

const workingDaysBefore = (day: PlainDate, count: number, calendar: Calendar): FoundDay => {
  let date = day;
  let provisional = false;
  for (let left = count; left > 0;) {
    date = addDays(date, -1);
    const found = isWorkingDay(date, calendar);
    provisional ||= !found.loaded;
    if (found.working) left -= 1;
  }
  return { date, provisional };
};

type DatedCadence = Extract<Cadence, { kind: 'dated' }>;

/** The first instant at which it is too late. A period in days or months ends with a whole day. */
const tooLate = ({ count, unit }: DatedCadence, at: Instant, calendar: Calendar): { readonly to: Instant; readonly why: Why | null } => {
  if (unit === 'hours') return { to: addMs(at, -count * HOUR_MS), why: null };
  const day = dateIn(at, calendar.zone);
  const { date, provisional } =
    unit === 'working days'
      ? workingDaysBefore(day, count, calendar)
      : { date: unit === 'days' ? addDays(day, -count) : addMonths(day, -count), provisional: false };
  return { to: startOfDay(addDays(date, 1), calendar.zone), why: provisional ? 'year_not_loaded' : null };
};

/** How the window of a thing with a date is called. */
export const datedName = (thing: Pick<DatedThing, 'at' | 'id'>, zone: string): string => `${dateIn(thing.at, zone)}-${thing.id}`;

const datedWindow = (cadence: DatedCadence, thing: DatedThing, { calendar }: Surroundings): Raw => {
  const { to, why } = tooLate(cadence, thing.at, calendar);
  // What was made known when it was too late already is owed all the same, and its day is past.
  const from = thing.knownSince < to ? thing.knownSince : addMs(to, -DAY_MS);
  return { id: datedName(thing, calendar.zone), from, to, times: 1, why };
};

/** So long before each thing that has a date, from when it was known. */
export const datedWindows = (cadence: DatedCadence, given: Surroundings): readonly Raw[] =>
  given.dated.filter((it) => it.dated === cadence.dated).map((thing) => datedWindow(cadence, thing, given));

type BeforeCadence = Extract<Cadence, { kind: 'before' }>;

const beginnings = (
  { what }: BeforeCadence,
  { terms }: Surroundings,
): { readonly spans: readonly DaySpan[]; readonly loaded: readonly number[]; readonly why: Why } => {
  if (what === 'term') return { spans: terms?.terms ?? [], loaded: terms?.loaded.terms ?? [], why: 'term_not_loaded' };
  if (what === 'holiday')
    return {
      spans: (terms?.holidays ?? []).map((it) => ({ ...it, id: `${it.from}-${it.id}` })),
      loaded: terms?.loaded.holidays ?? [],
      why: 'holiday_not_loaded',
    };
  return {
    spans: (terms?.seasons ?? []).filter((it) => it.season === what.season).map((it) => ({ ...it, id: `${it.from}-${it.id}` })),
    loaded: terms?.loaded.seasons ?? [],
    why: 'season_not_loaded',
  };
};

/** The first so many days of each term. */
export const openingWindows = (
  { days }: Extract<Cadence, { kind: 'opening' }>,
  { calendar, terms }: Surroundings,
  range: Range,
): readonly Raw[] => {
  const { zone } = calendar;
  const known = (terms?.terms ?? []).map((term): Raw => {
    const end = addDays(term.from, days);
    const last = addDays(term.to, 1);
    return { id: term.id, from: startOfDay(term.from, zone), to: startOfDay(end < last ? end : last, zone), times: 1, why: null };
  });
  return [...known, ...unknownYears(range, terms?.loaded.terms ?? [], known, 'term_not_loaded', zone)];
};

/** Within so many days before a term, a holiday or a season begins, and not before the one before it has begun. */
export const beforeWindows = (cadence: BeforeCadence, given: Surroundings, range: Range): readonly Raw[] => {
  const { zone } = given.calendar;
  const { spans, loaded, why } = beginnings(cadence, given);
  const sorted = spans.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const known = sorted.flatMap((span, i): readonly Raw[] => {
    const earliest = addDays(span.from, -cadence.days);
    const before = sorted[i - 1]?.from ?? earliest;
    const first = before > earliest ? before : earliest;
    return first < span.from ? [{ id: span.id, from: startOfDay(first, zone), to: startOfDay(span.from, zone), times: 1, why: null }] : [];
  });
  return [...known, ...unknownYears(range, loaded, known, why, zone, cadence.days)];
};
