import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dutyPlanDefinition } from '../../../engine/place/duty-plans.ts';
import { emergencyPlanDefinition } from '../../../engine/place/plans.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { addMs, toIso } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { withOffices, type EmergencyPlan } from '../../../kernel/plan/plan.ts';
import { findEmergencyPlan } from '../../../policy/plans/plan.ts';
import { kindOfFile } from '../../../server/commands/admin/definition-files.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { planFor } from '../../../test/support/towns/duty-town.ts';
import { openStaffTown } from '../../../test/support/towns/staff-town.ts';
import { planOf, plansInForce } from './plans.ts';

let place: Awaited<ReturnType<typeof openStaffTown>>;
beforeAll(async () => {
  place = await openStaffTown(['housing', 'water', 'county']);
});
afterAll(async () => {
  await place.close();
});

const planAt = (office: string, more: Partial<EmergencyPlan> = {}): EmergencyPlan => {
  const plan = findEmergencyPlan('township');
  if (!plan) throw new Error('there is no plan township');
  return { ...withOffices(plan, new Map([['town', office]])), ...more };
};

const publish = async (definition: ReturnType<typeof emergencyPlanDefinition>): Promise<void> => {
  await place.town.service.read((tx) =>
    publishDefinition(tx, { ...definition, replaces: true, actor: { kind: 'machine' } }, place.town.now()),
  );
  await place.town.tick();
};

const aWeekLater = async (): Promise<void> => {
  place.town.setClock(toIso(addMs(place.town.now(), 8 * 86_400_000)));
  await sweep(place.town.service);
  await place.town.service.jurisdiction('fresh');
};

const faultsOf = async (plan: EmergencyPlan): Promise<readonly string[]> => {
  const read = kindOfFile(JSON.stringify(withoutNulls(plan)))?.read(JSON.stringify(withoutNulls(plan)));
  if (!read || 'faults' in read) throw new Error(JSON.stringify(read));
  const made = read.inPlace(await place.town.service.jurisdiction(), place.town.now());
  return Array.isArray(made) ? (made as readonly { readonly code: string }[]).map(({ code }) => code) : [];
};

/** As its author would have written it: what is null is left out. */
const withoutNulls = (plan: EmergencyPlan): unknown =>
  JSON.parse(JSON.stringify(plan, (_key, value: unknown) => value ?? undefined)) as unknown;

