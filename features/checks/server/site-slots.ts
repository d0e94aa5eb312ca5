import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Range } from '../../../kernel/recurrence/surroundings.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import type { SiteRow } from '../../sites/public.ts';
import { dutiesOf, namesOf, slotsOf, type Rulebook, type SiteSlot } from '../domain/site-duties.ts';
import { readActs } from './read-acts.ts';
import { dutySiteOf } from './rulebook.ts';

/** The slots of some sites whose windows meet a range, as of an instant: two steps, one query. */
export const readSiteSlots = async (
  tx: Transaction,
  rows: readonly SiteRow[],
  book: Rulebook,
  range: Range,
  asOf: Instant,
): Promise<ReadonlyMap<string, readonly SiteSlot[]>> => {
  const sites = rows.map((row) => {
    const site = dutySiteOf(row);
    return { site, duties: dutiesOf(site, book) };
  });
  const keys = sites.flatMap(({ site, duties }) =>
    duties.flatMap((duty) => namesOf(site, duty, book, range).map((slot) => ({ site: site.site, rule: duty.key, slot }))),
  );
  const acts = await readActs(tx, keys);
  return new Map(
    sites.map(({ site, duties }) => [site.site, slotsOf(site, duties, book, acts.get(site.site) ?? [], range, asOf)] as const),
  );
};
