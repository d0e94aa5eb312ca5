import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTakenBy } from '../kernel/matter/kinds.ts';
import { VOCABULARIES } from '../server/features.ts';
import type { Vocabulary } from '../kernel/policy/vocabulary.ts';
import { isWorkingDay } from '../kernel/calendar/calendar.ts';
import { getPlainDate, weekday } from '../kernel/calendar/plain-date.ts';
import { readChinaCalendar } from './calendars/cn.ts';
import { getPackCalendar } from './calendars/find-calendar.ts';
import { definitionHash, definitionText, findPack, getPack, getPackOf, packIds } from './load.ts';

describe('the published schema', () => {
  const schema: {
    properties: Record<string, { enum?: string[] }>;
    definitions: Record<string, { enum?: string[]; properties?: Record<string, { enum?: string[] }> }>;
  } = JSON.parse(readFileSync(join(import.meta.dirname, 'schema.json'), 'utf8'));

  const every = <T>(words: (of: Vocabulary) => readonly T[]): readonly T[] => [...new Set(VOCABULARIES.flatMap(words))];

  it('knows exactly the words of all kinds, those of matters first', () => {
    expect(schema.definitions['event']?.enum, 'npm run access').toEqual(every((of) => of.events));
    expect(schema.definitions['rule']?.properties?.['kind']?.enum).toEqual(every((of) => Object.keys(of.duties)));
    expect(schema.properties['kind']?.enum).toEqual(every((of) => of.packs));
    expect(schema.definitions['party']?.enum).toEqual(every((of) => Object.keys(of.parties)));
    expect(schema.definitions['grade']?.enum).toEqual(every((of) => of.grades));
    expect(schema.definitions['start']?.properties?.['notice']?.enum).toEqual(every((of) => Object.keys(of.notices)));
  });
});

describe('the packs that come with the program', () => {
  it('are sound', () => {
    const ofMatters = packIds().filter((id) => findPack(id) !== undefined);
    expect(ofMatters).toEqual([
      'beijing-2021',
      'consultation-comment',
      'cpgrams',
      'door-accusation',
      'door-child-danger',
      'door-retaliation',
      'eib',
      'eu-2019-1937',
      'foi-uk',
      'hazard-line',
      'hazard-line-24h',
      'help',
      'jinan-2018',
      'mediation',
      'mediation-labour',
      'mediation-medical',
      'mediation-school',
      'petition-2022',
      'reconsideration-2023',
      'suggestion-2022',
      'township-centre',
      'weifang-12345-2021',
      'zhejiang-2016',
    ]);
    for (const id of packIds()) expect(getPackOf(VOCABULARIES, id).id).toBe(id);
    expect(findPack('../petition-2022')).toBeUndefined();
  });

  it('offer for filing only what has an independent door where it needs one', () => {
    const offered = packIds().filter((id) => findPack(id)?.offered === true);
    expect(offered.filter((id) => isTakenBy('service', getPack(id).kind))).toEqual([
      'consultation-comment',
      'hazard-line',
      'hazard-line-24h',
      'help',
      'mediation',
      'mediation-labour',
      'mediation-medical',
      'mediation-school',
      'petition-2022',
      'suggestion-2022',
      'township-centre',
    ]);
    expect(offered.filter((id) => isTakenBy('door', getPack(id).kind))).toEqual([
      'door-accusation',
      'door-child-danger',
      'door-retaliation',
    ]);
  });

  it('have a text to be hashed that does not depend on the order of fields', () => {
    const pack = getPack('petition-2022');
    const backwards = Object.fromEntries(Object.entries(pack).toReversed());
    expect(definitionText(backwards)).toBe(definitionText(pack));
    expect(definitionHash(pack, (text) => String(text.length))).toBe(String(definitionText(pack).length));
  });
});

describe('the calendar of mainland China', () => {
  const definition = readChinaCalendar();
  const calendar = getPackCalendar({ id: 'cn', zone: 'Asia/Shanghai' });

  it('holds every year from 2004 to 2026 and none after', () => {
    expect(definition.years).toEqual(Array.from({ length: 23 }, (_, i) => 2004 + i));
    expect(isWorkingDay(getPlainDate('2027-10-01'), calendar)).toEqual({ working: true, loaded: false });
  });

  it('has eleven days of holiday or more in each year, and make-up days only on weekends', () => {
    for (const year of definition.years)
      expect(definition.holidays.filter((day) => day.startsWith(String(year))).length).toBeGreaterThanOrEqual(11);
    for (const day of definition.makeUpDays) expect(weekday(getPlainDate(day))).toBeGreaterThan(5);
    expect(definition.makeUpDays.filter((day) => definition.holidays.includes(day))).toEqual([]);
  });

  it('agrees with the notice for 2026 on National Day', () => {
    const off = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'];
    expect(definition.holidays.filter((day) => day.startsWith('2026-10'))).toEqual(off);
    expect(definition.makeUpDays.filter((day) => day >= '2026-09-01')).toEqual(['2026-09-20', '2026-10-10']);
  });
});
