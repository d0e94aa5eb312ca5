import { getCalendar, type Calendar, type CalendarDefinition } from '../../kernel/calendar/calendar.ts';
import type { Pack } from '../../kernel/policy/pack.ts';
import { readChinaCalendar } from './cn.ts';
import { weekendsOnly } from './weekends-only.ts';

/** The published definition of the calendar a pack names. */
export const getCalendarDefinition = (named: Pack['calendar']): CalendarDefinition =>
  named.id === 'cn' ? { ...readChinaCalendar(), zone: named.zone } : weekendsOnly(named.zone);

/** The calendar a pack names, ready to count with. */
export const getPackCalendar = (named: Pack['calendar']): Calendar => getCalendar(getCalendarDefinition(named));
