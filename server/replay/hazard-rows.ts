import type { Instant } from '../../kernel/calendar/instant.ts';
import { dateIn } from '../../kernel/calendar/zone.ts';
import type { PlainDate } from '../../kernel/calendar/plain-date.ts';
import { readLocalTime } from '../import/local-time.ts';
import type { Row } from '../import/rows.ts';
import { readCheckMapping, readCheckRow, type CheckMapping, type CheckRow } from './check-rows.ts';
import type { RefusalCode } from '../../kernel/refusal.ts';
import { GRADES, type HazardGrade } from '../../features/hazards/domain/vocabulary.ts';

/** How the rows of a file become hazards: as for inspections, with the pack that judges them and what else a row may say. */
export interface HazardMapping extends CheckMapping {
  readonly pack: string;
  /** The day that an order sets, so many days after the finding, where neither the pack nor a row says one. */
  readonly days: number;
  readonly also: {
    readonly grade?: string;
    readonly ordered?: string;
    readonly due?: string;
    readonly status?: string;
  };
  /** What the words of the file mean as grades; a row without one of them is general. */
  readonly grades: { readonly [word: string]: HazardGrade };
  /** Words of the status that say it was mended, and those that say it was looked at and not. Empty: a time in `closed` says it was mended. */
  readonly mended: readonly string[];
  readonly returned: readonly string[];
}

export interface HazardFound extends CheckRow {
  readonly words: string;
  readonly grade: HazardGrade;
  readonly ordered: Instant;
  /** By when the source itself says that it was to be mended. */
  readonly due: PlainDate | null;
  readonly end: 'mended' | 'returned' | 'open';
}

const OWN = ['pack', 'days', 'also', 'grades', 'mended', 'returned'];
const ALSO = ['grade', 'ordered', 'due', 'status'];
const DAYS_MAX = 3650;

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((it) => typeof it === 'string');

/** Reads a mapping; a sentence for what is wrong with it. */
export const readHazardMapping = (raw: unknown): HazardMapping | { readonly problem: string } => {
  if (!isObject(raw)) return { problem: 'a mapping has source, zone, class, columns and pack' };
  const base = readCheckMapping(Object.fromEntries(Object.entries(raw).filter(([key]) => !OWN.includes(key))));
  if ('problem' in base) return base;
  const { pack, days = 30, also = {}, grades = {}, mended = [], returned = [] } = raw;
  if (typeof pack !== 'string') return { problem: 'pack: the id of a pack of hazards that comes with the program' };
  if (typeof days !== 'number' || !Number.isSafeInteger(days) || days < 1 || days > DAYS_MAX)
    return { problem: `days: from 1 to ${DAYS_MAX}` };
  if (!isObject(also) || Object.entries(also).some(([key, column]) => !ALSO.includes(key) || typeof column !== 'string'))
    return { problem: `also: the headings of ${ALSO.join(', ')}` };
  if (!isObject(grades) || Object.values(grades).some((it) => !GRADES.some((grade) => grade === it)))
    return { problem: `grades: words of the file, each one of ${GRADES.join(', ')}` };
  if (!isTexts(mended) || !isTexts(returned)) return { problem: 'mended and returned: words of the status' };
  // Every value was looked at just now.
  return { ...base, pack, days, also, grades: grades as HazardMapping['grades'], mended, returned };
};

/** One row as a hazard; null where it found nothing; or the code of why it is none. */
export const readHazardRow = (row: Row, mapping: HazardMapping, now: Instant): HazardFound | null | RefusalCode => {
  const read = readCheckRow(row, mapping, now);
  if (typeof read === 'string' || 'code' in row) return typeof read === 'string' ? read : 'field_empty';
  if (read.finding === null) return null;
  const { also, zone, grades, mended, returned } = mapping;
  const cell = (column: string | undefined): string => (column === undefined ? '' : (row.fields[column] ?? '').trim());
  const time = (column: string | undefined): Instant | null | undefined =>
    cell(column) === '' ? null : readLocalTime(cell(column), { zone, order: null });
  const [ordered, due] = [time(also.ordered), time(also.due)];
  if (ordered === undefined || due === undefined) return 'field_date';
  const status = cell(also.status);
  const isMended = mended.length === 0 ? read.closed !== null : mended.includes(status) && read.closed !== null;
  return {
    ...read,
    words: read.finding,
    grade: grades[cell(also.grade)] ?? 'general',
    ordered: ordered === null || ordered < read.opened ? read.opened : ordered,
    due: due === null ? null : dateIn(due, zone),
    end: isMended ? 'mended' : returned.includes(status) && read.closed !== null ? 'returned' : 'open',
  };
};
