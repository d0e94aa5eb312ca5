import type { Called } from '../callout/chain.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { IncidentKind } from '../incident/kinds.ts';
import type { Label } from '../policy/pack.ts';
import type { SiteClass } from '../site/classes.ts';
import type { PlanCalled, PlanChain, Team } from './team.ts';

/** What a group of a plan is for. Things and people brought to safety; nobody is watched, held or talked round. */
export const GROUP_PARTS = ['command', 'fighting', 'communication', 'evacuation', 'protection', 'logistics', 'scene', 'liaison'] as const;
export type GroupPart = (typeof GROUP_PARTS)[number];

/** Numbers that everybody knows, by what they are for. Any other number is the one of an office on duty, looked up when it is printed. */
export const PUBLIC_NUMBERS = { fire: '119', police: '110', ambulance: '120', traffic: '122' } as const;
export type PublicNumber = keyof typeof PUBLIC_NUMBERS;
export type NumberToCall = PublicNumber | { readonly office: string };

/** Why a plan was written again: the six cases of the Regulation on Emergency Response to Work Safety Accidents, art. 6; `first` is its first version. */
export const REVISION_CAUSES = ['first', 'law', 'command', 'risk', 'resources', 'flaw', 'other'] as const;
export type RevisionCause = (typeof REVISION_CAUSES)[number];

/** Routine, strengthened, extraordinary. */
export const LEVELS = [3, 2, 1] as const;
export type PlanLevel = (typeof LEVELS)[number];

/** Where a plan is for: sites of some classes, or these sites. */
export type PlanSites = { readonly classes: readonly SiteClass[] } | { readonly numbers: readonly string[] };

export interface PlanGroup {
  readonly id: string;
  readonly part: GroupPart;
  readonly label: Label;
  /** Whose word counts in the group: a post, or a seat of a duty plan. */
  readonly leads: Called;
  /** Further posts, `office.function`. */
  readonly members: readonly string[];
  /** Teams of the plan that work in it. */
  readonly teams?: readonly string[];
}

/** One step of a group, so many minutes after the plan was opened. */
export interface PlanTask {
  readonly id: string;
  readonly group: string;
  readonly label: Label;
  readonly minutes: number;
}

/** What a level changes: who leads, which posts are on duty, how often somebody goes round, what stops. */
export interface LevelRule {
  readonly level: PlanLevel;
  readonly leads: string;
  readonly onDuty: readonly string[];
  /** Hours between two rounds; null where none is asked for. */
  readonly roundEveryHours: number | null;
  /** What does not take place; null where everything does. */
  readonly stops: Label | null;
}

export interface Equipment {
  readonly what: Label;
  readonly where: Label;
}

/** Minutes in which everybody is out, and by which rule. */
export interface Evacuation {
  readonly minutes: number;
  readonly clause: Label;
  readonly ownRule: boolean;
}

/** What an office does when something happens, as it is published before use (G1): posts, minutes and things, nobody's name. */
export interface EmergencyPlan {
  readonly id: string;
  readonly version: number;
  readonly title: Label;
  /** The office whose plan it is. */
  readonly office: string;
  readonly clause: Label;
  /** True where no statute says so, or we could not verify that one does; the clause says it in words. */
  readonly ownRule: boolean;
  readonly source: string;
  readonly purpose: Label;
  readonly kinds: readonly IncidentKind[];
  readonly sites: PlanSites | null;
  readonly groups: readonly PlanGroup[];
  /** In the order of their minutes. */
  readonly tasks: readonly PlanTask[];
  readonly chain: PlanChain;
  /** Absent where it has none, as in plans that were published before there were teams. */
  readonly teams?: readonly Team[];
  /** Where people gather: places that everybody knows by this name. */
  readonly muster: readonly Label[];
  readonly numbers: readonly NumberToCall[];
  readonly equipment: readonly Equipment[];
  /** None, or all three from routine on. */
  readonly levels: readonly LevelRule[];
  readonly evacuation: Evacuation | null;
  readonly aftermath: readonly Label[];
  readonly revision: { readonly because: RevisionCause; readonly what: Label };
  readonly inForceFrom: PlainDate;
}

/** The teams of a plan. */
export const teamsOf = ({ teams }: Pick<EmergencyPlan, 'teams'>): readonly Team[] => teams ?? [];

/** Every post that a plan names, once, in the order in which they stand there. */
export const postsOf = (plan: EmergencyPlan): readonly string[] => {
  const called = (one: PlanCalled): readonly string[] => ('post' in one ? [one.post] : []);
  return [
    ...new Set([
      ...plan.groups.flatMap(({ leads, members }) => [...called(leads), ...members]),
      ...plan.chain.steps.flatMap(({ call }) => call.flatMap(called)),
      ...called(plan.chain.leader),
      ...plan.levels.flatMap(({ leads, onDuty }) => [leads, ...onDuty]),
      ...teamsOf(plan).map(({ post }) => post),
    ]),
  ];
};

/** Every seat of a duty plan that a plan calls. */
export const seatsOf = (plan: EmergencyPlan): readonly Extract<Called, { readonly seat: string }>[] => {
  const all: readonly PlanCalled[] = [
    ...plan.groups.map(({ leads }) => leads),
    ...plan.chain.steps.flatMap(({ call }) => call),
    plan.chain.leader,
  ];
  return all.flatMap((one) => ('seat' in one ? [one] : []));
};

/** Every office that a plan speaks of: its own, those of posts and seats, those whose number is called. */
export const officesOf = (plan: EmergencyPlan): readonly string[] => [
  ...new Set([
    plan.office,
    ...postsOf(plan).map((post) => post.slice(0, post.indexOf('.'))),
    ...seatsOf(plan).map(({ office }) => office),
    ...plan.numbers.flatMap((one) => (typeof one === 'string' ? [] : [one.office])),
  ]),
];

/** A plan that comes with the program, made the one of the offices of a place: each is replaced by its own, in posts and seats, too. */
export const withOffices = (plan: EmergencyPlan, offices: ReadonlyMap<string, string>): EmergencyPlan => {
  const office = (id: string): string => offices.get(id) ?? id;
  const post = (id: string): string => `${office(id.slice(0, id.indexOf('.')))}${id.slice(id.indexOf('.'))}`;
  const called = (one: Called): Called => ('post' in one ? { post: post(one.post) } : { ...one, office: office(one.office) });
  return {
    ...plan,
    office: office(plan.office),
    groups: plan.groups.map((group) => ({ ...group, leads: called(group.leads), members: group.members.map(post) })),
    chain: {
      ...plan.chain,
      steps: plan.chain.steps.map((step) => ({ ...step, call: step.call.map((one) => ('team' in one ? one : called(one))) })),
      leader: called(plan.chain.leader),
    },
    ...(plan.teams === undefined ? {} : { teams: plan.teams.map((team) => ({ ...team, post: post(team.post) })) }),
    numbers: plan.numbers.map((one) => (typeof one === 'string' ? one : { office: office(one.office) })),
    levels: plan.levels.map((level) => ({ ...level, leads: post(level.leads), onDuty: level.onDuty.map(post) })),
  };
};
