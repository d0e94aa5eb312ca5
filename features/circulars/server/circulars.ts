import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { bells, CIRCULAR_OFFICES, CIRCULARS, project } from '../domain/project.ts';
import { fold, relationOf, type CircularState } from '../domain/state.ts';
import { issue, STEPS } from '../domain/verbs.ts';
import { CIRCULAR } from '../domain/vocabulary.ts';
import { completeCircular } from './complete-circular.ts';

/** Circulars: sent to offices, each of which owes its receipt and, where that is asked, carrying it out. */
export const circulars: StaffEntityKind<CircularState> = {
  name: 'circular',
  vocabulary: CIRCULAR,
  staff: { name: 'circular', vocabulary: CIRCULAR, begins: issue, steps: STEPS, fold, relationOf },
  verbs: [issue, ...STEPS].map((verb) => verb.name),
  offers: ['circulars'],
  papers: {},
  tables: [CIRCULARS, CIRCULAR_OFFICES],
  listedBy: [],
  completes: completeCircular,
  onlyOne: { circular_by_paper: refuse('circular_paper_used', { field: 'paper' }) },
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
