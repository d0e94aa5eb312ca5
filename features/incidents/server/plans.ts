import type { Jurisdiction } from '../../../engine/place/read.ts';
import { plansInForce, type PlanInForce } from '../../plans/public.ts';
import type { IncidentState } from '../domain/state.ts';

/** The plan of that name. */
export const planFor = (it: Pick<Jurisdiction, 'plans' | 'offices'>, id: string): PlanInForce | undefined =>
  plansInForce(it).find(({ plan }) => plan.id === id);

/** How well a plan fits: of the office itself and made for what happened, first; those of others and for other things, not at all. */
const fits = ({ plan }: PlanInForce, { what, site, lead, above }: IncidentState): number => {
  if (plan.office !== lead && plan.office !== above && plan.office !== site?.office) return 0;
  const kind = plan.kinds.some((it) => it === what) ? 4 : plan.kinds.length === 0 ? 1 : 0;
  const sites = plan.sites;
  const there =
    sites === null
      ? 1
      : site === null
        ? 0
        : 'classes' in sites
          ? sites.classes.some((it) => it === site.class)
            ? 2
            : -8
          : sites.numbers.includes(site.site)
            ? 3
            : -8;
  return kind + there + (plan.office === lead ? 1 : 0);
};

/** The plans that may be opened for an incident, the best fitting first. */
export const plansFor = (it: Pick<Jurisdiction, 'plans' | 'offices'>, state: IncidentState): readonly PlanInForce[] =>
  plansInForce(it)
    .map((plan) => ({ plan, fit: fits(plan, state) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ plan }) => plan);
