import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { DutyPlan } from '../../../kernel/roster/plan.ts';

/** A plan that months are opened and proposed by, with its hash. */
export interface PlanInForce {
  readonly hash: string;
  readonly plan: DutyPlan;
}

/** The newest version of each plan that may be cited now, of offices that are there. */
export const plansInForce = (it: Pick<Jurisdiction, 'dutyPlans' | 'offices'>): readonly PlanInForce[] =>
  [...it.dutyPlans.newest.values()].flatMap((hash) => {
    const plan = it.dutyPlans.get(hash);
    return plan && it.offices.has(plan.office) ? [{ hash, plan }] : [];
  });

/** The plan of that name that an office has now. */
export const planOf = (it: Pick<Jurisdiction, 'dutyPlans' | 'offices'>, office: string, id: string): PlanInForce | undefined =>
  plansInForce(it).find(({ plan }) => plan.id === id && plan.office === office);
