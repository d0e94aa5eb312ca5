import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { dutiesOf, type Duty, type DutySite, type Rulebook } from '../domain/site-duties.ts';

/** What a place has said about what comes back. */
export const rulebookOf = (it: Jurisdiction): Rulebook => {
  const calendar = it.calendars.get(it.newestCalendar.get(it.calendar) ?? it.calendar);
  if (!calendar) throw new Error('the jurisdiction names a calendar that is not stored');
  return { calendar, terms: it.routines.terms, programmes: it.routines.programmes };
};

/** The duties that come back at a site or for an asset now, one of each. */
export const dutiesNow = (it: Jurisdiction, { duty: subject }: { readonly duty: DutySite }, now: Instant): readonly Duty[] =>
  dutiesOf(subject, rulebookOf(it)).filter(({ cover }) => cover.from <= now && (cover.to === null || now < cover.to));
