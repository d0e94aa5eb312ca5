import { isRefusal, type RefusalCode } from '../../kernel/refusal.ts';
import { tick } from '../../engine/log/tick.ts';
import type { Service } from '../../engine/service.ts';
import { checkRow } from './look.ts';
import type { Mapping } from './mapping.ts';
import { officeIdOf } from './offices.ts';
import type { OpenFile, Row } from './rows.ts';
import { importKey, takeRecord } from './take-record.ts';

/** What came of a file. `there`: rows of a run before, to which nothing was added. */
export interface ImportCounts {
  readonly rows: number;
  readonly taken: number;
  readonly there: number;
  readonly leftOut: number;
  readonly refused: number;
}

/** A row that was not taken: where it stands and why, and none of its words. */
export interface RefusedRow {
  readonly line: number;
  readonly code: RefusalCode;
  readonly field: string | null;
}

const AT_ONCE = 32; // rows in work; a lane takes up to 64 commands a transaction

/** Takes the rows of a file. A row that was taken before stays one matter; one that was taken in half is finished. */
export const importRows = async (
  service: Service,
  pack: string,
  open: OpenFile,
  mapping: Mapping,
  on: { readonly row: (counts: ImportCounts, part: number) => void; readonly refused: (row: RefusedRow) => void },
): Promise<ImportCounts> => {
  const counts = { rows: 0, taken: 0, there: 0, leftOut: 0, refused: 0 };
  const seen = new Set<string>();
  const refuseRow = (row: RefusedRow): void => {
    counts.refused += 1;
    on.refused(row);
  };
  const take = async (row: Row): Promise<void> => {
    const checked = checkRow(row, mapping, service.clock(), seen);
    if ('code' in checked) return refuseRow({ line: row.line, ...checked });
    if ('leftOut' in checked) return void (counts.leftOut += 1);
    const { id, subject, body, place, filedAt, repliedAt, reply } = checked.record;
    const fields = { subject, body, ...(place === '' ? {} : { place }) };
    const { lang, source } = mapping;
    const office = officeIdOf(checked.record);
    const taken = await takeRecord(service, { key: importKey(source, pack, id), fields, pack, lang, office, filedAt, repliedAt, reply });
    if (isRefusal(taken)) return refuseRow({ line: row.line, code: taken.refused, field: null });
    counts[taken.isNew ? 'taken' : 'there'] += 1;
  };
  const rows = open.rows();
  const worker = async (): Promise<void> => {
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
      await take(next.value);
      counts.rows += 1;
      on.row(counts, open.part());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await tick(service);
  return counts;
};
