import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { DWELLINGS, type SiteClass } from '../../../kernel/site/classes.ts';
import type { SitesAmong } from '../../../kernel/stream/fields.ts';
import { PAGE, type After, type SiteRow } from './read-sites.ts';

export type Choosable = Pick<SiteRow, 'site' | 'name' | 'english' | 'class'>;

/** Of which sites somebody chooses one: words that its name or number has, all of them, and its class. */
export interface SiteSearch {
  readonly among: SitesAmong;
  readonly words: readonly string[];
  readonly kind: SiteClass | null;
}

// Homes are listed to the offices that answer for them or supervise them, and to nobody else (G11); their numbers can be typed.
const CHOOSABLE = statement<Choosable>(
  'choosable_sites',
  `select matter as site, name, english, class from site
    where jurisdiction = $1 and until is null and (name, matter) > ($2, $3)
      and case $4::text when 'own' then office = $5 when 'seat' then $5 in (office, local, sector)
        else class <> all($6) or $5 in (office, local, sector) end
      and ($7::text is null or class = $7)
      and not exists (select from unnest($8::text[]) word where position(word in lower(concat_ws(' ', name, english, matter))) = 0)
    order by name, matter limit $9`,
);

/** Sites to choose from, by name; one more than a page, where there are more. */
export const choosableSites = (
  tx: Transaction,
  office: string,
  { among, words, kind }: SiteSearch,
  after: After,
): Promise<readonly Choosable[]> =>
  tx.run(CHOOSABLE, [tx.jurisdiction, after.name, after.site, among, office, DWELLINGS, kind, words, PAGE + 1]);
