import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { project, SHIFTS } from '../domain/shift/project.ts';
import { fold, relationOf, type ShiftState } from '../domain/shift/state.ts';
import { begin, STEPS } from '../domain/shift/verbs.ts';
import { SHIFT } from '../domain/vocabulary.ts';
import { completeShift } from './complete-shift.ts';

/** Shifts: held by whoever the roster names, logged, handed over, looked at from above. */
export const shifts: StaffEntityKind<ShiftState> = {
  name: 'shift',
  vocabulary: SHIFT,
  staff: { name: 'shift', vocabulary: SHIFT, begins: begin, steps: STEPS, fold, relationOf },
  completes: completeShift,
  verbs: [begin, ...STEPS].map((verb) => verb.name),
  offers: ['duty-shift'],
  papers: {},
  tables: [SHIFTS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  // A shift that was not taken over stands on the list of the head; nobody is rung for one that was.
  effects: (it, { events }, added) => ({
    ...NOBODY_TOLD,
    bells: wantedBells(
      it,
      added.flatMap(({ type, level, n }) => {
        const { office } = fold(events);
        return type === 'deadline_passed' && office !== null ? [{ office, event: { level, n } }] : [];
      }),
    ),
  }),
};
