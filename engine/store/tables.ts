import { fromHex } from '../../kernel/canonical/bytes.ts';
import type { TableRows, TableSpec } from '../../kernel/stream/table.ts';
import { insertRows } from './insert.ts';
import type { Transaction } from './transaction.ts';

const valueOf = (kind: TableSpec['columns'][string], value: unknown): unknown =>
  kind === 'hex' && typeof value === 'string' ? fromHex(value) : value;

/** What becomes of a row that is there: what may change is written again, and nothing else. */
const upsert = ({ key, columns, fixed }: TableSpec): string => {
  const changing = Object.keys(columns).filter((name) => !key.includes(name) && !fixed.includes(name));
  return changing.length === 0
    ? 'on conflict do nothing'
    : `on conflict (${['jurisdiction', ...key].join(', ')}) do update set ${changing.map((name) => `${name} = excluded.${name}`).join(', ')}`;
};

/**
 * The row of an entity: its kind, what judges it, since when it is there, and what lists ask of it. Of the latter the subject and the place
 * may be said later; `changedBy` of its kind says by which events.
 */
export const ENTITY: TableSpec = {
  name: 'entity',
  key: ['entity'],
  columns: {
    entity: 'plain',
    kind: 'plain',
    pack: 'hex',
    calendar: 'hex',
    since: 'instant',
    sort: 'plain',
    came_on: 'plain',
    subject: 'plain',
    place_code: 'plain',
  },
  fixed: ['kind', 'pack', 'calendar', 'since', 'sort', 'came_on'],
};

/** Whether the rows of a table may differ after some events. */
export const isChangedBy = (spec: TableSpec, added: readonly string[]): boolean =>
  spec.changedBy === undefined || added.some((type) => spec.changedBy?.includes(type));

/** Writes rows of tables, those of one table together. A new thing's rows cannot be there yet; an older one's are replaced. */
export const writeTables = async (tx: Transaction, all: readonly TableRows[], isNew: boolean): Promise<void> => {
  for (const [spec, some] of Map.groupBy(all, (it) => it.spec)) {
    const names = Object.keys(spec.columns);
    const rows = some
      .flatMap((it) => it.rows)
      .map((row) => [tx.jurisdiction, ...names.map((name) => valueOf(spec.columns[name] ?? 'plain', row[name]))]);
    await insertRows(tx, spec.name, ['jurisdiction', ...names], rows, isNew ? '' : upsert(spec));
  }
};
