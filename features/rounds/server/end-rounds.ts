import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { fold } from '../domain/state.ts';
import { rounds } from './rounds.ts';

const OVER = statement<{ matter: string; last_day: PlainDate }>(
  'rounds_over',
  'select matter, last_day from round where jurisdiction = $1 and not ended and last_day < $2 order by last_day, matter',
);

/**
 * Says of every round whose last day is over that it has ended: the report is owed from that day, however late the sweep comes. Twice, it
 * comes to the same.
 */
export const endRounds = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  for (const { matter, last_day } of await service.read((tx) => tx.run(OVER, [tx.jurisdiction, today])))
    await service.sweepLane.submit({
      kind: 'step',
      matter,
      of: kindIn(rounds, it),
      decide: (history) => {
        const { ended, phases } = fold(history.events);
        return ended || phases.at(-1)?.to !== last_day
          ? []
          : [{ type: 'round_ended', level: 0, actor: { kind: 'system' }, visibility: 'open', occurredOn: last_day, data: {}, texts: {} }];
      },
    });
};
