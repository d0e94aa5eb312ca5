import type { EventKind } from '../../../kernel/matter/event.ts';
import type { GrievanceState } from './state.ts';

/** Steps that leave a matter at the stage it is in. */
const ASIDE: readonly EventKind[] = [
  'deadline_passed',
  'corrected',
  'redacted',
  'notice_opened',
  'hearing_held',
  'supervision_notified',
  'regraded',
  'extended',
  'voided',
];

/** The newest step that changed the stage: the kernel's word for where a matter stands. */
export const newestStep = (state: GrievanceState): EventKind =>
  state.history.findLast((event) => !ASIDE.includes(event.type))?.type ?? 'filed';
