import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { EmergencyPlan } from '../../../kernel/plan/plan.ts';

/** A plan that may be cited now, with the hash of its document. */
export interface PlanInForce {
  readonly hash: string;
  readonly plan: EmergencyPlan;
}

/** The newest version of each plan that may be cited now, of offices that are there. */
export const plansInForce = (it: Pick<Jurisdiction, 'plans' | 'offices'>): readonly PlanInForce[] =>
  [...it.plans.newest.values()].flatMap((hash) => {
    const plan = it.plans.get(hash);
    return plan && it.offices.has(plan.office) ? [{ hash, plan }] : [];
  });

/** The plan of that name, as it is now. */
export const planOf = (it: Pick<Jurisdiction, 'plans' | 'offices'>, id: string): PlanInForce | undefined =>
  plansInForce(it).find(({ plan }) => plan.id === id);
