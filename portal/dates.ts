import { parseWithin } from '../kernel/calendar/within.ts';
import { DAY_PROMISED, DAY_SET } from '../kernel/policy/pack.ts';
import { yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts';
import { wallTime } from '../kernel/calendar/zone.ts';
import type { Instant } from '../kernel/calendar/instant.ts';
import { pluralIn, writingOf, type Lang } from '../kernel/language/languages.ts';
import { words } from '../kernel/language/words.ts';

const many = (n: number, unit: string): string => pluralIn('en', n, { one: `${n} ${unit}`, other: `${n} ${unit}s` });

export const WORDS = words('portal/dates.WORDS', {
  'zh-CN': {
    moment: (day: string, time: string) => `${day} ${time}`,
    promised: '答复里写明的日子',
    set: '交办时定的日子',
    sameCalendarDay: '当天',
    sameDay: '当日',
    within: {
      days: (n: number) => `${n}日`,
      'working days': (n: number) => `${n}个工作日`,
      months: (n: number) => `${n}个月`,
      years: (n: number) => `${n}年`,
      hours: (n: number) => `${n}小时`,
      minutes: (n: number) => `${n}分钟`,
    },
    late: (days: number) => `逾期${days}天`,
    today: '今天到期',
    left: (days: number) => `还有${days}天`,
  },
  en: {
    moment: (day: string, time: string) => `${day}, ${time}`,
    promised: 'the day that the answer names',
    set: 'the day that was set when it was passed on',
    sameCalendarDay: 'the same day',
    sameDay: 'the same working day',
    within: {
      days: (n: number) => many(n, 'day'),
      'working days': (n: number) => many(n, 'working day'),
      months: (n: number) => many(n, 'month'),
      years: (n: number) => many(n, 'year'),
      hours: (n: number) => many(n, 'hour'),
      minutes: (n: number) => many(n, 'minute'),
    },
    late: (days: number) => `${many(days, 'day')} late`,
    today: 'due today',
    left: (days: number) => `${many(days, 'day')} left`,
  },
});

const FORMATS = new Map<string, Intl.DateTimeFormat>(); // to make one takes longer than to use it
const formatted = (date: PlainDate, lang: Lang, parts: 'day' | 'dayOfYear' | 'month'): string => {
  const key = `${lang} ${parts}`;
  const format =
    FORMATS.get(key) ??
    new Intl.DateTimeFormat(writingOf(lang).locale, {
      month: 'long',
      ...(parts === 'month' ? {} : { day: 'numeric' }),
      ...(parts === 'day' ? {} : { year: 'numeric' }),
      timeZone: 'UTC',
    });
  FORMATS.set(key, format);
  return format.format(Date.parse(`${date}T00:00:00Z`));
};

/** A day as people say it: `10月13日`, `13 October`; with the year unless it is that of `today`. */
export const dayInWords = (date: PlainDate, lang: Lang, today?: PlainDate): string =>
  formatted(date, lang, today === undefined || yearOf(today) !== yearOf(date) ? 'dayOfYear' : 'day');

/** The month of a day: `2026年10月`, `October 2026`. */
export const monthInWords = (date: PlainDate, lang: Lang): string => formatted(date, lang, 'month');

/** A moment on the wall clock of a zone, to the minute. */
export const momentInWords = (at: Instant, zone: string, lang: Lang): string => {
  const { date, hour, minute } = wallTime(at, zone);
  return WORDS[lang].moment(dayInWords(date, lang), `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
};

/** True where a rule's clause already says when: repeating it after the clause would say it twice. */
export const isDayNamed = (within: string): boolean => within === DAY_PROMISED || within === DAY_SET;

/** `15 days` of a pack in the reader's language. */
export const withinInWords = (within: string, lang: Lang): string => {
  const words = WORDS[lang];
  if (within === DAY_PROMISED) return words.promised;
  if (within === DAY_SET) return words.set;
  const period = parseWithin(within);
  if (!period) return within;
  if (period.unit === 'same day') return words.sameCalendarDay;
  if (period.unit === 'same working day') return words.sameDay;
  if (period.unit === 'months' && period.count > 12 && period.count % 12 === 0) return words.within.years(period.count / 12);
  return words.within[period.unit](period.count);
};

/** Days left until a date, or overdue since: `还有42天`, `今天到期`, `逾期6天`. */
export const daysInWords = (left: number, lang: Lang): string => {
  const words = WORDS[lang];
  return left < 0 ? words.late(-left) : left === 0 ? words.today : words.left(left);
};
