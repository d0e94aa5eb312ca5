import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { LOGBOOKS, project, SLOT_COUNTS, SLOT_EXCEPTIONS } from '../domain/project.ts';
import { fold, relationOf, type LogbookState } from '../domain/state.ts';
import { open, STEPS } from '../domain/verbs.ts';
import { LOGBOOK } from '../domain/vocabulary.ts';

/** Logbooks: of an office and the office that oversees it, a month each. */
export const logbooks: StaffEntityKind<LogbookState> = {
  name: 'logbook',
  vocabulary: LOGBOOK,
  staff: { name: 'logbook', vocabulary: LOGBOOK, begins: open, steps: STEPS, fold, relationOf },
  verbs: [open, ...STEPS].map((verb) => verb.name),
  offers: ['logbooks'],
  papers: {},
  tables: [LOGBOOKS, SLOT_COUNTS, SLOT_EXCEPTIONS],
  listedBy: [],
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => {
    const missed = added.find((event) => event.type === 'slots_missed');
    const office = fold(history.events).local;
    const bells = missed && office !== null ? [{ office, event: { level: missed.level, n: missed.n } }] : [];
    return { ...NOBODY_TOLD, bells: wantedBells(it, bells) };
  },
};
