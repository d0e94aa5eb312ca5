import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkEmergencyPlan } from '../../kernel/plan/check-plan.ts';
import type { EmergencyPlan, LevelRule, PlanGroup } from '../../kernel/plan/plan.ts';
import type { Team } from '../../kernel/plan/team.ts';
import type { Problem } from '../../kernel/policy/check-pack.ts';
import { documentOf } from '../programme.ts';

/** An emergency plan that may be published, or everything that is wrong with it. */
export type LoadedEmergencyPlan = { readonly plan: EmergencyPlan } | { readonly problems: readonly Problem[] };

const FOLDER = import.meta.dirname;

type RawGroup = Omit<PlanGroup, 'members'> & Partial<Pick<PlanGroup, 'members'>>;
type RawLevel = Omit<LevelRule, 'roundEveryHours' | 'stops'> & Partial<Pick<LevelRule, 'roundEveryHours' | 'stops'>>;
type RawTeam = Omit<Team, 'kit' | 'cover' | 'until'> & Partial<Pick<Team, 'kit' | 'cover' | 'until'>>;
type Defaulted = 'sites' | 'equipment' | 'evacuation';
type RawPlan = Omit<EmergencyPlan, Defaulted | 'groups' | 'levels' | 'teams'> &
  Partial<Pick<EmergencyPlan, Defaulted>> & {
    readonly groups: readonly RawGroup[];
    readonly levels?: readonly RawLevel[];
    readonly teams?: readonly RawTeam[];
  };

const toTeam = (team: RawTeam): Team => ({ ...team, kit: team.kit ?? null, cover: team.cover ?? null, until: team.until ?? null });

const toPlan = ({ teams, ...raw }: RawPlan): EmergencyPlan => ({
  ...raw,
  sites: raw.sites ?? null,
  groups: raw.groups.map((group): PlanGroup => ({ ...group, members: group.members ?? [] })),
  equipment: raw.equipment ?? [],
  levels: (raw.levels ?? []).map((level): LevelRule => ({
    ...level,
    roundEveryHours: level.roundEveryHours ?? null,
    stops: level.stops ?? null,
  })),
  evacuation: raw.evacuation ?? null,
  // A plan without any is the document that it always was.
  ...(teams === undefined ? {} : { teams: teams.map(toTeam) }),
});

/** Reads an emergency plan from YAML text. */
export const readEmergencyPlan = (text: string): LoadedEmergencyPlan => {
  const document = documentOf(text, 'plan');
  if ('problems' in document) return document;
  const problems = checkEmergencyPlan(document.raw);
  return problems.length > 0 ? { problems } : { plan: toPlan(document.raw as RawPlan) }; // every field was checked just now
};

/** The ids of the emergency plans that come with the program: examples, to be copied and changed. */
export const emergencyPlanIds = (): readonly string[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();

/** An emergency plan that comes with the program; undefined where there is none of that id. Throws when it is broken: a test holds it. */
export const findEmergencyPlan = (id: string): EmergencyPlan | undefined => {
  if (!emergencyPlanIds().includes(id)) return undefined;
  const loaded = readEmergencyPlan(readFileSync(join(FOLDER, id, 'plan.yaml'), 'utf8'));
  if ('problems' in loaded) throw new Error(`${id}: ${JSON.stringify(loaded.problems)}`);
  return loaded.plan;
};
