import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { bells, project, ROUND_OFFICES, ROUNDS } from '../domain/project.ts';
import { fold, relationOf, type RoundState } from '../domain/state.ts';
import { open, STEPS } from '../domain/verbs.ts';
import { ROUND } from '../domain/vocabulary.ts';
import { completeRound } from './complete-round.ts';

/** Rounds: checks of sites in phases, from a plan to a counted report. */
export const rounds: StaffEntityKind<RoundState> = {
  name: 'round',
  vocabulary: ROUND,
  staff: { name: 'round', vocabulary: ROUND, begins: open, steps: STEPS, fold, relationOf },
  verbs: [open, ...STEPS].map((verb) => verb.name),
  offers: ['rounds'],
  papers: {},
  tables: [ROUNDS, ROUND_OFFICES],
  listedBy: [],
  completes: completeRound,
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
