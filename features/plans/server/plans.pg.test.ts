import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dutyPlanDefinition } from '../../../engine/place/duty-plans.ts';
import { emergencyPlanDefinition } from '../../../engine/place/plans.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { addMs, toIso } from '../../../kernel/calendar/instant.ts';
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
  const made = read.inPlace(await place.town.service.jurisdiction());
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
