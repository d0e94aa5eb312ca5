import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Rulebook } from '../domain/site-duties.ts';

/** What a place has said about what comes back. */
export const rulebookOf = (it: Jurisdiction): Rulebook => {
  const calendar = it.calendars.get(it.newestCalendar.get(it.calendar) ?? it.calendar);
  if (!calendar) throw new Error('the jurisdiction names a calendar that is not stored');
  return { calendar, terms: it.routines.terms, programmes: it.routines.programmes };
};
