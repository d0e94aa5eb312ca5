import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CalendarDefinition } from '../../kernel/calendar/calendar.ts';

const require = createRequire(import.meta.url);

const keysOf = (value: unknown, name: string): readonly string[] => {
  const part = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
  if (typeof part !== 'object' || part === null) throw new Error(`chinese-days has no ${name}`);
  return Object.keys(part).toSorted();
};

/** A year counts as loaded when its list goes from New Year to National Day: half a list would be a guess. */
const isWhole = (year: string, holidays: readonly string[]): boolean =>
  [`${year}-01-01`, `${year}-05-01`, `${year}-10-01`].every((day) => holidays.includes(day));

/** The calendar of mainland China as the State Council's yearly notices have it, read from the package chinese-days. */
export const readChinaCalendar = (): CalendarDefinition => {
  const path = require.resolve('chinese-days/dist/chinese-days.json');
  const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const holidays = keysOf(data, 'holidays');
  const years = [...new Set(holidays.map((day) => day.slice(0, 4)))].filter((year) => isWhole(year, holidays));
  return {
    id: 'cn',
    zone: 'Asia/Shanghai',
    source: 'chinese-days 1.5.7, after the yearly notices of the State Council on public holidays',
    years: years.map(Number),
    holidays,
    makeUpDays: keysOf(data, 'workdays'),
  };
};
