import { fromIso, instant, type Instant } from '../../kernel/calendar/instant.ts';
import { addDays, parsePlainDate, type PlainDate } from '../../kernel/calendar/plain-date.ts';
import { dateIn, startOfDay } from '../../kernel/calendar/zone.ts';
import { foldTyped } from '../../kernel/canonical/bounded-text.ts';

/** In which order day, month and year stand. */
export const DATE_ORDERS = ['ymd', 'mdy', 'dmy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Why a cell is no time. */
export type Unread = 'two_digit_year' | 'order_unknown' | 'no_day' | 'no_time';

/** How times of a column are read; `order` is null where nothing says how day and month stand before a year. */
export interface TimeReading {
  readonly zone: string;
  readonly order: DateOrder | null;
}

interface Parts {
  /** A day; or two numbers before a year, of which one is the month. */
  readonly day: PlainDate | undefined | { readonly a: number; readonly b: number; readonly year: string };
  readonly seconds: number | undefined;
  readonly offset: string | undefined;
}

const DAY = [
  /(?<y>\d{4})[-/.年] ?(?<m>\d{1,2})[-/.月] ?(?<d>\d{1,2})(?:日|号|(?!\d))/,
  /(?<a>\d{1,2})[-/.](?<b>\d{1,2})[-/.](?<y>\d{4})(?!\d)/,
  /(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?!\d)/,
  /(?<d>\d{1,2})[ -](?<name>[a-z]{3,9})[ ,.-]{1,2}(?<y>\d{4})(?!\d)/,
  /(?<name>[a-z]{3,9})[ .]{1,2}(?<d>\d{1,2}),? (?<y>\d{4})(?!\d)/,
].map((it) => new RegExp(`^${it.source}(?<rest>.*)$`, 'i'));
const WEEKDAY = /^ ?\(?(?:星期|周)[一二三四五六日天]\)?/;
const HALF = '上午|下午|a\\.?m\\.?|p\\.?m\\.?';
const CLOCK = new RegExp(
  `^(?:t| *)(?<before>${HALF})? *(?<h>\\d{1,2}) ?[:时点] ?(?<min>\\d{1,2})?(?: ?[:分] ?(?<s>\\d{1,2})?(?:\\.\\d{1,9})? ?秒?)? ?(?<after>${HALF})?(?<offset> ?(?:z|utc|gmt)| ?[+-]\\d{2}(?::?\\d{2}){0,2})?$`,
  'i',
);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/i;

type Groups = { readonly [part: string]: string | undefined };

const dayOf = (y: string, m: number | string, d: number | string): PlainDate | undefined =>
  parsePlainDate(`${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);

/** Seconds of the day; 86,400 for 24:00, which is the end of it. Undefined where no clock shows this. */
const secondsOf = (found: Groups): number | undefined => {
  const half = found['before'] ?? found['after'];
  if (found['before'] !== undefined && found['after'] !== undefined) return undefined;
  const [h, min, s] = [Number(found['h']), Number(found['min'] ?? 0), Number(found['s'] ?? 0)];
  if (min > 59 || s > 59) return undefined;
  if (half === undefined) return h < 24 || (h === 24 && min === 0 && s === 0) ? (h * 60 + min) * 60 + s : undefined;
  if (h > 12 || h === 0) return undefined;
  return (((h % 12) + (/^[下p]/i.test(half) ? 12 : 0)) * 60 + min) * 60 + s;
};

const partsOf = (raw: string): Parts | undefined => {
  const text = foldTyped(raw);
  const found: Groups | undefined = DAY.map((it) => it.exec(text)?.groups).find((it) => it !== undefined);
  if (!found) return undefined;
  const { y = '', m = '', d = '', a, b, name, rest = '' } = found;
  if (name !== undefined && !MONTH_NAME.test(name)) return undefined;
  const month = name === undefined ? m : MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const day = a !== undefined && b !== undefined ? { a: Number(a), b: Number(b), year: y } : dayOf(y, month, d);
  const after = rest.replace(WEEKDAY, '');
  if (after === '' || after === ' ') return { day, seconds: 0, offset: undefined };
  const clock = CLOCK.exec(after)?.groups;
  return clock && { day, seconds: secondsOf(clock), offset: clock['offset']?.trim() };
};

/** The two numbers before a year, for whoever has to tell which is the month. */
export const monthOrDay = (text: string): { readonly a: number; readonly b: number } | undefined => {
  const day = partsOf(text)?.day;
  return typeof day === 'object' ? day : undefined;
};

const MINUTE = 60_000;

const shiftOf = (offset: string): number => {
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] = /^([+-])(\d{2}):?(\d{2})?:?(\d{2})?$/.exec(offset) ?? [];
  return ((Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000) * (sign === '-' ? -1 : 1);
};

/** Reads a day or a time of a file: by its own offset where it says one, else by the clocks of the zone. Never guesses day and month. */
export const readLocalTime = (text: string, { zone, order }: TimeReading): Instant | undefined => {
  const parts = partsOf(text);
  if (!parts || parts.day === undefined || parts.seconds === undefined) return undefined;
  if (typeof parts.day === 'object' && (order === null || order === 'ymd')) return undefined;
  const named =
    typeof parts.day !== 'object'
      ? parts.day
      : order === 'mdy'
        ? dayOf(parts.day.year, parts.day.a, parts.day.b)
        : dayOf(parts.day.year, parts.day.b, parts.day.a);
  if (named === undefined) return undefined;
  const day = parts.seconds === 86_400 ? addDays(named, 1) : named;
  const milliseconds = (parts.seconds % 86_400) * 1000;
  if (parts.offset !== undefined) return instant(fromIso(`${day}T00:00:00.000Z`) + milliseconds - shiftOf(parts.offset));
  const at = instant(startOfDay(day, zone) + milliseconds);
  return dateIn(at, zone) === day ? at : undefined;
};

/** Why a cell that `readLocalTime` does not read is no time. */
export const whyUnread = (raw: string): Unread => {
  const text = foldTyped(raw);
  if (monthOrDay(raw)) return 'order_unknown';
  if (/^\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}(?!\d)|^\d{1,2}[ -][a-z]{3,9}[ -]\d{2}(?!\d)/i.test(text)) return 'two_digit_year';
  return /^(?:上午|下午)? ?\d{1,2} ?[:时点]/.test(text) ? 'no_day' : 'no_time';
};
