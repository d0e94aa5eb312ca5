import type { Instant } from '../../kernel/calendar/instant.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import { readText } from '../../kernel/stream/text.ts';
import { readLocalTime } from './local-time.ts';
import { readColumns, type Mapping } from './mapping.ts';

/** One row, checked: what a matter is made of, and nothing else. */
export interface ImportRecord {
  readonly id: string;
  readonly filedAt: Instant;
  readonly subject: string;
  readonly body: string;
  readonly place: string;
  /** As the file calls it; null where it names none. */
  readonly office: string | null;
  readonly repliedAt: Instant | null;
  readonly reply: string | null;
  /** Signs that nobody types, left out of its words. */
  readonly dropped: number;
}

type Fields = { readonly [column: string]: string };

/** Breaks of every kind are line ends, and what nobody types is left out; what a matter cannot hold is left to its own check. */
const tidy = (text: string): string => readText(text.replaceAll('\r\n', '\n').replaceAll('\r', '\n'), 'text').text.trim();

const joined = (fields: Fields, columns: readonly string[], between: string): string =>
  columns
    .map((column) => tidy(fields[column] ?? ''))
    .filter((text) => text !== '')
    .join(between);

/** Makes a record of a row; a bad row is refused with its reason, whatever the others are. */
export const readImportRecord = (fields: Fields, mapping: Mapping, now: Instant): ImportRecord | Refusal => {
  const { columns } = mapping;
  const cell = (column: string | null): string => (column === null ? '' : tidy(fields[column] ?? ''));
  const id = cell(columns.id);
  if (id === '') return refuse('field_empty', { field: 'id' });
  const { zone, orders } = mapping;
  const filedAt = readLocalTime(cell(columns.filed_at), { zone, order: orders.filed_at });
  if (filedAt === undefined) return refuse('field_date', { field: 'filed_at' });
  const said = cell(columns.replied_at);
  const repliedAt = said === '' ? null : readLocalTime(said, { zone, order: orders.replied_at });
  if (repliedAt === undefined) return refuse('field_date', { field: 'replied_at' });
  if (filedAt > now) return refuse('date_in_future', { field: 'filed_at' });
  if (repliedAt !== null && repliedAt > now) return refuse('date_in_future', { field: 'replied_at' });
  if (repliedAt !== null && repliedAt < filedAt) return refuse('date_before_start', { field: 'replied_at' });
  return {
    id,
    filedAt,
    subject: joined(fields, columns.subject, ' · ').replaceAll('\n', ' '),
    body: joined(fields, columns.body, '\n'),
    place: cell(columns.place).replaceAll('\n', ' '),
    office: cell(columns.office) || null,
    repliedAt,
    // A word of progress without a date is no answer.
    reply: repliedAt === null ? null : cell(columns.reply) || mapping.noWords,
    dropped: readColumns(mapping).reduce((sum, column) => sum + readText(fields[column] ?? '', 'text').dropped, 0),
  };
};
