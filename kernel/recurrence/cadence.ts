import { parsePlainDate, type PlainDate } from '../calendar/plain-date.ts';

/** Spans with natural boundaries. `open day` is one on which the site works, `working day` one on which offices do. */
export const BUCKET_UNITS = [
  'day',
  'open day',
  'working day',
  'week',
  '2 weeks',
  'half month',
  'month',
  '2 months',
  'quarter',
  'half year',
  'year',
  '2 years',
  '3 years',
  'term',
  'school year',
] as const;
export type BucketUnit = (typeof BUCKET_UNITS)[number];

/** Seasons that an authority declares for a place: each names a hazard, never an occasion (G22). */
export const SEASONS = ['flood', 'heating', 'forest'] as const;
export type Season = (typeof SEASONS)[number];

/** What is done again and again and asks for a look before it. */
export const USES = ['trip', 'job'] as const;
export type Use = (typeof USES)[number];

/** Things with a day of their own that something is owed before. */
export const DATED = ['planned_cut', 'closing_down', 'inspection_due', 'certificate_end', 'drill', 'move'] as const;
export type Dated = (typeof DATED)[number];

/** The last day or minute of a window within its bucket; minutes after midnight, 1 (Monday) to 7, 1 to 31, `MM-DD`. */
export type By = { readonly at: number } | { readonly weekday: number } | { readonly dayOfMonth: number } | { readonly monthDay: string };

/** While what a bucket is owed. */
export type During = { readonly season: Season } | 'term' | 'incident' | null;

/** How often something is owed. Closed: what it cannot say, no programme can ask (D8). */
export type Cadence =
  /** `times` (1 to 24) in each bucket, until `by` where it is given. */
  | {
      readonly kind: 'bucket';
      readonly unit: BucketUnit;
      readonly times: number;
      readonly by: By | null;
      readonly during: During;
      /** The first minute or day of it; absent: with its bucket. */
      readonly opens?: By;
    }
  /** About a span that is over, until a day of the month (or year) after it. */
  | { readonly kind: 'after'; readonly unit: 'month' | 'quarter' | 'half year' | 'year'; readonly by: By; readonly opens?: By }
  /** Every `hours` (1 to 12) of time that runs; `closing`: and once when it closes. */
  | { readonly kind: 'hours'; readonly hours: number; readonly during: 'always' | 'open' | 'night' | 'incident'; readonly closing: boolean }
  | { readonly kind: 'closing' }
  /** `times` (1 to 24) in each night. */
  | { readonly kind: 'night'; readonly times: number }
  | { readonly kind: 'meal' }
  | { readonly kind: 'use'; readonly use: Use; readonly side: 'before' | 'after' }
  /** At most so many days (1 to 400) since it was done last. */
  | { readonly kind: 'since'; readonly days: number }
  /** Within so many days (1 to 90) before something begins. */
  | { readonly kind: 'before'; readonly what: 'term' | 'holiday' | { readonly season: Season }; readonly days: number }
  /** Within the first so many days (1 to 90) of a term. */
  | { readonly kind: 'opening'; readonly days: number }
  /** No later than so long before something that has a date. */
  | {
      readonly kind: 'dated';
      readonly dated: Dated;
      readonly count: number;
      readonly unit: 'hours' | 'days' | 'working days' | 'months';
    };

const TIMES_MAX = 24;
const HOURS_MAX = 12;
const SINCE_DAYS_MAX = 400;
const BEFORE_DAYS_MAX = 90;
/** How early something that is owed before a term, a holiday or a season counts, where a rule does not say: our own figures. */
const BEFORE_DAYS = { term: 14, holiday: 7, season: 30 } as const;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const countOf = (text: string | undefined, max: number): number | undefined => {
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 && count <= max ? count : undefined;
};

const oneOf = <T extends string>(list: readonly T[], text: string | undefined): T | undefined => list.find((it) => it === text);

/** Minutes after midnight of `HH:MM` (00:00 to 24:00); undefined for anything else. */
export const parseClock = (text: string): number | undefined => {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (text === '24:00') return 1440;
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined;
};

/** `MM-DD` of any year; 29 February is the 28th where there is none. */
const isMonthDay = (text: string): boolean => parsePlainDate(`2024-${text}`) !== undefined;

