import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { postsOf } from '../../../engine/people/posts.ts';
import { everySiteOf } from '../../sites/public.ts';
import { mapOf, type MapRow } from '../domain/map.ts';
import { dutiesAt } from './duties.ts';
import { lettersOf } from './read-letters.ts';
import { renewalDays } from './renewals.ts';

/** The map of an office: the sites that it answers for or supervises. */
export const readMap = async (tx: Transaction, it: Jurisdiction, office: string, now: Instant): Promise<readonly MapRow[]> => {
  const sites = await everySiteOf(tx, office);
  const offices = [...new Set(sites.flatMap((row) => [row.office, row.local]))];
  const posts = await postsOf(tx, offices);
  const duties = new Map(sites.map((row) => [row.site, dutiesAt(it, row, now)] as const));
  return mapOf({
    sites,
    dutiesOf: (site) => duties.get(site) ?? [],
    letters: await lettersOf(tx, offices),
    held: new Set(posts.filter((one) => one.held).map((one) => one.post)),
    today: dateIn(now, it.zone),
    soonDays: renewalDays(it),
  });
};
