import { parseWithin } from '../kernel/calendar/within.ts';
import { DAY_PROMISED, DAY_SET } from '../kernel/policy/pack.ts';
import { yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts';
import { wallTime } from '../kernel/calendar/zone.ts';
import type { Instant } from '../kernel/calendar/instant.ts';
import type { Lang } from './page.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A day as people say it: `10月13日`, `13 October`; with the year unless it is that of `today`. */
export const dayInWords = (date: PlainDate, lang: Lang, today?: PlainDate): string => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]; // the brand guarantees three numbers
  const otherYear = today === undefined || yearOf(today) !== year;
  return lang === 'en' ? `${day} ${MONTHS[month - 1]}${otherYear ? ` ${year}` : ''}` : `${otherYear ? `${year}年` : ''}${month}月${day}日`;
};

/** A moment on the wall clock of a zone, to the minute. */
export const momentInWords = (at: Instant, zone: string, lang: Lang): string => {
  const { date, hour, minute } = wallTime(at, zone);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return lang === 'en' ? `${dayInWords(date, lang)}, ${time}` : `${dayInWords(date, lang)} ${time}`;
};

const UNITS = {
  'zh-CN': { days: '日', 'working days': '个工作日', months: '个月', hours: '小时', minutes: '分钟' },
  en: { days: 'day', 'working days': 'working day', months: 'month', hours: 'hour', minutes: 'minute' },
} as const;

/** True where a rule's clause already says when: repeating it after the clause would say it twice. */
export const isDayNamed = (within: string): boolean => within === DAY_PROMISED || within === DAY_SET;

/** `15 days` of a pack in the reader's language. */
export const withinInWords = (within: string, lang: Lang): string => {
  if (within === DAY_PROMISED) return lang === 'en' ? 'the day that the answer names' : '答复里写明的日子';
  if (within === DAY_SET) return lang === 'en' ? 'the day that was set when it was passed on' : '交办时定的日子';
  const period = parseWithin(within);
  if (!period) return within;
  if (period.unit === 'months' && period.count > 12 && period.count % 12 === 0)
    return lang === 'en' ? `${period.count / 12} years` : `${period.count / 12}年`;
  if (period.unit === 'same working day') return lang === 'en' ? 'the same working day' : '当日';
  return lang === 'en'
    ? `${period.count} ${UNITS.en[period.unit]}${period.count === 1 ? '' : 's'}`
    : `${period.count}${UNITS['zh-CN'][period.unit]}`;
};

/** Days left until a date, or overdue since: `还有42天`, `今天到期`, `逾期6天`. */
export const daysInWords = (left: number, lang: Lang): string => {
  const days = `${Math.abs(left)} day${Math.abs(left) === 1 ? '' : 's'}`;
  if (left < 0) return lang === 'en' ? `${days} late` : `逾期${-left}天`;
  if (left === 0) return lang === 'en' ? 'due today' : '今天到期';
  return lang === 'en' ? `${days} left` : `还有${left}天`;
};
