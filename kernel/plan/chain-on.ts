import type { PlainDate } from '../calendar/plain-date.ts';
import type { Called, Chain } from '../callout/chain.ts';
import { teamsOf, type EmergencyPlan } from './plan.ts';
import { lapseOn, type Lapse, type PlanCalled, type Team } from './team.ts';

/** A team that a chain would call and that was left out of it. */
export interface LeftOut extends Lapse {
  /** Its id in the plan. */
  readonly team: string;
}

/** A chain as it is frozen on a day, and which teams it does without. */
export interface ChainOn {
  readonly chain: Chain;
  readonly leftOut: readonly LeftOut[];
}

type Planned = Pick<EmergencyPlan, 'chain' | 'teams'>;

const keyOf = (called: Called): string => ('post' in called ? called.post : `${called.office} ${called.duty} ${called.seat}`);

/** None of them twice: two teams may be called through one post. */
const once = (called: readonly Called[]): readonly Called[] =>
  called.filter((one, i) => called.findIndex((other) => keyOf(other) === keyOf(one)) === i);

const resolve = ({ chain }: Planned, postOf: (id: string) => readonly Called[]): Chain => ({
  ...chain,
  steps: chain.steps.map((step) => ({
    ...step,
    call: once(step.call.flatMap((one) => ('team' in one ? postOf(one.team) : [one]))),
  })),
});

const teamOf = (plan: Planned, id: string): Team | undefined => teamsOf(plan).find((team) => team.id === id);

/**
 * The chain of a plan as it is frozen on a day: a team becomes its post while its insurance and its term last, and is left out afterwards. Steps
 * stay where they are; one that has nobody left calls nobody, and the next one is called at once (`nextCalls`).
 */
export const chainOn = (plan: Planned, day: PlainDate): ChainOn => {
  const called = [...new Set(plan.chain.steps.flatMap(({ call }) => call.flatMap((one) => ('team' in one ? [one.team] : []))))];
  const leftOut = called.flatMap((id): readonly LeftOut[] => {
    const team = teamOf(plan, id);
    const lapse = team && lapseOn(team, day);
    return lapse ? [{ team: id, ...lapse }] : [];
  });
  const isOut = (id: string): boolean => leftOut.some(({ team }) => team === id);
  const chain = resolve(plan, (id) => {
    const team = teamOf(plan, id);
    return team === undefined || isOut(id) ? [] : [{ post: team.post }];
  });
  return { chain, leftOut };
};

/** Everybody whom a chain of this plan could call on any day, as one: who holds it is looked up of this, whom it calls is what was frozen. */
export const wholeChain = (plan: Planned): Chain =>
  resolve(plan, (id) => {
    const team = teamOf(plan, id);
    return team === undefined ? [] : [{ post: team.post }];
  });

/** The teams that a step of a plan calls, by what the plan says of them. */
export const teamsOfStep = (plan: Planned, step: string): readonly Team[] =>
  (plan.chain.steps.find(({ id }) => id === step)?.call ?? []).flatMap((one: PlanCalled) =>
    'team' in one ? (teamOf(plan, one.team) ?? []) : [],
  );
