import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dateWays } from '../features/ways/domain/compute-way.ts';
import { instant } from '../kernel/calendar/instant.ts';
import { findControlWord, findPunishingWord } from '../kernel/policy/tripwire.ts';
import { getPackCalendar } from './calendars/find-calendar.ts';
import { getPack } from './load.ts';
import { waysOf } from './ways.ts';

const FILES = readdirSync(join(import.meta.dirname, 'ways')).map((name) => name.replace('.yaml', ''));
const CN = { id: 'cn', zone: 'Asia/Shanghai' } as const;
const NOW = instant(Date.parse('2026-09-28T02:00:00Z'));

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];

const labelsIn = (value: unknown): readonly object[] =>
  typeof value !== 'object' || value === null ? [] : 'zh-CN' in value || 'en' in value ? [value] : Object.values(value).flatMap(labelsIn);

describe.each(FILES)('the legal ways of %s', (calendar) => {
  const raw: unknown = parse(readFileSync(join(import.meta.dirname, `ways/${calendar}.yaml`), 'utf8'));

  it('are told in both languages, without a word of control or punishment', () => {
    for (const label of labelsIn(raw)) expect(Object.keys(label).toSorted()).toEqual(['en', 'zh-CN']);
    expect(textsIn(raw).filter((text) => findControlWord(text) !== null || findPunishingWord(text) !== null)).toEqual([]);
  });

  it('each have a period that can be counted and a clause, their own or that of a pack', () => {
    const ways = waysOf(calendar);
    if (!ways) throw new Error(calendar);
    const dated = dateWays(ways, getPack, getPackCalendar(CN), NOW);
    expect(dated.length).toBe(ways.ways.length);
    for (const { way, begin, decide } of dated) {
      expect(decide.clause['zh-CN'].length, way.id).toBeGreaterThan(0);
      expect(begin === null, way.id).toBe(way.known === undefined);
    }
  });
});

describe('the legal ways of China', () => {
  it('have these dates for what became known on Monday 28 September 2026', () => {
    const ways = waysOf('cn');
    if (!ways) throw new Error('cn');
    const dated = dateWays(ways, getPack, getPackCalendar(CN), NOW);
    expect(dated.map(({ way, begin, decide }) => [way.id, begin?.until ?? null, decide.by])).toEqual([
      ['mediation', null, '2026-10-28'],
      // Sixty days after 28 September are Friday 27 November; six months are Sunday 28 March, which moves to Monday.
      ['reconsideration', '2026-11-27', '2026-11-27'],
      ['court.administrative', '2027-03-29', '2027-03-29'],
      ['arbitration.labour', '2027-09-28', '2026-11-12'],
      ['court.civil', '2029-09-28', '2027-03-29'],
    ]);
  });

  it('are not shown where another calendar counts', () => {
    expect(waysOf('weekends-only')).toBeNull();
    expect(waysOf('../ways/cn')).toBeNull();
  });
});
