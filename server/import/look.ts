import { file } from '../../features/grievances/domain/intake/file.ts';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { isRefusal, type RefusalCode } from '../../kernel/refusal.ts';
import { readLocalTime, whyUnread, type DateOrder, type Unread } from './local-time.ts';
import { readColumns, type Mapping } from './mapping.ts';
import {
  PATTERN_NAMES,
  PATTERNS,
  reasonByContent,
  reasonByName,
  type DropReason,
  type PatternName,
} from '../../kernel/policy/person-columns.ts';
import { readImportRecord, type ImportRecord } from './record.ts';
import type { OpenFile, Row } from './rows.ts';

const SAMPLE = 200;
const SHOWN = 5;

/** What a file holds, row by row, as it would be taken; nothing is written for it. */
export interface Look {
  readonly rows: number;
  readonly taken: number;
  readonly unanswered: number;
  readonly leftOut: number;
  readonly first: readonly ImportRecord[];
  readonly dropped: readonly { readonly column: string; readonly reason: DropReason }[];
  /** Columns that are mapped, and hold what is never taken. */
  readonly forbidden: readonly { readonly column: string; readonly reason: DropReason }[];
  readonly refused: ReadonlyMap<RefusalCode, number>;
  /** Rows whose words hold such a pattern. */
  readonly patterns: ReadonlyMap<PatternName, number>;
  readonly offices: ReadonlySet<string>;
  /** What was read as what, a column of times; every form of writing once. */
  readonly times: readonly ReadTimes[];
  /** Signs that nobody types, left out of the words. */
  readonly droppedSigns: number;
}

/** How the times of one column are read: each form of writing with its first cell. */
interface ReadTimes {
  readonly column: string;
  readonly order: DateOrder | null;
  readonly read: readonly { readonly raw: string; readonly at: Instant }[];
  readonly unread: readonly { readonly raw: string; readonly why: Unread }[];
}

/** A record that will be taken, one that is left out, or why it is refused. */
export type Checked =
  | { readonly record: ImportRecord }
  | { readonly leftOut: true }
  | { readonly code: RefusalCode; readonly field: string | null };

const fieldOf = (data: { readonly [key: string]: unknown } | undefined): string | null =>
  typeof data?.['field'] === 'string' ? data['field'] : null;

/** Checks a row by the rules of its file and by those of every filing. `seen` holds the ids of the rows before it. */
export const checkRow = (row: Row, mapping: Mapping, now: Instant, seen: Set<string>): Checked => {
  if ('code' in row) return { code: row.code, field: null };
  const record = readImportRecord(row.fields, mapping, now);
  if (isRefusal(record)) return { code: record.refused, field: fieldOf(record.data) };
  if (seen.has(record.id)) return { code: 'already_done', field: 'id' };
  seen.add(record.id);
  if (record.repliedAt === null && mapping.unanswered === 'leave_out') return { leftOut: true };
  const { subject, body, place } = record;
  const facts = { receipt: '', lang: mapping.lang, sealed: null, word: null };
  const filed = file({ subject, body, place }, { lead: '', above: null, above2: null }, facts);
  return isRefusal(filed) ? { code: filed.refused, field: fieldOf(filed.data) } : { record };
};

const count = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const wordsOf = ({ subject, body, place, reply }: ImportRecord): string => [subject, body, place, reply ?? ''].join('\n');

/** Why each column that is not read is dropped, and which of those that are read must not be. */
const columnsOf = (header: readonly string[], mapping: Mapping, sample: readonly { readonly [column: string]: string }[]) => {
  const read = readColumns(mapping);
  const byContent = (column: string): DropReason | undefined => reasonByContent(sample.map((fields) => (fields[column] ?? '').trim()));
  return {
    dropped: header
      .filter((column) => !read.includes(column))
      .map((column) => ({ column, reason: reasonByName(column) ?? byContent(column) ?? ('unasked' as const) })),
    forbidden: [...new Set(read)].flatMap((column) => {
      const reason = byContent(column);
      return reason === undefined ? [] : [{ column, reason }];
    }),
  };
};

const FORMS = 5;
const RAW_MAX = 40;

/** Collects each form in which a column writes its times. */
const timesOf = (column: string, order: DateOrder | null, zone: string) => {
  const [read, unread] = [new Map<string, { raw: string; at: Instant }>(), new Map<string, { raw: string; why: Unread }>()];
  return {
    see: (cell: string): void => {
      if (cell.trim() === '') return;
      const raw = cell.slice(0, RAW_MAX);
      const form = raw.replaceAll(/\d+/g, '9');
      const at = readLocalTime(cell, { zone, order });
      if (at === undefined) {
        if (unread.size < FORMS && !unread.has(form)) unread.set(form, { raw, why: whyUnread(cell) });
      } else if (read.size < FORMS && !read.has(form)) read.set(form, { raw, at });
    },
    found: (): ReadTimes => ({ column, order, read: [...read.values()], unread: [...unread.values()] }),
  };
};

/** Reads the whole file once. */
export const look = async (open: OpenFile, mapping: Mapping, now: Instant): Promise<Look> => {
  const [refused, patterns] = [new Map<RefusalCode, number>(), new Map<PatternName, number>()];
  const [first, sample]: [ImportRecord[], { readonly [column: string]: string }[]] = [[], []];
  const [seen, offices] = [new Set<string>(), new Set<string>()];
  const counts = { rows: 0, taken: 0, unanswered: 0, leftOut: 0, droppedSigns: 0 };
  const { columns, orders, zone } = mapping;
  const times = [
    timesOf(columns.filed_at, orders.filed_at, zone),
    ...(columns.replied_at === null ? [] : [timesOf(columns.replied_at, orders.replied_at, zone)]),
  ];
  const timeCells = [columns.filed_at, ...(columns.replied_at === null ? [] : [columns.replied_at])];
  for await (const row of open.rows()) {
    counts.rows += 1;
    if ('fields' in row) {
      if (sample.length < SAMPLE) sample.push(row.fields);
      for (const [i, column] of timeCells.entries()) times[i]?.see(row.fields[column] ?? '');
    }
    const checked = checkRow(row, mapping, now, seen);
    if ('code' in checked) count(refused, checked.code);
    else if ('leftOut' in checked) counts.leftOut += 1;
    else {
      const { record } = checked;
      counts.taken += 1;
      counts.droppedSigns += record.dropped;
      if (record.repliedAt === null) counts.unanswered += 1;
      if (record.office !== null) offices.add(record.office);
      if (first.length < SHOWN) first.push(record);
      const words = wordsOf(record);
      for (const name of PATTERN_NAMES) if (PATTERNS[name].test(words)) count(patterns, name);
    }
  }
  return { ...counts, first, refused, patterns, offices, times: times.map((it) => it.found()), ...columnsOf(open.header, mapping, sample) };
};
