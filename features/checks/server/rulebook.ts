import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { SiteRow } from '../../sites/public.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { dutiesOf, type Duty, type DutySite, type Rulebook } from '../domain/site-duties.ts';

/** What a place has said about what comes back. */
export const rulebookOf = (it: Jurisdiction): Rulebook => {
  const calendar = it.calendars.get(it.newestCalendar.get(it.calendar) ?? it.calendar);
  if (!calendar) throw new Error('the jurisdiction names a calendar that is not stored');
  return { calendar, terms: it.routines.terms, programmes: it.routines.programmes };
};

/** A site as its row tells it, read for its duties. */
export const dutySiteOf = (row: SiteRow): DutySite => ({
  site: row.site,
  // Written by the projection of sites alone.
  hours: JSON.parse(row.hours) as DutySite['hours'],
  closures: JSON.parse(row.closures) as DutySite['closures'],
  versions: JSON.parse(row.versions) as DutySite['versions'],
  until: row.until,
});

/** The duties that come back at a site now, one of each. */
export const dutiesNow = (it: Jurisdiction, row: SiteRow, now: Instant): readonly Duty[] =>
  dutiesOf(dutySiteOf(row), rulebookOf(it)).filter(({ cover }) => cover.from <= now && (cover.to === null || now < cover.to));
