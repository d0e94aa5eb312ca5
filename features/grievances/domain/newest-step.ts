import type { EventKind, MatterEvent } from '../../../kernel/matter/event.ts';
import type { GrievanceState } from './state.ts';
import { TRAITS } from './traits.ts';

/** The newest step of some events that changed the stage; undefined when none did. */
export const stageOf = (events: readonly MatterEvent[]): EventKind | undefined =>
  events.findLast((event) => TRAITS[event.type]?.stage)?.type;

/** The kernel's word for where a matter stands. */
export const newestStep = (state: GrievanceState): EventKind => stageOf(state.history) ?? 'filed';
