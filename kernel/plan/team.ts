import type { PlainDate } from '../calendar/plain-date.ts';
import type { Called, ChainStep, Chain } from '../callout/chain.ts';
import type { Label } from '../policy/pack.ts';

/** What a team is: a closed list, in which nobody informs, watches or talks anybody round (G12). */
export const TEAM_CLASSES = ['general', 'professional', 'social', 'expert', 'volunteer', 'campus'] as const;
export type TeamClass = (typeof TEAM_CLASSES)[number];

/** What a team can do for people in danger: a closed list of things one does to rescue, none of which is about what somebody says or where they are. */
export const SKILLS = [
  'first_aid',
  'medicine',
  'evacuation_guiding',
  'interpretation',
  'fire_fighting',
  'search_rescue',
  'water_rescue',
  'diving',
  'flood_works',
  'structures',
  'geology',
  'electricity',
  'gas',
  'water_supply',
  'lifts',
  'dangerous_goods',
  'machinery',
  'radio',
] as const;
export type Skill = (typeof SKILLS)[number];

/** An insurance, by what it is called, and its last day. */
export interface Cover {
  readonly what: Label;
  readonly until: PlainDate;
}

/** Who helps beside the posts of an office. It is called through a post; who is in it stands nowhere, only how many. */
export interface Team {
  readonly id: string;
  readonly class: TeamClass;
  readonly label: Label;
  /** `office.function`: whoever holds it is called, and brings the team. */
  readonly post: string;
  /** How many they are. */
  readonly people: number;
  readonly skills: readonly Skill[];
  /** What they bring; null where it is not said. */
  readonly kit: Label | null;
  /** Their insurance; volunteers have one always. */
  readonly cover: Cover | null;
  /** The last day of a term; experts have one always. */
  readonly until: PlainDate | null;
}

/** Whom a step of a plan calls: what a chain can call, or a team of the same plan. */
export type PlanCalled = Called | { readonly team: string };

export interface PlanStep extends Omit<ChainStep, 'call'> {
  readonly call: readonly PlanCalled[];
}

/** The chain as a plan writes it; its leader is a post or a seat, never a team. */
export interface PlanChain extends Omit<Chain, 'steps'> {
  readonly steps: readonly PlanStep[];
}

/** Why a team is not called any more, and since when: its insurance or its term had this last day. */
export interface Lapse {
  readonly because: 'cover' | 'term';
  readonly ended: PlainDate;
}

/** What of a team ends first, and when; undefined where nothing of it ends. */
export const endOf = ({ cover, until }: Team): Lapse | undefined => {
  const ends: readonly Lapse[] = [
    ...(cover === null ? [] : [{ because: 'cover' as const, ended: cover.until }]),
    ...(until === null ? [] : [{ because: 'term' as const, ended: until }]),
  ];
  return ends.toSorted((a, b) => (a.ended < b.ended ? -1 : a.ended > b.ended ? 1 : 0))[0];
};

/** Why a team is not called on a day; undefined where it is. The last day counts in full. */
export const lapseOn = (team: Team, day: PlainDate): Lapse | undefined => {
  const end = endOf(team);
  return end !== undefined && end.ended < day ? end : undefined;
};
