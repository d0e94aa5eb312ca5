import { addPost, addStaff } from '../../../engine/people/staff.ts';
import { emergencyPlanDefinition } from '../../../engine/place/plans.ts';
import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { beginStaffEntity, readStaffEntity, takeStaffStep, type StaffEntityKind } from '../../../engine/staff-entity.ts';
import { sites } from '../../../features/sites/public.ts';
import { SITE } from '../../../features/sites/domain/vocabulary.ts';
import { DRILL, INCIDENT } from '../../../features/incidents/domain/vocabulary.ts';
import type { IncidentState } from '../../../features/incidents/domain/state.ts';
import { advanceCalls } from '../../../features/incidents/server/advance-calls.ts';
import { drills, incidents } from '../../../features/incidents/server/incidents.ts';
import type { EmergencyPlan } from '../../../kernel/plan/plan.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { minuteText } from '../../../kernel/stream/fields.ts';
import { findEmergencyPlan } from '../../../policy/plans/plan.ts';
import { withOffices } from '../../../kernel/plan/plan.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import type { Role } from '../../../kernel/access/access.ts';
import { PASSWORD, TOTP_SECRET, type TestTown } from '../installation.ts';
import { account, openDutyTown } from './duty-town.ts';
import { CANTEEN } from './check-town.ts';
import { publishPack } from './staff-town.ts';

const PACKS = ['safety', 'school', 'hospital', 'food', 'fire', 'traffic', 'disaster'].map((id) => `incident-${id}`);

/** A plan that comes with the program, made the one of an office of the town, in force already. */
export const emergencyPlanFor = (id: string, office: string, more: Partial<EmergencyPlan> = {}): EmergencyPlan => {
  const plan = findEmergencyPlan(id);
  if (!plan) throw new Error(`there is no plan ${id}`);
  const own = withOffices(
    plan,
    new Map([
      [plan.office, office],
      ['town', office],
    ]),
  );
  return { ...own, inForceFrom: '2026-11-01' as EmergencyPlan['inForceFrom'], ...more };
};

/** Gives a town of a browser some posts, each with an account of its name, and a plan that counts at once, with the packs by which a fire goes. */
export const readyForIncidents = async (
  town: Pick<TestTown, 'service' | 'superuser' | 'installation' | 'now' | 'tick'>,
  posts: readonly (readonly [office: string, role: Role])[],
  plan: EmergencyPlan,
): Promise<void> => {
  await town.service.read(async (tx) => {
    for (const [office, role] of posts) {
      const post = `${office}.${role}`;
      if ((await town.superuser.query('select from post where post = $1', [post])).rowCount !== 0) continue;
      await addPost(tx, office, role);
      await addStaff(tx, town.installation.keys.secret('wrap'), { staff: post, post, password: PASSWORD, totp: TOTP_SECRET });
    }
    const definition = emergencyPlanDefinition(plan);
    await publishDefinition(tx, { ...definition, replaces: true, emergency: true, actor: { kind: 'machine' } }, town.now());
  });
  await publishPack(town, INCIDENT, 'incident-safety');
  await publishPack(town, INCIDENT, 'incident-fire');
  await town.tick();
  await town.service.jurisdiction('fresh');
};

/**
 * The town of the duty tests, with the packs of incidents and drills and the plan of a township for its housing office; December is on duty by a
 * published roster, and it is ten in the morning of the second.
 */
export const openIncidentTown = async (plans: readonly EmergencyPlan[] = [emergencyPlanFor('township', 'housing')]) => {
  const place = await openDutyTown({ 'housing.head': 6, 'housing.inspector': 4, 'housing.duty': 14 });
  const { town } = place;
  for (const pack of PACKS) await publishPack(town, INCIDENT, pack, false);
  await publishPack(town, DRILL, 'drill', false);
  await publishPack(town, SITE, 'site-register', false);
  await town.service.read(async (tx) => {
    for (const plan of plans)
      await publishDefinition(tx, { ...emergencyPlanDefinition(plan), replaces: true, actor: { kind: 'machine' } }, town.now());
  });
  await town.tick();
  await place.goTo('2026-11-18T01:00:00Z');
  await sweep(town.service);
  const december = await place.rosterOf('2026-12');
  for (const [step, input] of [
    ['propose_month', { seats: [] }],
    ['publish_month', {}],
  ] as const) {
    const refused = await place.onRoster(december, 'housing.head', step, input);
    if (refused) throw new Error(refused.refused);
  }
  await place.goTo('2026-12-02T02:00:00Z');

  const zone = 'Asia/Shanghai';
  const minutesAgo = (minutes: number): string => minuteText((town.now() - minutes * 60_000) as ReturnType<typeof town.now>, zone);
  const taking =
    (kind: StaffEntityKind<IncidentState>) =>
    (number: string, who: string, name: string, input: JsonObject = {}) =>
      takeStaffStep(town.service, kind, number, account(who), { name, input });
  const begin = async (who: string, input: JsonObject): Promise<string> => {
    const number = await beginStaffEntity(town.service, incidents, account(who), {
      kind: 'fire',
      as: 'incident',
      known: minutesAgo(0),
      source: 'duty_call',
      words: '锅炉房起火，没有人受伤。',
      ...input,
    });
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const beginDrill = async (who: string, input: JsonObject): Promise<string> => {
    const number = await beginStaffEntity(town.service, drills, account(who), input);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  const viewOf = async (number: string, who = 'housing.head', kind: StaffEntityKind<IncidentState> = incidents) => {
    const view = await readStaffEntity(town.service, kind, number, account(who));
    if (!view || isRefusal(view)) throw new Error('not shown');
    return view;
  };
  /** A site of the housing office. */
  const openSite = async (): Promise<string> => {
    const number = await beginStaffEntity(town.service, sites, account('housing.head'), CANTEEN);
    if (isRefusal(number)) throw new Error(JSON.stringify(number));
    return number;
  };
  /** Lets so many minutes pass, and the loops look. */
  const pass = async (minutes: number): Promise<void> => {
    town.setClock(new Date(town.now() + minutes * 60_000).toISOString());
    await advanceCalls(town.service);
    await sweep(town.service);
  };
  return { ...place, zone, minutesAgo, begin, beginDrill, openSite, viewOf, pass, onIncident: taking(incidents), onDrill: taking(drills) };
};
