import type { MatterEvent } from '../../../../kernel/matter/event.ts';
import type { Service } from '../../../../engine/service.ts';
import { isListedForJoiner, isReadByJoiner, sightOfJoiner } from '../../domain/joint/joiner-sight.ts';
import type { MatterView } from '../read-matter.ts';
import { readPartial } from './partial-view.ts';

/** A correction or a line through a step shows no more than the step itself. */
const targetOf = (event: MatterEvent, all: readonly MatterEvent[]): MatterEvent =>
  event.type === 'corrected' || event.type === 'voided'
    ? (all.find((it) => it.level === event.level && it.n === event.data['n']) ?? event)
    : event;

/**
 * A joint matter as somebody sees it who joined or is about to: its steps, dates and what offices wrote to everybody, and what the filer
 * wrote for them. Not what was filed, no photo, no code, no log key: that would open a step upward to whoever got hold of a joining
 * code (G6). Undefined for a matter that is not joint.
 */
export const readForJoiner = async (service: Service, matter: string): Promise<MatterView | undefined> => {
  const found = await readPartial(service, matter, {
    seen: sightOfJoiner,
    isListed: (event, seen) => isListedForJoiner(targetOf(event, seen)),
    isRead: (event, seen) => isReadByJoiner(event) && isReadByJoiner(targetOf(event, seen)),
  });
  return found?.view.events.some((event) => event.type === 'opened_to_others') ? found.view : undefined;
};
