import type { Instant } from '../../kernel/calendar/instant.ts';
import { isZone } from '../../kernel/calendar/zone.ts';
import { isIncidentKind, type IncidentKind } from '../../kernel/incident/kinds.ts';
import type { RefusalCode } from '../../kernel/refusal.ts';
import { readLocalTime } from '../import/local-time.ts';
import type { Row } from '../import/rows.ts';

const COLUMNS = ['incident', 'kind', 'received', 'told', 'called', 'answered', 'arrived', 'over', 'unit'] as const;

/** How the rows of a file become incidents: a row a unit that was called. */
export interface IncidentMapping {
  readonly source: string;
  readonly zone: string;
  readonly columns: { readonly [column in (typeof COLUMNS)[number]]: string };
  /** What the words of the file are as kinds; anything else is another thing. */
  readonly kinds: { readonly [word: string]: IncidentKind };
}

/** One unit of one incident, with the times that the record has. */
export interface UnitRow {
  readonly incident: string;
  readonly kind: IncidentKind;
  readonly unit: string;
  readonly received: Instant;
  readonly told: Instant | null;
  readonly called: Instant;
  readonly answered: Instant | null;
  readonly arrived: Instant | null;
  readonly over: Instant | null;
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a mapping; a sentence for what is wrong with it. */
export const readIncidentMapping = (raw: unknown): IncidentMapping | { readonly problem: string } => {
  if (!isObject(raw)) return { problem: 'a mapping has source, zone, columns and kinds' };
  const { source, zone, columns, kinds = {}, ...more } = raw;
  const unknown = Object.keys(more)[0];
  if (unknown !== undefined) return { problem: `${unknown}: a mapping has source, zone, columns and kinds` };
  if (typeof source !== 'string' || !/^[a-z0-9-]{1,40}$/.test(source)) return { problem: 'source: a short name of small letters' };
  if (typeof zone !== 'string' || !isZone(zone)) return { problem: 'zone: a time zone, as Asia/Shanghai' };
  if (!isObject(columns) || COLUMNS.some((name) => typeof columns[name] !== 'string') || Object.keys(columns).length !== COLUMNS.length)
    return { problem: `columns: the headings of ${COLUMNS.join(', ')}` };
  if (!isObject(kinds) || !Object.values(kinds).every(isIncidentKind))
    return { problem: 'kinds: words of the file, each a kind of incident' };
  return { source, zone, columns: columns as IncidentMapping['columns'], kinds: kinds as IncidentMapping['kinds'] }; // looked at just now
};

/** One row; or the code of why it is none. */
export const readUnitRow = (row: Row, { columns, kinds, zone }: IncidentMapping): UnitRow | RefusalCode => {
  if ('code' in row) return row.code;
  const cell = (name: keyof IncidentMapping['columns']): string => (row.fields[columns[name]] ?? '').trim();
  const time = (name: keyof IncidentMapping['columns']): Instant | null | undefined =>
    cell(name) === '' ? null : readLocalTime(cell(name), { zone, order: null });
  const [received, told, called, answered, arrived, over] = (['received', 'told', 'called', 'answered', 'arrived', 'over'] as const).map(
    time,
  );
  if (cell('incident') === '' || !/^[\w-]{1,30}$/.test(cell('incident')) || !/^[A-Za-z0-9]{1,20}$/.test(cell('unit'))) return 'field_empty';
  if (received === undefined || told === undefined || called === undefined || answered === undefined) return 'field_date';
  if (arrived === undefined || over === undefined || received === null || called === null) return 'field_date';
  return {
    incident: cell('incident'),
    kind: kinds[cell('kind')] ?? 'other_thing',
    unit: cell('unit').toLowerCase(),
    received,
    told,
    called,
    answered,
    arrived,
    over,
  };
};
