import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { bells, LETTERS, project } from '../domain/project.ts';
import { fold, relationOf, type LetterState } from '../domain/state.ts';
import { drawUp, STEPS } from '../domain/verbs.ts';
import { LETTER } from '../domain/vocabulary.ts';
import { whatItIsAbout } from './what-it-is-about.ts';

/** Letters of duty: what a post answers for, from when to when, signed by both sides. */
export const letters: StaffEntityKind<LetterState> = {
  name: 'letter',
  vocabulary: LETTER,
  staff: { name: 'letter', vocabulary: LETTER, begins: drawUp, steps: STEPS, fold, relationOf },
  completes: whatItIsAbout,
  verbs: [drawUp, ...STEPS].map((verb) => verb.name),
  offers: ['letters'],
  papers: { duty_letter: 'letter_taken_on' },
  tables: [LETTERS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
