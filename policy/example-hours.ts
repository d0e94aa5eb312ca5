import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { getPlainDate } from '../kernel/calendar/plain-date.ts';
import type { Hours, SiteHours } from '../kernel/recurrence/surroundings.ts';

interface RawHours {
  readonly classes: readonly string[];
  readonly weekdays: readonly string[];
  readonly weekend: readonly string[];
  readonly holidays?: SiteHours['holidays'];
  readonly makeUpDays?: SiteHours['makeUpDays'];
  readonly termOnly?: boolean;
  readonly night?: string;
  readonly meals?: { readonly [id: string]: string };
}

const hoursOf = (text: string): Hours => {
  const [from = '', to = ''] = text.split('-');
  return { from, to };
};

/** A day before which no example goes. */
const SINCE = getPlainDate('1900-01-01');

const toSiteHours = (raw: RawHours): SiteHours => {
  const [weekday, weekend] = [raw.weekdays.map(hoursOf), raw.weekend.map(hoursOf)];
  return {
    since: SINCE,
    week: [weekday, weekday, weekday, weekday, weekday, weekend, weekend],
    holidays: raw.holidays ?? 'as_week',
    makeUpDays: raw.makeUpDays ?? 'as_week',
    termOnly: raw.termOnly ?? false,
    night: raw.night === undefined ? null : hoursOf(raw.night),
    meals: Object.entries(raw.meals ?? {}).map(([id, text]) => ({ id, ...hoursOf(text) })),
  };
};

const read = (): { readonly [name: string]: RawHours } =>
  parse(readFileSync(join(import.meta.dirname, 'programmes/hours.yaml'), 'utf8')) as { readonly [name: string]: RawHours }; // our own file, held by a test

/** Example hours by their name; undefined where there are none. */
export const exampleHours = (name: string): SiteHours | undefined => {
  const raw = read()[name];
  return raw && toSiteHours(raw);
};

/** The name of the example hours of a class; undefined where it has none. */
export const hoursNameOf = (siteClass: string): string | undefined =>
  Object.entries(read()).find(([, raw]) => raw.classes.includes(siteClass))?.[0];
