import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { bells, project, VISITS } from '../domain/project.ts';
import { fold, relationOf, type TourState } from '../domain/state.ts';
import { announce, STEPS } from '../domain/verbs.ts';
import { VISIT } from '../domain/vocabulary.ts';
import { completeTour } from './complete-tour.ts';

/** Supervision visits: offices drawn at random, looked at by ten points. */
export const visits: StaffEntityKind<TourState> = {
  name: 'tour',
  vocabulary: VISIT,
  staff: { name: 'tour', vocabulary: VISIT, begins: announce, steps: STEPS, fold, relationOf },
  verbs: [announce, ...STEPS].map((verb) => verb.name),
  offers: ['visit-tour'],
  papers: {},
  tables: [VISITS],
  listedBy: [],
  completes: completeTour,
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