describe('an emergency plan', () => {
  it('is published only where its offices are, and the seats that it calls are those of a duty plan in force', async () => {
    expect(await faultsOf(planAt('nowhere'))).toContain('emergency_plan.office.unknown');
    expect(new Set(await faultsOf(planAt('housing')))).toEqual(new Set(['emergency_plan.seat.unknown']));
    await publish(dutyPlanDefinition(planFor('township', 'housing')));
    await aWeekLater();
    expect(await faultsOf(planAt('housing'))).toEqual([]);
    expect(await faultsOf(planAt('water'))).toContain('emergency_plan.seat.unknown');
  });

  it('whose own day lies after the day on which it would be opened is refused: it is published seven days before it', async () => {
    const on = (days: number) => addDays(dateIn(place.town.now(), 'Asia/Shanghai'), days);
    expect(await faultsOf(planAt('housing', { inForceFrom: on(7) }))).toEqual([]);
    expect(await faultsOf(planAt('housing', { inForceFrom: on(8) }))).toEqual(['emergency_plan.day.later']);
  });

  it('is read at the desk once it may be cited, a week after it was published, and not before', async () => {
    const { get } = await place.browser('housing.handler');
    expect((await get('/en/desk/plans')).body).toContain('No emergency plan is published here yet');
    await publish(emergencyPlanDefinition(planAt('housing')));
    expect((await get('/en/desk/plans')).body).toContain('No emergency plan is published here yet');
    expect((await get('/en/desk/plans/township')).statusCode).toBe(404);
    await aWeekLater();
    // A session does not last so long.
    const list = await (await place.browser('housing.handler')).get('/en/desk/plans');
    expect(list.body).toContain('Plans of this office');
    expect(list.body).toContain('Plan of a township for emergencies');
    expect((await (await place.browser('water.head')).get('/en/desk/plans')).body).toContain('This office has no plan');
  });

  it('shows every part: calls, chain, tasks by minute, groups, muster points, levels, what is done afterwards', async () => {
    const { get } = await place.browser('water.head');
    const page = (await get('/en/desk/plans/township')).body;
    for (const text of [
      '119',
      '000-12345678',
      'Chain of calls',
      'First report to the county',
      'Square of the town hall',
      '2 (strengthened)',
      'Works on dangerous ground',
      'Its first version',
    ])
      expect(page).toContain(text);
    expect((await get('/desk/plans/township')).body).toContain('呼叫顺序');
    expect(page).not.toContain('nobody holds this post');
    await place.town.superuser.query(`update staff set ended_on = current_date where post = 'housing.mediator'`);
    const after = (await get('/en/desk/plans/township')).body;
    expect(after).toContain('nobody holds this post now');
    expect(after).toContain('One post has nobody now');
  });

  it('shows its teams, through which post and until when they are called, on the page and in the list, in both languages', async () => {
    const { get } = await place.browser('water.head');
    const page = (await get('/en/desk/plans/township')).body;
    for (const text of ['Emergency volunteers (volunteers)', '31 December 2027 (cover: Accident insurance)', '31 December 2027 (term)'])
      expect(page).toContain(text);
    expect(page).toContain('Emergency volunteers (through: ');
    expect((await get('/desk/plans/township')).body).toContain('应急志愿者队（志愿者）');
  });

  it('is printed as the paper of its office', async () => {
    const { get } = await place.browser('housing.head');
    const sheet = await get('/en/desk/plans/township/plan.pdf');
    expect([sheet.statusCode, sheet.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(sheet.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await get('/en/desk/plans/nothing/plan.pdf')).statusCode).toBe(404);
  });

  it('is followed by a higher version of the same office, and by no other', async () => {
    expect(await faultsOf(planAt('housing'))).toEqual(['emergency_plan.version.not_newer']);
    const next = planAt('housing', { version: 2, revision: { because: 'flaw', what: { 'zh-CN': '演练发现', en: 'A drill showed it' } } });
    expect(await faultsOf(next)).toEqual([]);
    await publish(dutyPlanDefinition({ ...planFor('township', 'water'), id: 'water-duty' }));
    await publish(emergencyPlanDefinition(next));
    await aWeekLater();
    const it = await place.town.service.jurisdiction();
    expect(planOf(it, 'township')?.plan.version).toBe(2);
    expect(plansInForce(it)).toHaveLength(1);
    const elsewhere = { ...next, version: 3, office: 'water' };
    expect(await faultsOf(elsewhere)).toEqual(['emergency_plan.office.other']);
  });
});

describe('the teams of the plans in force', () => {
  const at = async (day: string): Promise<void> => {
    place.town.setClock(`${day}T02:00:00.000Z`);
    await place.town.service.jurisdiction('fresh');
  };
  const listFor = async (who: string, path = '/en/desk/plans/teams') => (await (await place.browser(who)).get(path)).body;
  const names = (body: string): readonly string[] => [...body.matchAll(/<th scope="row">([^<(（]+)/g)].map(([, name = '']) => name.trim());

  it('stand by what ends first, those of one’s own office apart, and each says what is left', async () => {
    await at('2027-12-02');
    const list = await listFor('housing.head');
    expect(names(list)).toEqual([
      'Water rescue team',
      'Experts on slopes and buildings',
      'Emergency volunteers',
      'Fire squad of the township',
    ]);
    expect(list).toContain('Teams of this office');
    expect(list).not.toContain('Teams of other offices');
    expect(list.match(/ends in 29 days/g)).toHaveLength(3);
    expect(list).toContain('no end');
    expect(list).toContain('nobody holds this post now');
    const other = await listFor('water.head');
    expect(other).toContain('The plans of this office have no such team');
    expect(other).toContain('Teams of other offices');
    expect(await listFor('housing.head', '/desk/plans/teams')).toContain('还有29天');
  });

  it('are found by what they can do, and a skill that there is not finds all of them', async () => {
    expect(names(await listFor('housing.head', '/en/desk/plans/teams?skill=geology'))).toEqual(['Experts on slopes and buildings']);
    expect(names(await listFor('housing.head', '/en/desk/plans/teams?skill=diving'))).toEqual([]);
    expect(names(await listFor('housing.head', '/en/desk/plans/teams?skill=persuasion'))).toHaveLength(4);
  });

  it('are told of thirty days before an end: to the head and to the post of a team, and to nobody else', async () => {
    const told = /Teams whose cover or term ends within 30 days, or is over: (\d)/;
    const toldTo = async (who: string): Promise<string | undefined> => told.exec(await listFor(who, '/en/desk'))?.[1];
    await at('2027-11-30');
    expect(await toldTo('housing.head')).toBeUndefined();
    await at('2027-12-01');
    expect(await toldTo('housing.head')).toBe('3');
    expect(await toldTo('housing.inspector')).toBe('1');
    expect(await toldTo('housing.handler')).toBeUndefined();
    expect(await toldTo('water.head')).toBeUndefined();
    expect(await listFor('housing.head', '/en/desk/plans')).toContain('or is over: 3');
    expect(await listFor('housing.head', '/desk')).toContain('30天内保险或聘期到期（或者已经到期）的队伍：3支');
  });

  it('are not called on the day after their last one, and the plan and the list say so', async () => {
    await at('2027-12-31');
    expect(await listFor('housing.head')).toContain('today is the last day');
    expect(await listFor('housing.head', '/en/desk/plans/township')).not.toContain('Not called any more');
    await at('2028-01-01');
    expect(await listFor('housing.head')).toContain('<span class="tag late">ended</span>');
    const plan = await listFor('water.head', '/en/desk/plans/township');
    expect(plan).toContain('Not called any more: Emergency volunteers (20 people), cover ended 31 December 2027.');
    expect(plan).toContain('Not called any more: Experts on slopes and buildings (2 people), term ended 31 December 2027.');
    expect(plan).not.toContain('Not called any more: Fire squad');
    expect(await listFor('housing.head', '/desk/plans/township')).toContain('现在叫不到应急志愿者队（20人）：保险2027年12月31日已到期。');
  });
});
