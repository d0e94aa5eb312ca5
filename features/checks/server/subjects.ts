import type { Transaction } from '../../../engine/store/transaction.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { Closure } from '../../../kernel/recurrence/surroundings.ts';
import type { AssetClass } from '../../../kernel/site/classes.ts';
import { assetRows, type AssetRow, type Proof, type Stay } from '../../assets/public.ts';
import { siteRows, type SiteRow } from '../../sites/public.ts';
import { assetVersions, type DutySite } from '../domain/site-duties.ts';

/** What duties come back for: a site, or an asset with the offices, the hours and the closures of the site on which it hangs. */
export interface Subject {
  /** The number by which its duties go: of the site, or of the asset. */
  readonly site: string;
  /** The site where an asset hangs; null for a site. */
  readonly at: string | null;
  readonly name: string;
  readonly english: string | null;
  readonly office: string;
  readonly local: string;
  readonly sector: string;
  readonly since: Instant;
  readonly changed_at: Instant;
  /** As its duties hang on it. */
  readonly duty: DutySite;
}

/** What stands as JSON in rows of sites and assets was written by their projections alone. */
const parsed = <T>(text: string): T => JSON.parse(text) as T;

/** A site as what duties come back for. */
export const subjectOf = (row: SiteRow): Subject => ({
  ...row,
  at: null,
  duty: {
    site: row.site,
    about: 'site',
    hours: parsed<DutySite['hours']>(row.hours),
    closures: parsed<readonly Closure[]>(row.closures),
    versions: parsed<DutySite['versions']>(row.versions),
    proofs: [],
    until: row.until,
  },
});

const earliest = (a: Instant | null, b: Instant | null): Instant | null => (a === null ? b : b === null || a < b ? a : b);

/** An asset counts by the hours of the site where it hangs now, and by the facts of each site while it hung there. */
const ofAsset = (row: AssetRow, sites: ReadonlyMap<string, SiteRow>): readonly Subject[] => {
  const site = sites.get(row.site);
  if (!site) return [];
  const stays = parsed<readonly Stay[]>(row.stays).map(({ since, site: at }) => ({
    since,
    versions: parsed<DutySite['versions']>(sites.get(at)?.versions ?? '[]'),
  }));
  const classes = parsed<readonly { readonly since: Instant; readonly class: AssetClass }[]>(row.versions);
  const ofSites = site.english === null && row.english === null ? null : `${site.english ?? site.name} · ${row.english ?? row.name}`;
  return [
    {
      site: row.asset,
      at: site.site,
      name: `${site.name} · ${row.name}`,
      english: ofSites,
      office: site.office,
      local: site.local,
      sector: site.sector,
      since: row.since,
      changed_at: row.changed_at > site.changed_at ? row.changed_at : site.changed_at,
      duty: {
        site: row.asset,
        about: 'asset',
        hours: parsed<DutySite['hours']>(site.hours),
        closures: [...parsed<readonly Closure[]>(site.closures), ...parsed<readonly Closure[]>(row.closures)],
        versions: assetVersions(classes, stays),
        proofs: parsed<readonly Proof[]>(row.proofs),
        until: earliest(row.until, site.until),
      },
    },
  ];
};

/** The sites and assets of these numbers, ended ones too, in the order of their numbers. */
export const subjectRows = async (tx: Transaction, numbers: readonly string[]): Promise<readonly Subject[]> => {
  const assets = await assetRows(tx, numbers);
  const hangOn = assets.flatMap((row) => parsed<readonly Stay[]>(row.stays).map(({ site }) => site));
  const sites = new Map((await siteRows(tx, [...new Set([...numbers, ...hangOn])])).map((row) => [row.site, row]));
  const asked = new Set(numbers);
  const own = [...sites.values()].filter((row) => asked.has(row.site)).map(subjectOf);
  return [...own, ...assets.flatMap((row) => ofAsset(row, sites))].toSorted((a, b) => (a.site < b.site ? -1 : 1));
};
