import { expect, it } from 'vitest';
import { getCalendar } from '../calendar/calendar.ts';
import { fromIso } from '../calendar/instant.ts';
import { getPlainDate } from '../calendar/plain-date.ts';
import { checkPack } from '../policy/check-pack.ts';
import type { Pack, YearlyRule } from '../policy/pack.ts';
import { LABEL, SOUND } from '../../test/support/pack.ts';
import { yearlyDuties } from './yearly.ts';
import { MATTER } from '../matter/vocabulary.ts';

const calendar = getCalendar({ id: 'test', zone: 'Asia/Shanghai', source: 'test', years: [2026], holidays: [], makeUpDays: [] });
const report: YearlyRule = {
  id: 's.year',
  kind: 'report_year',
  label: LABEL,
  clause: LABEL,
  ownRule: false,
  within: '3 months',
  counting: SOUND.counting,
};
const pack: Pack = { ...SOUND, yearly: [report] };
const on = (text: string, done: readonly (readonly [string, string])[] = [], first = 2025) =>
  yearlyDuties(pack, calendar, { first, done: new Map(done.map(([key, day]) => [key, getPlainDate(day)])) }, fromIso(text));

it('a year that is not over owes nothing yet, and its report has a date already', () => {
  expect(on('2025-12-31T10:00:00.000Z')).toEqual([
    { rule: 's.year', kind: 'report_year', year: 2025, from: '2025-12-31', due: '2026-03-31', provisional: false, status: 'pending' },
  ]);
});

it('it is owed from New Year there, and late after its last day', () => {
  expect(on('2025-12-31T16:00:00.000Z').map((it) => it.status)).toEqual(['running', 'pending']);
  expect(on('2026-03-31T15:59:59.999Z')[0]?.status).toBe('running');
  expect(on('2026-03-31T16:00:00.000Z')[0]?.status).toBe('overdue');
});

it('it is met on its last day, late on the next, and each year stands for itself', () => {
  expect(on('2026-06-01T00:00:00.000Z', [['s.year 2025', '2026-03-31']])[0]?.status).toBe('met');
  expect(on('2026-06-01T00:00:00.000Z', [['s.year 2025', '2026-04-01']])[0]?.status).toBe('met_late');
  expect(on('2026-06-01T00:00:00.000Z', [['s.year 2024', '2026-03-31']])[0]?.status).toBe('overdue');
});

it('a pack without yearly duties, or a year to come, owes nothing', () => {
  expect(yearlyDuties(SOUND, calendar, { first: 2025, done: new Map() }, fromIso('2026-01-01T00:00:00.000Z'))).toEqual([]);
  expect(on('2025-06-01T00:00:00.000Z', [], 2027)).toEqual([]);
});

it('only days and months are periods of a year, under a name of their own', () => {
  expect(checkPack(MATTER, pack)).toEqual([]);
  expect(checkPack(MATTER, { ...SOUND, yearly: [{ ...report, within: '2 hours' }] }).map((it) => [it.code, it.path])).toEqual([
    ['policy.within.invalid', '/yearly/0/within'],
  ]);
  expect(checkPack(MATTER, { ...SOUND, yearly: [report, { ...report, within: '9 days' }] }).map((it) => [it.code, it.path])).toEqual([
    ['policy.id.twice', '/yearly/1'],
  ]);
  expect(checkPack(MATTER, { ...SOUND, yearly: [{ ...report, id: 's.extend' }] }).map((it) => it.code)).toEqual(['policy.id.twice']);
});
