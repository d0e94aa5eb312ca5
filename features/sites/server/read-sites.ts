import { inLang, type Lang } from '../../../kernel/language/languages.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** A site as its row tells it. */
export interface SiteRow {
  readonly site: string;
  readonly name: string;
  readonly english: string | null;
  readonly class: string;
  readonly office: string;
  readonly role: string;
  readonly sector: string;
  readonly local: string;
  /** JSON: `SiteHours`, `Closure` and `Version`. */
  readonly hours: string;
  readonly closures: string;
  readonly versions: string;
  readonly since: Instant;
  readonly until: Instant | null;
  readonly changed_at: Instant;
}

/** How many stand on a page of a list. */
export const PAGE = 50;

const COLUMNS = 'matter, name, english, class, office, role, sector, local, hours, closures, versions, since, until, changed_at';
const OF_OFFICE = statement<SiteRow>(
  'sites_of_office',
  `select s.matter as site, name, english, class, office, role, sector, local, hours, closures, versions, since, until, changed_at from (
    select ${COLUMNS} from site where jurisdiction = $1 and office = $2 and until is null
    union all select ${COLUMNS} from site where jurisdiction = $1 and local = $2 and until is null
    union all select ${COLUMNS} from site where jurisdiction = $1 and sector = $2 and local <> $2 and until is null
  ) s where (name, matter) > ($3, $4) order by name, matter limit $5`,
);
const PUBLIC = statement<Pick<SiteRow, 'site' | 'name' | 'english' | 'class'>>(
  'public_sites',
  'select matter as site, name, english, class from site where jurisdiction = $1 and until is null and (name, matter) > ($2, $3) order by name, matter limit $4',
);
const NAMES = statement<Pick<SiteRow, 'site' | 'name'>>(
  'site_names',
  'select matter as site, name from site where jurisdiction = $1 and matter = any($2)',
);

const BY_NUMBER = statement<SiteRow>(
  'sites_by_number',
  'select matter as site, name, english, class, office, role, sector, local, hours, closures, versions, since, until, changed_at from site where jurisdiction = $1 and matter = any($2) order by matter',
);

/** Where a page of a list begins: after this name and number. */
export interface After {
  readonly name: string;
  readonly site: string;
}

export const FROM_THE_FIRST: After = { name: '', site: '' };

/** The sites that an office answers for or supervises, by name; one more than a page, where there are more. */
export const sitesOf = (tx: Transaction, office: string, after: After): Promise<readonly SiteRow[]> =>
  tx.run(OF_OFFICE, [tx.jurisdiction, office, after.name, after.site, PAGE + 1]);

/** How many pages of sites are gone through at once: what a map of them may hold. */
const PAGES_MAX = 40;

/** Every site that an office answers for or supervises, by name, as far as a map goes. */
export const everySiteOf = async (tx: Transaction, office: string): Promise<readonly SiteRow[]> => {
  const found: SiteRow[] = [];
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const some = await sitesOf(tx, office, found.at(-1) ?? FROM_THE_FIRST);
    found.push(...some.slice(0, PAGE));
    if (some.length <= PAGE) break;
  }
  return found;
};

/** The public list: names and classes, nothing else (G11); one more than a page, where there are more. */
export const publicSites = (tx: Transaction, after: After): Promise<readonly Pick<SiteRow, 'site' | 'name' | 'english' | 'class'>[]> =>
  tx.run(PUBLIC, [tx.jurisdiction, after.name, after.site, PAGE + 1]);

/** What sites are called. Public: asking for it is no read. */
export const siteNames = async (tx: Transaction, sites: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map((await tx.run(NAMES, [tx.jurisdiction, sites])).map((row) => [row.site, row.name]));

/** What a site is called in a language: its own name where it has none in that one. */
export const siteName = ({ name, english }: Pick<SiteRow, 'name' | 'english'>, lang: Lang): string =>
  inLang({ 'zh-CN': name, en: english ?? name }, lang);

/** Sites by their numbers, ended ones too. */
export const siteRows = (tx: Transaction, sites: readonly string[]): Promise<readonly SiteRow[]> =>
  tx.run(BY_NUMBER, [tx.jurisdiction, sites]);

const SPOTS = statement<{ site: string; spot: number; name: string }>(
  'spots_of_sites',
  'select matter as site, spot, name from site_spot where jurisdiction = $1 and matter = any($2) and not ended order by matter, spot',
);

/** The spots of some sites, by site and number; those that were taken away are not among them. */
export const spotRows = (tx: Transaction, sites: readonly string[]) => tx.run(SPOTS, [tx.jurisdiction, sites]);
