import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import { isZone } from '../../kernel/calendar/zone.ts';
import { readName } from '../../kernel/stream/fields.ts';
import { readText } from '../../kernel/stream/text.ts';
import { isRefusal, type RefusalCode } from '../../kernel/refusal.ts';
import { isBlank } from '../../kernel/canonical/bounded-text.ts';
import { SITE_CLASSES, type SiteClass } from '../../kernel/site/classes.ts';
import { readLocalTime } from '../import/local-time.ts';
import type { Row } from '../import/rows.ts';

/** How the rows of a file become inspections: where they come from, what the places are, and which column is what. */
export interface CheckMapping {
  readonly source: string;
  readonly zone: string;
  readonly class: SiteClass;
  /** Stands before the number or word of a place, so that it has a name. */
  readonly name: string;
  readonly columns: { readonly place: string; readonly opened: string; readonly closed: string; readonly finding: string };
}

/** One row: something that was looked at, and what was found, if anything. */
export interface CheckRow {
  readonly line: number;
  readonly place: string;
  readonly opened: Instant;
  readonly closed: Instant | null;
  readonly finding: string | null;
}

const COLUMNS = ['place', 'opened', 'closed', 'finding'] as const;
const KEYS = ['source', 'zone', 'class', 'name', 'columns'];
/** Longest words of one finding that are taken, in code points. */
const FINDING_MAX = 500;

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a mapping; a sentence for what is wrong with it. */
export const readCheckMapping = (raw: unknown): CheckMapping | { readonly problem: string } => {
  if (!isObject(raw) || !isObject(raw['columns'])) return { problem: 'a mapping has source, zone, class and columns' };
  const unknown = [
    ...Object.keys(raw).filter((key) => !KEYS.includes(key)),
    ...Object.keys(raw['columns']).filter((key) => !COLUMNS.some((it) => it === key)),
  ];
  if (unknown.length > 0) return { problem: `not known: ${unknown.join(', ')}` };
  const { source, zone, name = '' } = raw;
  const kind = SITE_CLASSES.find((it) => it === raw['class']);
  if (typeof source !== 'string' || !/^[a-z0-9-]{2,40}$/.test(source)) return { problem: 'source: small letters, digits and -, 2 to 40' };
  if (typeof zone !== 'string' || !isZone(zone)) return { problem: 'zone: the name of a time zone, for example America/Toronto' };
  if (kind === undefined) return { problem: `class: one of ${SITE_CLASSES.join(', ')}` };
  if (typeof name !== 'string') return { problem: 'name: a word that stands before the place' };
  const { place, opened, closed, finding } = raw['columns'];
  if (typeof place !== 'string' || typeof opened !== 'string' || typeof closed !== 'string' || typeof finding !== 'string')
    return { problem: `columns: the headings of ${COLUMNS.join(', ')}` };
  return { source, zone, class: kind, name, columns: { place, opened, closed, finding } };
};

const timeIn = (text: string, zone: string): Instant | undefined => readLocalTime(text, { zone, order: null });

/** One row, or the code of why it is none: a place without a name, a time that is none or not over, corrected before it was found. */
export const readCheckRow = (row: Row, { zone, name, columns }: CheckMapping, now: Instant): CheckRow | RefusalCode => {
  if ('code' in row) return row.code;
  const cell = (column: string): string => (row.fields[column] ?? '').trim();
  const place = readName('place', 40, `${name}${cell(columns.place)}`, false);
  if (isRefusal(place)) return place.refused;
  if (cell(columns.place) === '' || typeof place !== 'string') return 'field_empty';
  const opened = timeIn(cell(columns.opened), zone);
  const closed = cell(columns.closed) === '' ? null : timeIn(cell(columns.closed), zone);
  if (opened === undefined || closed === undefined) return 'field_date';
  if (opened > now || (closed !== null && closed > now)) return 'date_in_future';
  if (closed !== null && closed < opened) return 'date_before_start';
  const { text } = readText(cell(columns.finding), 'line');
  const finding = isBlank(text) ? null : Array.from(text).slice(0, FINDING_MAX).join('');
  return { line: row.line, place, opened: instant(opened), closed, finding };
};
