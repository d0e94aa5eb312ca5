import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { project, WARNINGS } from '../domain/project.ts';
import { fold, relationOf, type WarningState } from '../domain/state.ts';
import { issue, STEPS } from '../domain/verbs.ts';
import { WARNING } from '../domain/vocabulary.ts';
import { completeWarning } from './complete-warning.ts';

/** Warnings of hazards: issued, adjusted, lifted, over by themselves. */
export const warnings: StaffEntityKind<WarningState> = {
  name: 'warning',
  vocabulary: WARNING,
  staff: { name: 'warning', vocabulary: WARNING, begins: issue, steps: STEPS, fold, relationOf },
  verbs: [issue, ...STEPS].map((verb) => verb.name),
  offers: ['warning'],
  papers: {},
  tables: [WARNINGS],
  listedBy: [],
  completes: completeWarning,
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: () => NOBODY_TOLD,
};
