import { kindIn } from '../../../../engine/kind.ts';
import type { Service } from '../../../../engine/service.ts';
import { asMatter } from '../../../../kernel/matter/event.ts';
import { settle } from '../../domain/line/settle.ts';
import { matters } from '../matters.ts';
import { readToSettle } from './hazards-of-line.ts';

/** Tells every report whose hazard is gone: from then on its filer is owed the result. Late or twice, it comes to the same. */
export const settleReports = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  for (const { matter, hazard } of await service.read(readToSettle))
    await service.sweepLane.submit({
      kind: 'step',
      matter,
      of: kindIn(matters, it),
      decide: (history) => settle(asMatter(history.events), hazard),
    });
};
