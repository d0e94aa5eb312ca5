import { inLang, type Lang } from '../../../kernel/language/languages.ts';
import type { Instant } from '../../../kernel/calendar/instant.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

/** An asset as its row tells it. */
export interface AssetRow {
  readonly asset: string;
  readonly site: string;
  readonly spot: number | null;
  readonly class: string;
  readonly name: string;
  readonly english: string | null;
  readonly made: PlainDate | null;
  readonly office: string;
  /** JSON: `Closure`, versions of its class, `Stay` and `Proof`. */
  readonly closures: string;
  readonly versions: string;
  readonly stays: string;
  readonly proofs: string;
  readonly inspected_by: PlainDate | null;
  readonly valid_by: PlainDate | null;
  readonly since: Instant;
  readonly until: Instant | null;
  readonly changed_at: Instant;
}

/** An asset in a list, with the name of its site. */
export interface ListedAsset extends AssetRow {
  readonly site_name: string;
  readonly site_english: string | null;
}

/** How many stand on a page of a list. */
export const PAGE = 50;

const OF =
  'site, spot, class, name, english, made, office, closures, versions, stays, proofs, inspected_by, valid_by, since, until, changed_at';
const BY_NUMBER = statement<AssetRow>(
  'assets_by_number',
  `select matter as asset, ${OF} from asset where jurisdiction = $1 and matter = any($2) order by matter`,
);
const NAMES = statement<Pick<AssetRow, 'asset' | 'name'>>(
  'asset_names',
  "select a.matter as asset, s.name || ' · ' || a.name as name from asset a join site s on s.jurisdiction = $1 and s.matter = a.site where a.jurisdiction = $1 and a.matter = any($2)",
);
const COLUMNS = OF.split(', ')
  .map((column) => `a.${column}`)
  .join(', ');
const WITH_SITE = `select a.matter as asset, ${COLUMNS}, s.name as site_name, s.english as site_english from`;
const AND_SITE = 'join site s on s.jurisdiction = $1 and s.matter = a.site order by a.name, a.matter limit $5';
/** One page of those in which an office has a seat, by an index of that seat. */
const seat = (is: string): string =>
  `(select * from asset where jurisdiction = $1 and ${is} and until is null and (name, matter) > ($3, $4) order by name, matter limit $5)`;
const LISTED = statement<ListedAsset>(
  'assets_of_office',
  `${WITH_SITE} (${seat('office = $2')} union all ${seat('local = $2')} union all ${seat('sector = $2 and local <> $2')}) a ${AND_SITE}`,
);
const OF_SITE = statement<ListedAsset>(
  'assets_of_site',
  `${WITH_SITE} ${seat('site = $6 and $2 in (office, local, sector)')} a ${AND_SITE}`,
);

/** Where a page of a list begins: after this name and number. */
export interface After {
  readonly name: string;
  readonly at: string;
}

export const FROM_THE_FIRST: After = { name: '', at: '' };

/** The assets of the sites that an office answers for or supervises, by name; one more than a page, where there are more. `site`: of one alone. */
export const assetsOf = (tx: Transaction, office: string, after: After, site: string | null): Promise<readonly ListedAsset[]> =>
  site === null
    ? tx.run(LISTED, [tx.jurisdiction, office, after.name, after.at, PAGE + 1])
    : tx.run(OF_SITE, [tx.jurisdiction, office, after.name, after.at, PAGE + 1, site]);

/** Assets by their numbers, ended ones too. */
export const assetRows = (tx: Transaction, assets: readonly string[]): Promise<readonly AssetRow[]> =>
  tx.run(BY_NUMBER, [tx.jurisdiction, assets]);

/** What assets are called, with their site. Names of things: asking for them is no read. */
export const assetNames = async (tx: Transaction, assets: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map((await tx.run(NAMES, [tx.jurisdiction, assets])).map((row) => [row.asset, row.name]));

/** What an asset is called in a language: its own name where it has none in that one. */
export const assetName = ({ name, english }: Pick<AssetRow, 'name' | 'english'>, lang: Lang): string =>
  inLang({ 'zh-CN': name, en: english ?? name }, lang);
