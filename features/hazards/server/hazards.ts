import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { bells, project } from '../domain/project.ts';
import { fold, relationOf, type HazardState } from '../domain/state.ts';
import { find, STEPS } from '../domain/verbs.ts';
import { HAZARD } from '../domain/vocabulary.ts';

/** Hazards: what is not in order in a place or a thing, until it is mended and looked at again. */
export const hazards: StaffEntityKind<HazardState> = {
  name: 'hazard',
  vocabulary: HAZARD,
  staff: { name: 'hazard', vocabulary: HAZARD, begins: find, steps: STEPS, fold, relationOf },
  verbs: [find, ...STEPS].map((verb) => verb.name),
  offers: ['hazard-general'],
  papers: { hazard_order: 'ordered' },
  tables: [],
  listedBy: [],
  project: (_number, _bound, events, { pack, calendar }) => project(events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
