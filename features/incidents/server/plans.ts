import type { Jurisdiction } from '../../../engine/place/read.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { plansInForce, type PlanInForce } from '../../plans/public.ts';
import { siteRows } from '../../sites/public.ts';
import type { IncidentState } from '../domain/state.ts';

/** What a plan has to fit. */
type Happening = Pick<IncidentState, 'what' | 'site' | 'lead' | 'above'>;

/** How well a plan fits: of the office itself and made for what happened, first; those of others and for other things, not at all. */
const fits = ({ plan }: PlanInForce, { what, site, lead, above }: Happening): number => {
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
export const plansFor = (it: Pick<Jurisdiction, 'plans' | 'offices'>, state: Happening): readonly PlanInForce[] =>
  plansInForce(it)
    .map((plan) => ({ plan, fit: fits(plan, state) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ plan }) => plan);

const HAPPENING = statement<{ what: string; lead: string; above: string | null; site: string | null }>(
  'what_a_plan_is_opened_for',
  `select what, lead, above, site from incident where jurisdiction = $1 and matter = $2
   union all select what, lead, above, site from drill where jurisdiction = $1 and matter = $2`,
);

/** The plan of that name, where it is one of those that may be opened: nobody calls out the chain of an office that has no part in it. */
export const planFor = async (
  tx: Transaction,
  it: Pick<Jurisdiction, 'plans' | 'offices'>,
  number: string,
  id: string,
): Promise<PlanInForce | undefined> => {
  const [row] = await tx.run(HAPPENING, [tx.jurisdiction, number]);
  if (!row) return undefined;
  const [site] = row.site === null ? [] : await siteRows(tx, [row.site]);
  const there = site ? { site: site.site, name: site.name, class: site.class, office: site.office } : null;
  return plansFor(it, { ...row, site: there }).find(({ plan }) => plan.id === id);
};
