import { addMs, type Instant } from '../calendar/instant.ts';
import { addDays } from '../calendar/plain-date.ts';
import { dateIn, startOfDay, wallTime } from '../calendar/zone.ts';
import type { Cadence } from './cadence.ts';
import { hoursOn, isShut, nightPeriods, openPeriods, toRange, type Period } from './opening.ts';
import { clip, earlier, meets, notSet, type Raw } from './raw.ts';
import type { Range, Running, Surroundings } from './surroundings.ts';

const HOUR_MS = 3_600_000;
/** How long the look after closing may take: our own figure. */
const CLOSING_MS = HOUR_MS;

const pad = (n: number): string => String(n).padStart(2, '0');

/** `2026-11-28T14`, `2026-11-28T08:30`: what the wall shows; `+1` where it shows it for the second time that night. */
export const nameAt = (at: Instant, zone: string): string => {
  const { date, hour, minute } = wallTime(at, zone);
  const name = `${date}T${pad(hour)}${minute === 0 ? '' : `:${pad(minute)}`}`;
  // Clocks go back by an hour, in one place by half of one.
  const again = [HOUR_MS, HOUR_MS / 2]
    .map((ms) => wallTime(addMs(at, -ms), zone))
    .some((before) => before.date === date && before.hour === hour && before.minute === minute);
  return again ? `${name}+1` : name;
};

/** Every so many hours from the beginning of a stretch on, as time runs; of a rest at its end the half decides. */
const grid = (stretch: Range, hours: number, why: Raw['why'], zone: string, mark = ''): readonly Raw[] => {
  const found: Raw[] = [];
  for (let from = stretch.from; from < stretch.to; from = addMs(from, hours * HOUR_MS)) {
    const raw = { id: `${nameAt(from, zone)}${mark}`, from, to: addMs(from, hours * HOUR_MS), times: 1, why };
    const part = clip(raw, stretch);
    if (part) found.push(part);
  }
  return found;
};

/** From the end of an open stretch, for an hour, or until it opens again; nothing where it opens again at once. */
const closings = (periods: readonly Period[], zone: string): readonly Raw[] =>
  periods.flatMap((period, i): readonly Raw[] => {
    const next = periods[i + 1];
    const to = earlier(addMs(period.to, CLOSING_MS), next?.from ?? addMs(period.to, CLOSING_MS));
    return to > period.to ? [{ id: `${nameAt(period.to, zone)}-closing`, from: period.to, to, times: 1, why: period.why }] : [];
  });

/** A day's windows fall away with a closure of the day on which the stretch began. */
const notShut = (period: Period, raws: readonly Raw[], given: Surroundings): readonly Raw[] =>
  raws.filter((raw) => !isShut(period.day, raw.to, given));

const whileOpen = (hours: number | null, closing: boolean, given: Surroundings, range: Range): readonly Raw[] => {
  const { periods, missing } = openPeriods(given, range);
  const { zone } = given.calendar;
  const ends = closing ? closings(periods, zone) : [];
  const found = periods.flatMap((period) =>
    notShut(
      period,
      [...(hours === null ? [] : grid(period, hours, period.why, zone)), ...ends.filter((raw) => raw.from === period.to)],
      given,
    ),
  );
  return [...found, ...notSet(missing, zone)];
};

const atNight = (hours: number, given: Surroundings, range: Range): readonly Raw[] => {
  const { periods, missing } = nightPeriods(given, range);
  const { zone } = given.calendar;
  return [...periods.flatMap((night) => grid(night, hours, night.why, zone)), ...notSet(missing, zone)];
};

/** Each day has a grid of its own, so that a day of 23 hours shifts nothing after it. */
const roundTheClock = (hours: number, given: Surroundings, range: Range): readonly Raw[] => {
  const { zone } = given.calendar;
  const found: Raw[] = [];
  for (let day = dateIn(range.from, zone); startOfDay(day, zone) < range.to; day = addDays(day, 1))
    found.push(...grid({ from: startOfDay(day, zone), to: startOfDay(addDays(day, 1), zone) }, hours, null, zone));
  return found;
};

/** From the first word of an incident on; the last window of an open one is whole. */
const whileRunning = (incident: Running, hours: number, given: Surroundings, range: Range): readonly Raw[] => {
  const end = incident.to ?? addMs(range.to, hours * HOUR_MS);
  const whole = { from: incident.from, to: end };
  return incident.from < end && meets(whole, range) ? grid(whole, hours, null, given.calendar.zone, `-${incident.id}`) : [];
};

/** The windows of an hourly cadence that a range can meet, before cover. */
export const hourWindows = (cadence: Extract<Cadence, { kind: 'hours' }>, given: Surroundings, range: Range): readonly Raw[] => {
  switch (cadence.during) {
    case 'open':
      return whileOpen(cadence.hours, cadence.closing, given, range);
    case 'night':
      return atNight(cadence.hours, given, range);
    case 'always':
      return roundTheClock(cadence.hours, given, range);
    case 'incident':
      return given.incidents.flatMap((incident) => whileRunning(incident, cadence.hours, given, range));
  }
};

/** Once after each closing. */
export const closingWindows = (given: Surroundings, range: Range): readonly Raw[] => whileOpen(null, true, given, range);

/** So many times a night; a night has the name of the evening on which it begins. */
export const nightWindows = (times: number, given: Surroundings, range: Range): readonly Raw[] => {
  const { periods, missing } = nightPeriods(given, range);
  const nights = periods.map((night): Raw => ({ id: night.day, from: night.from, to: night.to, times, why: night.why }));
  return [...nights, ...notSet(missing, given.calendar.zone)];
};

/** Each meal of each day on which the site is open. */
export const mealWindows = (given: Surroundings, range: Range): readonly Raw[] => {
  const { periods, missing } = openPeriods(given, range);
  const { zone } = given.calendar;
  const days = periods.filter((period, i) => periods.findIndex((other) => other.day === period.day) === i);
  const meals = days.flatMap((period) =>
    (hoursOn(period.day, given.hours)?.meals ?? []).flatMap((meal): readonly Raw[] => {
      const found = toRange(meal, period.day, zone);
      if (found === null || isShut(period.day, found.to, given)) return [];
      return [{ id: `${nameAt(found.from, zone)}-${meal.id}`, from: found.from, to: found.to, times: 1, why: period.why }];
    }),
  );
  return [...meals, ...notSet(missing, zone)];
};