const parseBy = (unit: BucketUnit, text: string): By | undefined => {
  if (unit === 'day' || unit === 'open day' || unit === 'working day') {
    const at = parseClock(text);
    return at === undefined || at === 0 ? undefined : { at };
  }
  if (unit === 'week') {
    const weekday = WEEKDAYS.indexOf(text) + 1;
    return weekday === 0 ? undefined : { weekday };
  }
  if (unit === 'month') {
    const dayOfMonth = /^\d{1,2}$/.test(text) ? countOf(text, 31) : undefined;
    return dayOfMonth === undefined ? undefined : { dayOfMonth };
  }
  return unit === 'year' && isMonthDay(text) ? { monthDay: text } : undefined;
};

const parseDuring = (text: string | undefined): During | undefined => {
  if (text === undefined) return null;
  if (text === 'incident' || text === 'term') return text;
  const season = oneOf(SEASONS, /^season (\w+)$/.exec(text)?.[1]);
  return season && { season };
};

const DAY_MINUTES = 1440;

/** Where in its bucket `by` ends, in minutes: an order among those of one unit, no span (months are taken as of 31 days). */
export const endsAt = (by: By): number =>
  'at' in by
    ? by.at
    : 'weekday' in by
      ? by.weekday * DAY_MINUTES
      : 'dayOfMonth' in by
        ? by.dayOfMonth * DAY_MINUTES
        : ((Number(by.monthDay.slice(0, 2)) - 1) * 31 + Number(by.monthDay.slice(3))) * DAY_MINUTES;

/** Where in its bucket `from` begins, in the same order: a minute is where it is, a day begins when the one before it ends. */
export const opensAt = (from: By): number => ('at' in from ? from.at : endsAt(from) - DAY_MINUTES);

/** What `from` says; undefined where it leaves nothing until `by`. */
const parseOpens = (unit: BucketUnit, text: string | undefined, by: By | null): { readonly opens?: By } | undefined => {
  if (text === undefined) return {};
  const opens = parseBy(unit, text);
  return opens !== undefined && by !== null && opensAt(opens) < endsAt(by) ? { opens } : undefined;
};

const parseBucket = (text: string): Cadence | undefined => {
  const found = /^(?:(\d+) times an? )?([a-z0-9 ]+?)(?: from (\S+))?(?: by (\S+))?(?: while (incident|term|season \w+))?$/.exec(text);
  const unit = oneOf(BUCKET_UNITS, found?.[2]);
  const times = found?.[1] === undefined ? 1 : countOf(found[1], TIMES_MAX);
  const during = parseDuring(found?.[5]);
  if (!found || unit === undefined || times === undefined || during === undefined) return undefined;
  const by = found[4] === undefined ? null : parseBy(unit, found[4]);
  // What is owed while something runs has no day of its own, and a term no hour.
  if (by === undefined || (by !== null && during !== null)) return undefined;
  if (during === 'term' && (unit === 'term' || unit === 'school year')) return undefined;
  const opens = parseOpens(unit, found[3], by);
  return opens && { kind: 'bucket', unit, times, by, during, ...opens };
};

const parseAfter = (text: string): Cadence | undefined => {
  const found = /^after (month|quarter|half year|year)(?: from (\S+))? by (\S+)$/.exec(text);
  const unit = oneOf(['month', 'quarter', 'half year', 'year'] as const, found?.[1]);
  if (unit === undefined) return undefined;
  const within = unit === 'year' ? 'year' : 'month';
  const by = parseBy(within, found?.[3] ?? '');
  const opens = by && parseOpens(within, found?.[2], by);
  return by && opens && { kind: 'after', unit, by, ...opens };
};

const parseHours = (text: string): Cadence | undefined => {
  const found = /^(\d+) hours?( while open| while open and at closing| at night| while incident)?$/.exec(text);
  const hours = countOf(found?.[1], HOURS_MAX);
  if (hours === undefined) return undefined;
  const rest = found?.[2] ?? '';
  const during = rest.startsWith(' while open') ? 'open' : rest === ' at night' ? 'night' : rest === '' ? 'always' : 'incident';
  return { kind: 'hours', hours, during, closing: rest.endsWith('closing') };
};

const parseNight = (text: string): Cadence | undefined => {
  const found = /^(?:(\d+) times a )?night$/.exec(text);
  const times = found?.[1] === undefined ? 1 : countOf(found[1], TIMES_MAX);
  return found && times !== undefined ? { kind: 'night', times } : undefined;
};

