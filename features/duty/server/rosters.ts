import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { bells, project, ROSTERS, SEATS, SWAPS } from '../domain/roster/project.ts';
import { fold, relationOf, type RosterState } from '../domain/roster/state.ts';
import { openMonth, STEPS } from '../domain/roster/verbs.ts';
import { ROSTER } from '../domain/vocabulary.ts';
import { completeRoster } from './complete-roster.ts';
import { judgedByDatabase } from './held-by-database.ts';

/** Rosters: who is on duty in a month, by post. */
export const rosters: StaffEntityKind<RosterState> = {
  name: 'roster',
  vocabulary: ROSTER,
  staff: { name: 'roster', vocabulary: ROSTER, begins: openMonth, steps: STEPS, fold, relationOf },
  completes: completeRoster,
  beside: judgedByDatabase,
  verbs: [openMonth, ...STEPS].map((verb) => verb.name),
  offers: ['duty-roster'],
  papers: {},
  tables: [ROSTERS, SEATS, SWAPS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
