import { createHash } from 'node:crypto';
import { statement, type Transaction } from './transaction.ts';

const SIZES = [64, 32, 16, 8, 4, 2, 1] as const;

// Multi-row VALUES, never INSERT … SELECT unnest: on Citus that goes to the coordinator and fails behind the wall (design 4).
const insertOf = (table: string, columns: readonly string[], rows: number, suffix: string) => {
  const values = Array.from(
    { length: rows },
    (_, row) => `(${columns.map((_column, i) => `$${row * columns.length + i + 1}`).join(',')})`,
  ).join(',');
  // Two shapes of one table are two statements: a name that stood for one text and was given another has failed on the connection.
  const shape = createHash('sha256')
    .update(`${columns.join(',')} ${suffix}`)
    .digest('hex')
    .slice(0, 8);
  return statement<Record<string, unknown>>(
    `insert_${table}_${rows}_${shape}`,
    `insert into ${table} (${columns.join(',')}) values ${values} ${suffix}`,
  );
};

const prepared = new Map<string, ReturnType<typeof insertOf>>();

/**
 * Writes rows in batches of 64, 32 … 1, so that only seven shapes of each statement are ever prepared.
 * Each row gives its values in the order of `columns`. Returns what `suffix` (RETURNING …) returns.
 */
export const insertRows = async (
  tx: Transaction,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  suffix = '',
): Promise<Record<string, unknown>[]> => {
  const returned: Record<string, unknown>[] = [];
  let at = 0;
  for (const size of SIZES) {
    // 65535 parameters are the protocol's limit; 64 rows of our widest table stay far below it.
    while (rows.length - at >= size) {
      const key = `${table}/${size}/${columns.join(',')}/${suffix}`;
      const sql = prepared.get(key) ?? insertOf(table, columns, size, suffix);
      prepared.set(key, sql);
      returned.push(...(await tx.run(sql, rows.slice(at, at + size).flat())));
      at += size;
    }
  }
  return returned;
};
