import { dateIn } from '../../../kernel/calendar/zone.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { destroyOn } from '../domain/project.ts';
import { fold } from '../domain/state.ts';
import { drills, incidents } from './incidents.ts';

const dueOf = (table: 'incident' | 'drill') =>
  statement<{ matter: string }>(
    `${table}_words_to_destroy`,
    `select matter from ${table} where jurisdiction = $1 and destroy_on <= $2 order by destroy_on, matter limit 200`,
  );
const DUE = [
  { kind: incidents, due: dueOf('incident') },
  { kind: drills, due: dueOf('drill') },
] as const;

/** By what it is done: the clause stays when everything else is gone. */
const BASIS = '突发事件应对法 第八十五条；个人信息保护法 第四十七条';

/**
 * Destroys the words of what was about a person in danger, 30 days after the last report (G12): the keys of every text, with an event that says
 * so. After a restore of older data it comes to the same at the next look.
 */
export const destroyWords = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  for (const { kind, due } of DUE)
    for (const { matter } of await service.read((tx) => tx.run(due, [tx.jurisdiction, today])))
      await service.sweepLane.submit({
        kind: 'step',
        matter,
        of: kindIn(kind, it),
        forget: [],
        decide: ({ events }) => {
          const on = destroyOn(fold(events.toSorted((a, b) => a.n - b.n)), it.zone);
          return on === null || on > today
            ? []
            : [
                {
                  type: 'erased',
                  level: 0,
                  actor: { kind: 'system' },
                  visibility: 'open',
                  data: { basis: BASIS, askedBy: 'office', completeOn: today },
                  texts: {},
                },
              ];
        },
      });
};
