import { describe, expect, it } from 'vitest';
import { getPlainDate } from '../kernel/calendar/plain-date.ts';
import { fromIso } from '../kernel/calendar/instant.ts';
import { dayInWords, daysInWords, momentInWords, withinInWords } from './dates.ts';

const day = getPlainDate;

describe('dates as people say them', () => {
  it('names the year only when it is not this one', () => {
    expect(dayInWords(day('2026-10-13'), 'zh-CN', day('2026-09-28'))).toBe('10月13日');
    expect(dayInWords(day('2027-01-13'), 'zh-CN', day('2026-09-28'))).toBe('2027年1月13日');
    expect(dayInWords(day('2026-10-03'), 'en', day('2026-09-28'))).toBe('3 October');
    expect(dayInWords(day('2027-01-13'), 'en', day('2026-09-28'))).toBe('13 January 2027');
  });

  it('says a moment in the zone of the place', () => {
    expect(momentInWords(fromIso('2026-09-28T02:03:04.005Z'), 'Asia/Shanghai', 'zh-CN')).toBe('2026年9月28日 10:03');
    expect(momentInWords(fromIso('2026-09-28T02:03:04.005Z'), 'Asia/Shanghai', 'en')).toBe('28 September 2026, 10:03');
  });

  it('says days left, the last day, and days late in words', () => {
    expect([42, 1, 0, -1, -6].map((left) => daysInWords(left, 'zh-CN'))).toEqual(['还有42天', '还有1天', '今天到期', '逾期1天', '逾期6天']);
    expect([42, 1, 0, -1, -6].map((left) => daysInWords(left, 'en'))).toEqual([
      '42 days left',
      '1 day left',
      'due today',
      '1 day late',
      '6 days late',
    ]);
  });

  it('translates the period of a pack', () => {
    expect(['15 days', '5 working days', '3 months', '1 hour', 'same working day'].map((it) => withinInWords(it, 'zh-CN'))).toEqual([
      '15日',
      '5个工作日',
      '3个月',
      '1小时',
      '当日',
    ]);
    expect(['15 days', '5 working days', '1 hour', 'same working day'].map((it) => withinInWords(it, 'en'))).toEqual([
      '15 days',
      '5 working days',
      '1 hour',
      'the same working day',
    ]);
  });
});
