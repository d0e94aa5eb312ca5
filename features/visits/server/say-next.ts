import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { fold } from '../domain/state.ts';
import { visits } from './visits.ts';

const FOLLOWED = statement<{ matter: string; following: string }>(
  'visits_followed',
  `select v.matter, n.matter as following from tour v
    cross join lateral (
      select w.matter from tour w
      where w.jurisdiction = v.jurisdiction and w.office = v.office and (w.announced_at, w.matter) > (v.announced_at, v.matter)
      order by w.announced_at, w.matter limit 1
    ) n
    where v.jurisdiction = $1 and v.next is null order by v.matter limit 50`,
);

/** Says of every tour that its office has announced the next one: the duty to make tours regularly is met by it. */
export const sayNext = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  for (const { matter, following } of await service.read((tx) => tx.run(FOLLOWED, [tx.jurisdiction])))
    await service.sweepLane.submit({
      kind: 'step',
      matter,
      of: kindIn(visits, it),
      decide: ({ events }) =>
        fold(events).next === null
          ? [
              {
                type: 'next_announced',
                level: 0,
                actor: { kind: 'system' },
                visibility: 'open',
                data: { tour: following },
                texts: {},
              },
            ]
          : [],
    });
};
