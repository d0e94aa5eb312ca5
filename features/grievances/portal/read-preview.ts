import type { Pack } from '../../../kernel/policy/pack.ts';
import type { Jurisdiction } from '../../../server/jurisdiction/read.ts';
import type { Service } from '../../../server/service.ts';
import { preview } from '../domain/preview.ts';
import type { GrievanceState } from '../domain/state.ts';
import type { Stage } from '../domain/timeline.ts';
import { receptionOf } from '../server/file-matter.ts';

/** The stages of a matter filed now, under the rules a new matter gets, or those of another pack. */
export const readPreview = async (
  service: Service,
  packId?: string,
): Promise<{
  readonly jurisdiction: Jurisdiction;
  readonly pack: Pack;
  readonly stages: readonly Stage[];
  readonly state: GrievanceState;
}> => {
  const jurisdiction = await service.jurisdiction();
  const pack = jurisdiction.packs.get(packId === undefined ? jurisdiction.pack : (jurisdiction.newestPack.get(packId) ?? ''));
  const calendar = jurisdiction.calendars.get(jurisdiction.calendar);
  if (!pack || !calendar) throw new Error('the jurisdiction names a definition that is not stored');
  return { jurisdiction, pack, ...preview(pack, calendar, receptionOf(jurisdiction), service.clock()) };
};
