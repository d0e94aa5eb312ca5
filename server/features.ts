import type { Feature } from '../desk/feature.ts';
import type { EntityKind } from '../engine/kind.ts';
import type { Vocabulary } from '../kernel/policy/vocabulary.ts';
import { assets } from '../features/assets/feature.ts';
import { cash } from '../features/cash/feature.ts';
import { checks } from '../features/checks/feature.ts';
import { circulars } from '../features/circulars/feature.ts';
import { conferences } from '../features/conferences/feature.ts';
import { consultations } from '../features/consultations/feature.ts';
import { door } from '../features/door/feature.ts';
import { duty } from '../features/duty/feature.ts';
import { figures } from '../features/figures/feature.ts';
import { grievances } from '../features/grievances/feature.ts';
import { hazards } from '../features/hazards/feature.ts';
import { help } from '../features/help/feature.ts';
import { incidents } from '../features/incidents/feature.ts';
import { letters } from '../features/letters/feature.ts';
import { logbooks } from '../features/logbooks/feature.ts';
import { open311 } from '../features/open311/feature.ts';
import { outreach } from '../features/outreach/feature.ts';
import { papers } from '../features/papers/feature.ts';
import { plans } from '../features/plans/feature.ts';
import { returns } from '../features/returns/feature.ts';
import { rounds } from '../features/rounds/feature.ts';
import { sites } from '../features/sites/feature.ts';
import { statements } from '../features/statements/feature.ts';
import { visits } from '../features/visits/feature.ts';
import { warnings } from '../features/warnings/feature.ts';
import { ways } from '../features/ways/feature.ts';

/** All features; a new one is its folder and one line here. Their links stand in the bar of the desk in this order. */
export const FEATURES: readonly Feature[] = [
  grievances,
  cash,
  hazards,
  statements,
  sites,
  assets,
  checks,
  logbooks,
  outreach,
  returns,
  rounds,
  letters,
  visits,
  duty,
  plans,
  incidents,
  warnings,
  conferences,
  consultations,
  circulars,
  door,
  papers,
  figures,
  help,
  ways,
  open311,
];

/** Every kind of entity there is. */
export const KINDS: readonly EntityKind[] = FEATURES.flatMap((it) => it.kinds ?? []);

/** The words that packs are written in, each kind's its own. */
export const VOCABULARIES: readonly Vocabulary[] = KINDS.map((it) => it.vocabulary);

/** The kind of that name. Throws where there is none: the database takes no other. */
export const getKind = (name: string): EntityKind => {
  const kind = KINDS.find((it) => it.name === name);
  if (!kind) throw new Error(`there is no kind of entity called ${name}`);
  return kind;
};
