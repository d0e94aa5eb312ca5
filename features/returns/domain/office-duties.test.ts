import { describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/calendar/instant.ts';
import type { Programme, ProgrammeRule } from '../../../kernel/programme/programme.ts';
import { getPackCalendar } from '../../../policy/calendars/find-calendar.ts';
import { findProgramme } from '../../../policy/programme.ts';
import { belowOf, officeDuties, officesOwing, owersOf, type OfficeTree } from './office-duties.ts';

const TREE: OfficeTree = new Map([
  ['city', { parent: null }],
  ['county', { parent: 'city' }],
  ['fire', { parent: 'county' }],
  ['town', { parent: 'county' }],
  ['village-1', { parent: 'town' }],
  ['village-2', { parent: 'town' }],
]);
const shipped = findProgramme('office-returns');
if (!shipped) throw new Error('there is no programme of returns');
const programme: Programme = shipped;
const community = findProgramme('community');

const ruleOf = (id: string, of: Programme = programme): ProgrammeRule => {
  const rule = of.rules.find((it) => it.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};
const owers = (id: string, of: Programme = programme): readonly string[] => [...owersOf(of, ruleOf(id, of), TREE)];
const calendar = getPackCalendar({ id: 'cn', zone: 'Asia/Shanghai' });
const book = (...versions: readonly (readonly [Programme, number | null])[]) => ({
  calendar,
  terms: null,
  programmes: versions.map(([it, from]) => ({ programme: it, from: from === null ? null : instant(from) })),
});
const named = (offices: readonly string[]): Programme => ({
  ...programme,
  rules: [{ ...ruleOf('ret.day'), offices }, ruleOf('ret.day.section')],
});
const without = (it: Programme): Programme => {
  const { offices: _, ...rest } = it;
  return rest;
};

describe('who owes a rule about offices', () => {
  it('given the lowest, those that have none below them; given a tier, those directly above', () => {
    expect(owers('ret.day')).toEqual(['fire', 'village-1', 'village-2']);
    expect(owers('ret.day.section')).toEqual(['county', 'town']);
    expect(owers('ret.day.top')).toEqual(['city', 'county']);
  });

  it('given named offices, those and no others, and those that there are none of owe nothing', () => {
    expect(owers('ret.day', named(['village-2', 'nobody']))).toEqual(['village-2']);
    expect(owers('ret.day.section', named(['village-2']))).toEqual(['town']);
  });

  it('given nobody named, nobody; and drills and checks about offices have records of their own', () => {
    expect(community && community.rules.flatMap((rule) => [...owersOf(community, rule, TREE)])).toEqual([]);
    const all: Programme | undefined = community && { ...community, offices: ['town'] };
    expect(all && [...owersOf(all, ruleOf('com.meeting', all), TREE)]).toEqual(['town']);
    expect(all && [...owersOf(all, ruleOf('com.drill', all), TREE)]).toEqual([]);
    expect(officesOwing(book([without(programme), null]), TREE).size).toBe(0);
  });

  it('tells who below owes the tier that is summed up, in the order of the offices', () => {
    const day = { programme: programme.id, rule: ruleOf('ret.day.section') };
    expect(belowOf('town', day, book([programme, null]), TREE)).toEqual({
      key: 'office-returns/ret.day',
      offices: ['village-1', 'village-2'],
    });
    expect(belowOf('county', day, book([programme, null]), TREE)?.offices).toEqual(['fire']);
    expect(belowOf('town', { programme: programme.id, rule: ruleOf('ret.day') }, book([programme, null]), TREE)).toBeNull();
  });
});

describe('since when an office owes', () => {
  const spans = (office: string, since: number, ...versions: readonly (readonly [Programme, number | null])[]) =>
    officeDuties(office, instant(since), book(...versions), TREE)
      .filter(({ key }) => key.endsWith('ret.day'))
      .map(({ cover }) => [cover.from, cover.to]);

  it('given a newer version that says the same of it, it goes on; given one that names it no more, it ends', () => {
    expect(spans('fire', 100, [programme, null], [programme, 500])).toEqual([[100, null]]);
    expect(spans('fire', 100, [programme, null], [named(['village-1']), 500])).toEqual([[100, 500]]);
    expect(spans('fire', 100, [named(['village-1']), null], [programme, 500])).toEqual([[500, null]]);
  });

  it('given another rhythm, it ends and begins anew; given an end before it came under the programme, it never owed', () => {
    const hourly: Programme = {
      ...programme,
      rules: programme.rules.map((rule) => ({ ...rule, every: rule.every.replace('11:00', '10:00') })),
    };
    expect(spans('fire', 100, [programme, null], [hourly, 500])).toEqual([
      [100, 500],
      [500, null],
    ]);
    expect(spans('fire', 800, [programme, null], [named(['village-1']), 500])).toEqual([]);
  });
});
