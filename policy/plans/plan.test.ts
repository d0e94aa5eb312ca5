import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { officesOf, postsOf, seatsOf, withOffices } from '../../kernel/plan/plan.ts';
import { endOf, TEAM_CLASSES } from '../../kernel/plan/team.ts';
import { findPlan } from '../duty.ts';
import { planSentenceOf } from './sentences.ts';
import { emergencyPlanIds, findEmergencyPlan, readEmergencyPlan } from './plan.ts';

const FOLDER = join(import.meta.dirname, '../hostile-plans');
const codesOf = (source: string): readonly string[] => {
  const loaded = readEmergencyPlan(source);
  return 'problems' in loaded ? loaded.problems.map((problem) => problem.code) : [];
};

/** What somebody who writes an emergency plan might try, a file each: what it is in the first line, the code that stops it in the second. */
const tricks = readdirSync(FOLDER).map((name) => {
  const source = readFileSync(join(FOLDER, name), 'utf8');
  const [tried, code] = [/^# Tried: (.+)\.$/m.exec(source)?.[1], /^# refused: ([a-z_.]+)$/m.exec(source)?.[1] ?? ''];
  return { name, source, tried: tried ?? name, code };
});

describe('the corpus of hostile emergency plans (G2)', () => {
  it('holds at least eighty-five files, and each says what it tries and by which code it is refused', () => {
    expect(tricks.length).toBeGreaterThanOrEqual(85);
    expect(tricks.filter((it) => it.code === '').map((it) => it.name)).toEqual([]);
  });

  it.each(tricks)('$tried is refused: $code, and by nothing that has nothing to do with it', ({ source, code }) => {
    const codes = codesOf(source);
    expect(codes).toContain(code);
    expect(codes.length).toBeLessThanOrEqual(2);
    for (const lang of ['zh-CN', 'en'] as const) expect(planSentenceOf(code, lang)).not.toBe(code);
  });

  it('lets every plan that comes with the program through, and each has its sources', () => {
    expect(emergencyPlanIds()).toEqual(['fire-four-groups', 'hospital', 'school', 'township']);
    for (const id of emergencyPlanIds())
      expect([id, findEmergencyPlan(id)?.id, readdirSync(join(import.meta.dirname, id))]).toEqual([id, id, ['plan.yaml', 'sources.md']]);
    expect(findEmergencyPlan('nothing')).toBeUndefined();
  });
});

const textOf = (id: string): string => readFileSync(join(import.meta.dirname, id, 'plan.yaml'), 'utf8');

describe('a file that is no emergency plan', () => {
  const text = textOf('township');

  it('is refused: no YAML, a key twice, too large, no object', () => {
    expect(codesOf('id: [')).toEqual(['plan.file.not_yaml']);
    expect(codesOf(`${text}\nid: other\n`)).toEqual(['plan.file.not_yaml']);
    expect(codesOf(`# ${'x'.repeat(262_144)}`)).toEqual(['plan.file.too_large']);
    expect(codesOf('just words')).toEqual(['plan.value.invalid']);
  });

  it('of before there were teams is the document that it was', () => {
    const { teams: _teams, ...whole } = parse(text) as { [field: string]: unknown; chain: { steps: unknown[] }; groups: object[] }; // our own file
    const before = {
      ...whole,
      groups: whole.groups.map((group) => ({ ...group, teams: undefined })),
      chain: { ...whole.chain, steps: whole.chain.steps.slice(0, 3) },
    };
    const loaded = readEmergencyPlan(JSON.stringify(before));
    if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
    expect([Object.hasOwn(loaded.plan, 'teams'), loaded.plan.groups.some((group) => Object.hasOwn(group, 'teams'))]).toEqual([
      false,
      false,
    ]);
  });

  it('is refused for each field that is missing, but for those that may be', () => {
    const whole = parse(text) as { [field: string]: unknown }; // our own file
    expect(codesOf(JSON.stringify(whole))).toEqual([]);
    const may = ['sites', 'equipment', 'levels', 'evacuation'];
    for (const field of Object.keys(whole).filter((one) => !may.includes(one)))
      expect([field, codesOf(JSON.stringify({ ...whole, [field]: undefined })).length > 0]).toEqual([field, true]);
  });

  it('is refused, and never fails, whatever stands in one of its fields', () => {
    const whole = parse(text) as { [field: string]: unknown }; // our own file
    const may = new Set(['version 7', 'source "x"', 'equipment []', 'levels []']);
    for (const odd of [null, 7, 'x', [], {}, [null], [[]], { post: 7 }])
      for (const field of [...Object.keys(whole), 'sites', 'evacuation']) {
        const what = `${field} ${JSON.stringify(odd)}`;
        const wrong = codesOf(JSON.stringify({ ...whole, [field]: odd })).length > 0;
        // A seventh version that says that it is the first is refused, too.
        expect([what, wrong || may.has(what)]).toEqual([what, true]);
      }
  });
});

describe('what a plan speaks of', () => {
  const plan = findEmergencyPlan('fire-four-groups');

  it('names posts and seats once each, and every office of them', () => {
    if (!plan) throw new Error('no plan');
    expect(postsOf(plan)).toEqual(['town.head', 'town.inspector', 'town.handler', 'town.desk', 'town.duty', 'town.mediator']);
    expect(officesOf(plan)).toEqual(['town']);
    expect(officesOf(withOffices(plan, new Map([['town', 'fire']])))).toEqual(['fire']);
    expect(withOffices(plan, new Map())).toEqual(plan);
  });

  it('gives the posts of its teams other offices, too', () => {
    const moved = plan && withOffices(plan, new Map([['town', 'fire']]));
    expect(moved?.teams?.map(({ id, post }) => `${id} ${post}`)).toEqual(['fire-station fire.duty', 'volunteers fire.mediator']);
  });

  it('calls no volunteers without a cover and no experts without a term, in any plan that comes with the program', () => {
    const teams = emergencyPlanIds().flatMap((id) => findEmergencyPlan(id)?.teams ?? []);
    expect(teams.map((team) => team.class)).toEqual(expect.arrayContaining([...TEAM_CLASSES]));
    for (const team of teams) expect([team.id, endOf(team)?.ended ?? '2027-12-31']).toEqual([team.id, '2027-12-31']);
    expect(teams.filter((team) => team.class === 'volunteer' && team.cover === null)).toEqual([]);
    expect(teams.filter((team) => team.class === 'expert' && team.until === null)).toEqual([]);
  });

  it('calls only seats that the duty plan of that name has, where it comes with the program', () => {
    for (const id of emergencyPlanIds())
      for (const { duty, seat } of seatsOf(findEmergencyPlan(id) ?? (plan as never)))
        expect([id, duty, findPlan(duty)?.shifts.some(({ seats }) => seats.some((one) => one.id === seat))]).toEqual([id, duty, true]);
  });
});
