import type { CalendarDefinition } from '../../kernel/calendar/calendar.ts';

/** A place whose holidays nobody has loaded: weekends only, and every date counted with it is provisional. */
export const weekendsOnly = (zone: string): CalendarDefinition => ({
  id: 'weekends-only',
  zone,
  source: 'no list of holidays loaded',
  years: [],
  holidays: [],
  makeUpDays: [],
});
