import { addMs, type Instant } from '../../../kernel/calendar/instant.ts';
import type { Range } from '../../../kernel/recurrence/surroundings.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import { dutiesOf, marginOf, namesOf, slotsOf, type Duty, type Rulebook, type SiteSlot } from '../domain/site-duties.ts';
import { readActs } from './read-acts.ts';
import type { Subject } from './subjects.ts';

/**
 * The slots of some sites and assets that a range can concern, as of an instant: those whose windows meet it, and those that ended before it and can
 * still change in it. Two steps, one query.
 */
export const readSiteSlots = async (
  tx: Transaction,
  rows: readonly Pick<Subject, 'duty'>[],
  book: Rulebook,
  range: Range,
  asOf: Instant,
  /** Which of their duties are looked at; absent: all. */
  isAsked: (duty: Duty) => boolean = () => true,
): Promise<ReadonlyMap<string, readonly SiteSlot[]>> => {
  const sites = rows.map((row) => {
    const site = row.duty;
    const duties = dutiesOf(site, book).filter(isAsked);
    return { site, duties, looked: { from: addMs(range.from, -marginOf(duties) - 1), to: range.to } };
  });
  const keys = sites.flatMap(({ site, duties, looked }) =>
    duties.flatMap((duty) => namesOf(site, duty, book, looked).map((slot) => ({ site: site.site, rule: duty.key, slot }))),
  );
  const acts = await readActs(tx, keys);
  return new Map(
    sites.map(({ site, duties, looked }) => [site.site, slotsOf(site, duties, book, acts.get(site.site) ?? [], looked, asOf)] as const),
  );
};
