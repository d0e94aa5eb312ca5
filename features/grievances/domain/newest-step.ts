import type { EventKind, MatterEvent } from '../../../kernel/matter/event.ts';
import type { GrievanceState } from './state.ts';

/** Steps that leave a matter at the stage it is in. */
const ASIDE: readonly EventKind[] = [
  'deadline_passed',
  'taken_back',
  'corrected',
  'redacted',
  'erased',
  'notice_opened',
  'hearing_held',
  'supervision_notified',
  'review_notified',
  'answer_revoked',
  'office_joined',
  'office_left',
  'contributed',
  'point_added',
  'danger_reported',
  'danger_taken',
  'question_asked',
  'question_answered',
  'inspection_offered',
  'inspection_answered',
  'inspection_held',
  'interim_replied',
  'reply_proposed',
  'reply_returned',
  'promised',
  'promise_kept',
  'promise_judged',
  'regraded',
  'extended',
  'voided',
  'unseal_asked',
  'share_released',
  'share_refused',
  'unsealed',
  'files_added',
  'dossier_made',
  'code_replaced',
  'code_lost',
  'replacement_contested',
  'reading_code_given',
  'reading_codes_ended',
  'opened_to_others',
  'closed_to_others',
  'joiners_counted',
  'located',
  'linked',
  'unlinked',
];

/** The newest step of some events that changed the stage; undefined when none did. */
export const stageOf = (events: readonly MatterEvent[]): EventKind | undefined =>
  events.findLast((event) => !ASIDE.includes(event.type))?.type;

/** The kernel's word for where a matter stands. */
export const newestStep = (state: GrievanceState): EventKind => stageOf(state.history) ?? 'filed';
