import { BadFile } from './bad-file.ts';
import { monthOrDay, type DateOrder } from './local-time.ts';
import type { Mapping } from './mapping.ts';
import type { OpenFile } from './rows.ts';

const FIELDS = ['filed_at', 'replied_at'] as const;

/** The first cells of a column that tell which number is the month, and the first of all whose year stands last. */
interface Evidence {
  readonly field: (typeof FIELDS)[number];
  readonly column: string | null;
  first: string | null;
  dayFirst: string | null;
  monthFirst: string | null;
}

const orderOf = ({ field, column, first, dayFirst, monthFirst }: Evidence): DateOrder => {
  if (first === null) return 'ymd';
  if (dayFirst !== null && monthFirst !== null)
    throw new BadFile(
      `columns.${field}: ${column} holds ${dayFirst} and ${monthFirst}; no one order of day and month reads both. Say dates: dmy or dates: mdy, and look at what is refused then`,
    );
  if (dayFirst === null && monthFirst === null)
    throw new BadFile(
      `columns.${field}: ${column} holds ${first}, and no row tells which number is the month. Say dates: dmy (day first) or dates: mdy (month first)`,
    );
  return dayFirst === null ? 'mdy' : 'dmy';
};

/**
 * A mapping that says in which order day and month stand: as it was set, or as the whole column tells. Nothing is guessed: throws
 * `BadFile` where a column does not tell. Reads the file once where that was not set.
 */
export const withOrders = async (open: OpenFile, mapping: Mapping): Promise<Mapping> => {
  if (mapping.orders.filed_at !== null && mapping.orders.replied_at !== null) return mapping;
  const found = FIELDS.map((field): Evidence => {
    const column = mapping.columns[field];
    return { field, column, first: null, dayFirst: null, monthFirst: null };
  });
  for await (const row of open.rows()) {
    if (!('fields' in row)) continue;
    for (const it of found) {
      const cell = it.column === null ? '' : (row.fields[it.column] ?? '').trim();
      const numbers = monthOrDay(cell);
      if (!numbers) continue;
      it.first ??= cell;
      if (numbers.a > 12 && numbers.b <= 12) it.dayFirst ??= cell;
      if (numbers.b > 12 && numbers.a <= 12) it.monthFirst ??= cell;
    }
  }
  const [filed, replied] = found.map(orderOf);
  return { ...mapping, orders: { filed_at: filed ?? 'ymd', replied_at: replied ?? 'ymd' } };
};
