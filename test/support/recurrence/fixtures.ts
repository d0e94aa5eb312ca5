import { getCalendar, type Calendar } from '../../../kernel/calendar/calendar.ts';
import { instant } from '../../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { readChinaCalendar } from '../../../policy/calendars/cn.ts';
import { getCadence } from '../../../kernel/recurrence/cadence.ts';
import { windows } from '../../../kernel/recurrence/windows.ts';
import type { SiteHours, Surroundings, Terms, Window } from '../../../kernel/recurrence/surroundings.ts';

const china = getCalendar(readChinaCalendar());
export const inZone = (zone: string): Calendar => ({ ...china, zone });
export const NONE: Surroundings = { calendar: china, terms: null, hours: [], closures: [], uses: [], dated: [], incidents: [] };
export const ALWAYS = { from: instant(0), to: null };
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const span = (id: string, from: string, to: string) => ({ id, from: getPlainDate(from), to: getPlainDate(to) });
export const TERMS: Terms = {
  terms: [span('2025-2026-2', '2026-03-02', '2026-07-10'), span('2026-2027-1', '2026-09-01', '2027-01-22')],
  schoolYears: [span('2025-2026', '2025-09-01', '2026-08-31'), span('2026-2027', '2026-09-01', '2027-08-31')],
  holidays: [span('mid-autumn', '2026-09-25', '2026-09-27'), span('national-day', '2026-10-01', '2026-10-07')],
  seasons: [
    { ...span('flood', '2026-06-01', '2026-09-30'), season: 'flood' },
    { ...span('heating', '2026-11-15', '2027-03-15'), season: 'heating' },
  ],
  loaded: { terms: [2026], holidays: [2026], seasons: [2026, 2027] },
};
export const hours = (more: Partial<SiteHours> = {}): SiteHours => ({
  since: getPlainDate('2000-01-01'),
  week: [
    [{ from: '08:00', to: '20:00' }],
    [{ from: '08:00', to: '20:00' }],
    [{ from: '08:00', to: '20:00' }],
    [{ from: '08:00', to: '20:00' }],
    [{ from: '08:00', to: '20:00' }],
    [],
    [],
  ],
  holidays: 'as_week',
  makeUpDays: 'as_week',
  termOnly: false,
  night: { from: '22:00', to: '06:00' },
  meals: [],
  ...more,
});

/** The windows of a cadence for something that has been there all along, between two times of any zone. */
export const found = (every: string, given: Surroundings, from: string, to: string): readonly Window[] =>
  windows(getCadence(every), given, ALWAYS, { from: instant(Date.parse(from)), to: instant(Date.parse(to)) });
