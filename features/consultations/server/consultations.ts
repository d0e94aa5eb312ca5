import type { StaffEntityKind } from '../../../engine/staff-entity.ts';
import { NOBODY_TOLD } from '../../../kernel/stream/effects.ts';
import { CONSULTATIONS, project } from '../domain/project.ts';
import { fold, relationOf, type ConsultationState } from '../domain/state.ts';
import { openConsultation, STEPS } from '../domain/verbs.ts';
import { CONSULTATION } from '../domain/vocabulary.ts';
import { completeConsultation } from './complete-consultation.ts';

/** Consultations: a draft, a period, groups of comments with their answers, and the decision. */
export const consultations: StaffEntityKind<ConsultationState> = {
  name: 'consultation',
  vocabulary: CONSULTATION,
  staff: { name: 'consultation', vocabulary: CONSULTATION, begins: openConsultation, steps: STEPS, fold, relationOf },
  verbs: [openConsultation, ...STEPS].map((verb) => verb.name),
  offers: ['consultation'],
  papers: { consultation_decision: 'consultation_decided' },
  tables: [CONSULTATIONS],
  listedBy: [],
  completes: completeConsultation,
  project: (number, _bound, events, { pack, calendar }) => project(number, events, pack, calendar),
  effects: () => NOBODY_TOLD,
};
