import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { bells, project, STATEMENTS } from '../domain/project.ts';
import { fold, relationOf, type StatementState } from '../domain/state.ts';
import { open, STEPS } from '../domain/verbs.ts';
import { STATEMENT } from '../domain/vocabulary.ts';
import { countForStep } from './count.ts';

/** Statements: the hazards of an office in a quarter or a year, as figures that its head signs. */
export const statements: StaffEntityKind<StatementState> = {
  name: 'hazard_statement',
  vocabulary: STATEMENT,
  staff: { name: 'hazard_statement', vocabulary: STATEMENT, begins: open, steps: STEPS, fold, relationOf },
  completes: countForStep,
  verbs: [open, ...STEPS].map((verb) => verb.name),
  offers: ['hazard-statistics'],
  papers: { hazard_statistics: 'statement_signed', hazard_statistics_corrected: 'statement_corrected' },
  tables: [STATEMENTS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
