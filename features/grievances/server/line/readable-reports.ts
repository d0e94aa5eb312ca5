import type { StaffMember } from '../../../../engine/place/read.ts';
import type { Service } from '../../../../engine/service.ts';
import { readHistoryOf } from '../../../../engine/store/read-entity.ts';
import { asMatter } from '../../../../kernel/matter/event.ts';
import { sight } from '../../domain/decide.ts';
import { matters } from '../matters.ts';
import { surroundings } from '../surroundings.ts';
import { readReportsOf } from './hazards-of-line.ts';

/**
 * The reports that have led to a hazard and that this post may open, by their numbers. To anybody else there are none: not how many, and not
 * whether there is one (docs/adr/0050). No word of them is opened for that.
 */
export const readableReports = async (service: Service, hazard: string, who: StaffMember): Promise<readonly string[]> => {
  const it = await service.jurisdiction();
  const asker = { kind: 'staff', post: who.post, office: who.office, role: who.role } as const;
  return service.read(async (tx) => {
    const numbers = await readReportsOf(tx, hazard);
    const keys = await service.broker.forSystem(tx, numbers);
    const shown: string[] = [];
    for (const [number, opened] of keys) {
      const history = await readHistoryOf(tx, number, opened.contents);
      if (history?.kind !== matters.name) continue;
      if (sight(asMatter(history.events), asker, surroundings(it, history, service.clock()))) shown.push(number);
    }
    return shown.toSorted();
  });
};
