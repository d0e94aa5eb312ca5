import { instant, type Instant } from '../../kernel/calendar/instant.ts';
import { parsePlainDate } from '../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';

/** Records carry local times of this zone without saying so. */
export const RECORD_ZONE = 'Asia/Shanghai';

/** One line of a replay file, checked. */
export interface Record {
  readonly id: string;
  readonly filedAt: Instant;
  readonly subject: string;
  readonly body: string;
  readonly repliedAt: Instant | null;
  readonly reply: string | null;
}

const FIELDS = ['id', 'filed_at', 'subject', 'body', 'replied_at', 'reply'];
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?$/;

/** Reads a local time without an offset; undefined when it is none. */
export const parseLocal = (value: unknown): Instant | undefined => {
  const found = typeof value === 'string' ? LOCAL.exec(value) : null;
  const date = found && parsePlainDate(found[1] ?? '');
  if (!found || !date) return undefined;
  const [h, m, s] = found.slice(2).map(Number) as [number, number, number]; // three groups of digits
  if (h > 23 || m > 59 || s > 59) return undefined;
  const at = instant(startOfDay(date, RECORD_ZONE) + ((h * 60 + m) * 60 + s) * 1000);
  return dateIn(at, RECORD_ZONE) === date ? at : undefined;
};

const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

const textOr = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

const checkTimes = (filedAt: Instant, repliedAt: Instant | null, now: Instant): Refusal | undefined => {
  if (filedAt > now) return refuse('date_in_future', { field: 'filed_at' });
  if (repliedAt !== null && repliedAt > now) return refuse('date_in_future', { field: 'replied_at' });
  return repliedAt !== null && repliedAt < filedAt ? refuse('date_before_start', { field: 'replied_at' }) : undefined;
};

const fromObject = (raw: { readonly [field: string]: unknown }, now: Instant): Record | Refusal => {
  const unknown = Object.keys(raw).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) return refuse('field_unknown', { field: unknown });
  const id = idOf(raw['id']);
  if (id === undefined) return refuse('field_empty', { field: 'id' });
  for (const field of ['subject', 'body']) if (typeof raw[field] !== 'string') return refuse('field_type', { field });
  const filedAt = parseLocal(raw['filed_at']);
  if (filedAt === undefined) return refuse('field_date', { field: 'filed_at' });
  const hasReply = raw['replied_at'] !== undefined && raw['replied_at'] !== null && raw['replied_at'] !== '';
  const repliedAt = hasReply ? parseLocal(raw['replied_at']) : null;
  if (repliedAt === undefined) return refuse('field_date', { field: 'replied_at' });
  const reply = textOr(raw['reply']);
  if (repliedAt !== null && reply === null) return refuse('field_empty', { field: 'reply' });
  if (repliedAt === null && reply !== null) return refuse('field_empty', { field: 'replied_at' });
  // Checked above to be text.
  return (
    checkTimes(filedAt, repliedAt, now) ?? { id, filedAt, subject: raw['subject'] as string, body: raw['body'] as string, repliedAt, reply }
  );
};

/** Reads one line; a bad one is refused with its reason, whatever the others are. */
export const readRecord = (line: string, now: Instant): Record | Refusal => {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return refuse('not_json');
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return refuse('not_json');
  return fromObject(raw as { [field: string]: unknown }, now); // an object, checked above
};
