import type { EventKind, MatterEvent } from '../../../../kernel/matter/event.ts';
import { inOrder } from '../state.ts';
import { TRAITS } from '../traits.ts';

/** With these the office above tells the one below what it has done; before, nothing of it shows there (G6). */
const TELLING: readonly EventKind[] = ['supervision_notified', 'review_notified'];

/**
 * The steps that somebody who joined may know of, for their dates. A joining code is passed from hand to hand, so one who joined may sit
 * in the office complained of: nothing of a step upward is seen before the office above has told the one below (G6).
 */
export const sightOfJoiner = (events: readonly MatterEvent[]): readonly MatterEvent[] => {
  const ordered = inOrder(events.filter((event) => event.visibility === 'open'));
  const told = ordered.findLast((event) => event.level === 0 && TELLING.includes(event.type))?.recordedAt;
  return ordered.filter((event) => event.level === 0 || (told !== undefined && event.recordedAt <= told));
};

/** Whether a step is listed for them: none by which the filer goes past an office, since one who joined may sit there. */
export const isListedForJoiner = (event: MatterEvent): boolean =>
  TRAITS[event.type]?.between !== true && !(event.level > 0 && event.actor.kind === 'filer');

/** Whether its words are theirs to read: what offices write to everybody, and what the filer wrote for them. */
export const isReadByJoiner = (event: MatterEvent): boolean =>
  event.type === 'opened_to_others' || (event.actor.kind === 'staff' && isListedForJoiner(event));
