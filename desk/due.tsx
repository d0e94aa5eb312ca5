import type { PlainDate } from '../kernel/calendar/plain-date.ts';
import { daysBetween } from '../kernel/calendar/plain-date.ts';
import { words } from '../kernel/language/words.ts';
import { daysInWords } from '../portal/dates.ts';
import type { Lang } from '../portal/page.ts';

export const TOMORROW = words('desk/due.TOMORROW', { 'zh-CN': '明天到期', en: 'due tomorrow' });

/** Days ahead from which a date is marked, beside the words that say it. */
const SOON_DAYS = 3;

/** `逾期6天`, `今天到期`, `明天到期`, `还有42天`. */
export const dueInWords = (due: PlainDate, today: PlainDate, lang: Lang): string => {
  const left = daysBetween(today, due);
  return left === 1 ? TOMORROW[lang] : daysInWords(left, lang);
};

/** Days left or overdue as a tag; the colour only repeats what the words say. */
export const DueTag = ({ due, today, lang }: { readonly due: PlainDate; readonly today: PlainDate; readonly lang: Lang }) => {
  const left = daysBetween(today, due);
  return <span class={left < 0 ? 'tag late' : left <= SOON_DAYS ? 'tag soon' : 'tag'}>{dueInWords(due, today, lang)}</span>;
};
