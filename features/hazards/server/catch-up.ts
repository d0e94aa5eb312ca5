import { projectAgain } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { hazards } from './hazards.ts';

const WITHOUT_ROW = statement<{ entity: string }>(
  'hazards_without_row',
  "select e.entity from entity e where e.jurisdiction = $1 and e.kind = 'hazard' and not exists (select from hazard h where h.jurisdiction = e.jurisdiction and h.matter = e.entity) order by e.entity limit 200",
);

const TO_WRITE_ANEW = statement<{ entity: string }>(
  'hazards_to_write_anew',
  'select matter as entity from hazard where jurisdiction = $1 and cites is null order by matter limit 200',
);

const WITHOUT_DAYS = statement<{ entity: string }>(
  'hazards_without_days',
  'select h.matter as entity from hazard h where h.jurisdiction = $1 and not exists (select from hazard_day s where s.jurisdiction = h.jurisdiction and s.matter = h.matter) order by h.matter limit 200',
);

const whole = new WeakSet<Service>();

/** Writes the rows of hazards that were found before there were rows, or before those had all that they have now. */
export const catchUp = async (service: Service): Promise<void> => {
  // Rows that a hazard gets by this program it has from its first event: once none is missing, none ever is.
  if (whole.has(service)) return;
  for (;;) {
    const left = await service.read(async (tx) => [
      ...(await tx.run(WITHOUT_ROW, [tx.jurisdiction])),
      ...(await tx.run(TO_WRITE_ANEW, [tx.jurisdiction])),
      ...(await tx.run(WITHOUT_DAYS, [tx.jurisdiction])),
    ]);
    if (left.length === 0) {
      whole.add(service);
      return;
    }
    await Promise.all(left.map(({ entity }) => projectAgain(service, hazards, entity)));
  }
};
