import { publishDefinition } from '../../../engine/place/publish-definition.ts';
import { dutyPlanDefinition } from '../../../engine/place/duty-plans.ts';
import type { StaffMember } from '../../../engine/place/read.ts';
import { takeStaffStep } from '../../../engine/staff-entity.ts';
import type { Role } from '../../../kernel/access/access.ts';
import type { DutyPlan } from '../../../kernel/roster/plan.ts';
import type { JsonObject } from '../../../kernel/stream/event.ts';
import { findPlan } from '../../../policy/duty.ts';
import { ROSTER } from '../../../features/duty/domain/vocabulary.ts';
import { SHIFT } from '../../../features/duty/domain/vocabulary.ts';
import { rosters } from '../../../features/duty/server/rosters.ts';
import { shifts } from '../../../features/duty/server/shifts.ts';
import { sweep } from '../../../server/loops/sweep.ts';
import { openStaffTown, publishPack } from './staff-town.ts';

/** A plan that comes with the program, made the one of an office of the town. */
export const planFor = (id: string, office: string, more: Partial<DutyPlan> = {}): DutyPlan => {
  const plan = findPlan(id);
  if (!plan) throw new Error(`there is no plan ${id}`);
  return { ...plan, office, ...more };
};

/** The account `housing.duty3` on the post `housing.duty`. */
export const account = (name: string): StaffMember => {
  const post = name.replace(/\d+$/, '');
  const [office = '', role = ''] = post.split('.');
  return { staff: name, post, office, role: role as Role }; // written by hand in the tests
};

/**
 * A town whose housing office is on duty around the clock by the plan of a township, with as many accounts as are asked for on each post beside
 * the first; its definitions have been public for a week, and it is the tenth of November.
 */
export const openDutyTown = async (
  counts: { readonly [post: string]: number },
  plans: readonly DutyPlan[] = [planFor('township', 'housing')],
) => {
  const place = await openStaffTown(['city', 'county', 'housing', 'water', 'letters'], '2026-11-02T01:00:00Z');
  const { town } = place;
  // They never type a password here: fifty of them would be hashed for nothing.
  for (const [post, count] of Object.entries(counts))
    await town.superuser.query(
      'insert into staff (jurisdiction, staff, post, password, totp) select jurisdiction, $1 || n, post, password, totp from staff, generate_series(2, $2) n where staff = $1',
      [post, count],
    );
  await publishPack(town, ROSTER, 'duty-roster', false);
  await publishPack(town, SHIFT, 'duty-shift', false);
  await town.service.read(async (tx) => {
    for (const plan of plans)
      await publishDefinition(tx, { ...dutyPlanDefinition(plan), replaces: true, actor: { kind: 'machine' } }, town.now());
  });
  await town.tick();
  const goTo = async (time: string): Promise<void> => {
    town.setClock(time);
    await sweep(town.service);
    await town.service.jurisdiction('fresh');
  };
  await goTo('2026-11-10T01:00:00Z');
  await sweep(town.service);
  const rosterOf = async (month: string, office = 'housing', plan = 'township'): Promise<string> => {
    const { rows } = await town.superuser.query<{ matter: string }>(
      'select matter from roster where month = $1 and office = $2 and plan = $3',
      [month, office, plan],
    );
    if (!rows[0]) throw new Error(`there is no roster of ${month}`);
    return rows[0].matter;
  };
  const onRoster = (number: string, who: string, name: string, input: JsonObject = {}) =>
    takeStaffStep(town.service, rosters, number, account(who), { name, input });
  const onShift = (number: string, who: string, name: string, input: JsonObject = {}) =>
    takeStaffStep(town.service, shifts, number, account(who), { name, input });
  /** The account of each seat of a roster. */
  const seated = async (number: string): Promise<ReadonlyMap<string, string | null>> => {
    const { rows } = await town.superuser.query<{ seat: string; staff: string | null }>(
      'select t.seat, h.staff from duty_seat t left join duty_holder h on h.jurisdiction = t.jurisdiction and h.matter = t.matter and h.holder = t.holder where t.matter = $1 and not t.dropped order by t.begins, t.seat',
      [number],
    );
    return new Map(rows.map(({ seat, staff }) => [seat, staff]));
  };
  return { ...place, goTo, rosterOf, onRoster, onShift, seated };
};
