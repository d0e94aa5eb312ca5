import { wantedBells } from '../../../engine/kind.ts';
import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { AGENDA_STEPS, call } from '../domain/agenda-verbs.ts';
import { DECISION_STEPS } from '../domain/decision-verbs.ts';
import { bells, CONFERENCES, DECISIONS, project } from '../domain/project.ts';
import { fold, relationOf, type ConferenceState } from '../domain/state.ts';
import { CONFERENCE } from '../domain/vocabulary.ts';
import { completeConference } from './complete-conference.ts';

const STEPS = [...AGENDA_STEPS, ...DECISION_STEPS];

/** Joint decisions: an agenda of what is stuck, minutes that all sign, decisions that are owed. */
export const conferences: StaffEntityKind<ConferenceState> = {
  name: 'conference',
  vocabulary: CONFERENCE,
  staff: { name: 'conference', vocabulary: CONFERENCE, begins: call, steps: STEPS, fold, relationOf },
  verbs: [call, ...STEPS].map((verb) => verb.name),
  offers: ['conference'],
  papers: { conference_minutes: 'minutes_signed' },
  tables: [CONFERENCES, DECISIONS],
  listedBy: [],
  completes: completeConference,
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: (it, history, added) => ({ ...NOBODY_TOLD, bells: wantedBells(it, bells(history.events, added)) }),
};
