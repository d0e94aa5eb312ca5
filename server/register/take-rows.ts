import type { Service } from '../../engine/service.ts';
import { takeInStaffEntity } from '../../engine/staff-entity.ts';
import { statement } from '../../engine/store/transaction.ts';
import { assets } from '../../features/assets/server/assets.ts';
import { sites } from '../../features/sites/server/sites.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.ts';
import { textOf } from '../../kernel/stream/staff-kind.ts';
import { BadFile } from '../import/bad-file.ts';
import type { OpenFile, Row } from '../import/rows.ts';
import { columnsOf, type Dropped, type RegisterMapping } from './columns.ts';
import { readAssetRow, readSiteRow, type Found, type ReadRow } from './read-row.ts';

/** A row that was not taken: where it stands and why, and none of its words. */
export interface RefusedRow {
  readonly line: number;
  readonly because: Refusal;
}

/** What came of a file; of a look, what would. `there`: entered before, to which nothing is added. */
export interface Taken {
  readonly rows: number;
  readonly taken: number;
  readonly there: number;
  readonly refused: readonly RefusedRow[];
  readonly dropped: readonly Dropped[];
  /** Mapped, and holding what is never taken: then nothing is taken. */
  readonly forbidden: readonly Dropped[];
}

/** More are not taken from one file. */
export const ROWS_MAX = 20_000;
const SAMPLE = 200;
const AT_ONCE = 32; // rows in work; a lane takes up to 64 commands a transaction

interface SiteThere {
  readonly site: string;
  readonly name: string;
  readonly office: string;
}
const SITES_THERE = statement<SiteThere>(
  'register_sites',
  'select matter as site, name, office from site where jurisdiction = $1 and until is null',
);
const ASSETS_THERE = statement<{ site: string; class: string; name: string }>(
  'register_assets',
  'select site, class, name from asset where jurisdiction = $1 and until is null',
);

const readAll = async (open: OpenFile): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const row of open.rows()) {
    if ('fields' in row && Object.values(row.fields).every((cell) => cell.trim() === '')) continue;
    rows.push(row);
    if (rows.length > ROWS_MAX) throw new BadFile(`the file has more than ${ROWS_MAX} rows: split it`);
  }
  return rows;
};

/** What names a thing in a register: of two that are called alike the second is the first. */
const keyOf = ({ commands: [first] }: ReadRow): string => {
  const input = first?.input ?? {};
  return first?.name === 'open_site'
    ? `${textOf(input, 'office')}\n${textOf(input, 'name')}`
    : `${textOf(input, 'site')}\n${textOf(input, 'class')}\n${textOf(input, 'name')}`;
};

/** The site of a number, or the only one of a name. */
const finder = (there: readonly SiteThere[]): ((text: string) => Found | undefined) => {
  const byName = Map.groupBy(there, (it) => it.name);
  const byNumber = new Map(there.map((it) => [it.site, it]));
  return (text) => {
    const named = byName.get(text) ?? [];
    return byNumber.get(text.toUpperCase()) ?? (named.length === 1 ? named[0] : undefined);
  };
};

/**
 * Takes the rows of a file of sites or assets by the same deciders as what is entered at the desk, one by one; with `look` nothing is written.
 * The same file twice adds nothing.
 */
export const takeRows = async (service: Service, open: OpenFile, mapping: RegisterMapping, look: boolean): Promise<Taken> => {
  const rows = await readAll(open);
  const sample = rows.flatMap((row) => ('fields' in row ? [row.fields] : [])).slice(0, SAMPLE);
  const columns = columnsOf(open.header, mapping, sample);
  const counts = { rows: rows.length, taken: 0, there: 0 };
  const refused: RefusedRow[] = [];
  if (columns.forbidden.length > 0) return { ...counts, refused, ...columns };
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const [sitesThere, assetsThere] = await service.read(async (tx) => [
    await tx.run(SITES_THERE, [tx.jurisdiction]),
    await tx.run(ASSETS_THERE, [tx.jurisdiction]),
  ]);
  const siteOf = finder(sitesThere);
  const known = new Set(
    mapping.rows === 'sites'
      ? sitesThere.map(({ office, name }) => `${office}\n${name}`)
      : assetsThere.map((row) => `${row.site}\n${row.class}\n${row.name}`),
  );
  const seen = new Set<string>();
  const takeOne = async (row: Row): Promise<void> => {
    const no = (because: Refusal): void => void refused.push({ line: row.line, because });
    if ('code' in row) return no(refuse(row.code));
    const read = mapping.rows === 'sites' ? readSiteRow(it, row.fields, mapping, today) : readAssetRow(it, row.fields, mapping, siteOf);
    if (isRefusal(read)) return no(read);
    const key = keyOf(read);
    if (seen.has(key)) return no(refuse('already_done', { field: 'name' }));
    seen.add(key);
    if (known.has(key)) return void (counts.there += 1);
    const made =
      mapping.rows === 'sites'
        ? await takeInStaffEntity(service, sites, read.office, read.commands, look)
        : await takeInStaffEntity(service, assets, read.office, read.commands, look);
    if (isRefusal(made)) return no(made);
    counts.taken += 1;
  };
  const left = rows.values();
  const worker = async (): Promise<void> => {
    for (const row of left) await takeOne(row);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { ...counts, refused: refused.toSorted((a, b) => a.line - b.line), ...columns };
};
