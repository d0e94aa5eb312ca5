import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import { daysBetween, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { teamsOf, type EmergencyPlan } from '../../../kernel/plan/plan.ts';
import { endOf, type Team } from '../../../kernel/plan/team.ts';
import { plansInForce } from './plans.ts';

/** An end is told so many days before it comes: a new version of the plan counts seven days after it was published. Own rule. */
export const AHEAD_DAYS = 30;

/** A team of a plan in force, and how many days are left until its last one: below zero once it is over, null where nothing of it ends. */
export interface TeamInForce {
  readonly plan: EmergencyPlan;
  readonly team: Team;
  readonly left: number | null;
}

/** The teams of all plans in force; what ends first stands first, what never ends last. */
export const teamsInForce = (it: Pick<Jurisdiction, 'plans' | 'offices'>, today: PlainDate): readonly TeamInForce[] =>
  plansInForce(it)
    .flatMap(({ plan }) =>
      teamsOf(plan).map((team): TeamInForce => {
        const end = endOf(team);
        return { plan, team, left: end === undefined ? null : daysBetween(today, end.ended) };
      }),
    )
    .toSorted(
      (a, b) => (a.left ?? Infinity) - (b.left ?? Infinity) || (`${a.plan.id} ${a.team.id}` < `${b.plan.id} ${b.team.id}` ? -1 : 1),
    );

/** Whether somebody has to see to it now. */
export const isEnding = ({ left }: TeamInForce): boolean => left !== null && left <= AHEAD_DAYS;

const officeOf = (post: string): string => post.slice(0, post.indexOf('.'));

/** Whether a team is of an office: one of its own plans has it, or it is called through one of its posts. */
export const isOf = ({ plan, team }: TeamInForce, office: string): boolean => plan.office === office || officeOf(team.post) === office;

/** Whoever is told that a team ends: the head of the office whose plan it is, and the post through which it is called. */
export const isToldOf = ({ plan, team }: TeamInForce, { office, role, post }: Pick<StaffMember, 'office' | 'role' | 'post'>): boolean =>
  team.post === post || (role === 'head' && plan.office === office);