const parseBefore = (text: string): Cadence | undefined => {
  const each = /^(before|after) each (\w+)$/.exec(text);
  const use = oneOf(USES, each?.[2]);
  if (use) return { kind: 'use', use, side: each?.[1] === 'after' ? 'after' : 'before' };
  const found = /^(?:(\d+) days? )?before (term|holiday|season (\w+))$/.exec(text);
  if (!found) return undefined;
  const season = oneOf(SEASONS, found[3]);
  const what = found[2] === 'term' || found[2] === 'holiday' ? found[2] : season && { season };
  if (what === undefined) return undefined;
  const days = found[1] === undefined ? BEFORE_DAYS[typeof what === 'string' ? what : 'season'] : countOf(found[1], BEFORE_DAYS_MAX);
  return days === undefined ? undefined : { kind: 'before', what, days };
};

const parseOpening = (text: string): Cadence | undefined => {
  const days = countOf(/^first (\d+) days of term$/.exec(text)?.[1], BEFORE_DAYS_MAX);
  return days === undefined ? undefined : { kind: 'opening', days };
};

const DATED_MAX = { hour: 720, day: 400, 'working day': 250, month: 24 } as const;

const parseDated = (text: string): Cadence | undefined => {
  const found = /^(\d+) (hour|day|working day|month)s? before (\w+)$/.exec(text);
  const dated = oneOf(DATED, found?.[3]);
  const unit = oneOf(['hour', 'day', 'working day', 'month'] as const, found?.[2]);
  const count = unit && countOf(found?.[1], DATED_MAX[unit]);
  if (dated === undefined || unit === undefined || count === undefined) return undefined;
  return { kind: 'dated', dated, count, unit: `${unit}s` };
};

const parseSince = (text: string): Cadence | undefined => {
  const days = countOf(/^(\d+) days? since last$/.exec(text)?.[1], SINCE_DAYS_MAX);
  return days === undefined ? undefined : { kind: 'since', days };
};

/** Reads the text of `every:`; undefined for whatever the grammar of the how-to page does not have. */
export const parseCadence = (text: string): Cadence | undefined => {
  if (text === 'meal') return { kind: 'meal' };
  if (text === 'closing') return { kind: 'closing' };
  return (
    parseNight(text) ??
    parseSince(text) ??
    parseHours(text) ??
    parseDated(text) ??
    parseBefore(text) ??
    parseOpening(text) ??
    parseAfter(text) ??
    parseBucket(text)
  );
};

/** As `parseCadence`, for text that a checked programme holds; throws on anything else. */
export const getCadence = (text: string): Cadence => {
  const cadence = parseCadence(text);
  if (!cadence) throw new Error(`not a cadence: ${text}`);
  return cadence;
};

/** Whether a text asks for an interval, a number or a lead time of nothing: `0 hours while open`. */
export const isOfNothing = (text: string): boolean => /^(first )?0+ /.test(text);

const UNIT_HOURS: { readonly [unit in BucketUnit]: number } = {
  day: 24,
  'open day': 24,
  'working day': 24,
  week: 168,
  '2 weeks': 336,
  'half month': 13 * 24,
  month: 28 * 24,
  '2 months': 59 * 24,
  quarter: 90 * 24,
  'half year': 181 * 24,
  year: 365 * 24,
  '2 years': 730 * 24,
  '3 years': 1095 * 24,
  term: 60 * 24,
  'school year': 240 * 24,
};

/** The shortest that a window of it usually is, in hours: a grace must be shorter, or yesterday could be filled in tomorrow. */
export const shortestHours = (cadence: Cadence): number => {
  switch (cadence.kind) {
    case 'bucket':
      return UNIT_HOURS[cadence.unit];
    case 'hours':
      return cadence.hours;
    case 'closing':
    case 'meal':
      return 1;
    case 'night':
      return 6;
    case 'use':
      return 1;
    case 'since':
    case 'before':
    case 'opening':
      return cadence.days * 24;
    case 'after':
    case 'dated':
      return 24;
  }
};

/** `MM-DD` in a year; 29 February becomes the 28th where there is none. */
export const monthDayIn = (year: number, monthDay: string): PlainDate => {
  const text = `${String(year).padStart(4, '0')}-${monthDay}`;
  const date = parsePlainDate(text) ?? (monthDay === '02-29' ? parsePlainDate(`${text.slice(0, 4)}-02-28`) : undefined);
  if (date === undefined) throw new Error(`not a day of a year: ${text}`);
  return date;
};
