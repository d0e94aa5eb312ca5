import { dateIn } from '../../../kernel/calendar/zone.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { countJoiners } from '../domain/joint/count-joiners.ts';
import { readSeats, takenSeats } from './receipts/seats.ts';
import { matters } from './matters.ts';
import { asMatter } from '../../../kernel/matter/event.ts';

const JOINT = statement<{ matter: string }>(
  'joint_matters',
  'select distinct matter from joint_seat where jurisdiction = $1 and matter > $2 order by matter limit 100',
);

/** The day that was counted last by this process; counting it again comes to the same. */
const counted = new WeakMap<Service, string>();

/** Tells the office of each joint matter, once a day, in which band the number of those is who follow it since before today. */
export const countDay = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  if (counted.get(service) === today) return;
  for (let after = ''; ;) {
    const joint = (await service.read((tx) => tx.run(JOINT, [tx.jurisdiction, after]))).map((row) => row.matter);
    for (const matter of joint) {
      const count = await service.read(async (tx) => {
        const content = (await service.broker.forFiler(tx, matter))?.[0];
        return content ? takenSeats(await readSeats(tx, matter, content), today) : 0;
      });
      await service.lane.submit({
        kind: 'step',
        matter,
        of: kindIn(matters, it),
        decide: (history) => countJoiners(asMatter(history.events), count),
      });
    }
    const last = joint.at(-1);
    if (last === undefined) break;
    after = last;
  }
  counted.set(service, today);
};
