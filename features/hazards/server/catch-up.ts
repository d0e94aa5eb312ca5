import { projectAgain } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { hazards } from './hazards.ts';

const WITHOUT_ROW = statement<{ entity: string }>(
  'hazards_without_row',
  "select e.entity from entity e where e.jurisdiction = $1 and e.kind = 'hazard' and not exists (select from hazard h where h.jurisdiction = e.jurisdiction and h.matter = e.entity) order by e.entity limit 200",
);

/** Writes the row of hazards that were found before there were rows. */
export const catchUp = async (service: Service): Promise<void> => {
  for (;;) {
    const left = await service.read((tx) => tx.run(WITHOUT_ROW, [tx.jurisdiction]));
    if (left.length === 0) return;
    await Promise.all(left.map(({ entity }) => projectAgain(service, hazards, entity)));
  }
};
