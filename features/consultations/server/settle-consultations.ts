import { kindIn } from '../../../engine/kind.ts';
import type { Service } from '../../../engine/service.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { fold } from '../domain/state.ts';
import { consultations } from './consultations.ts';

const SETTLED = statement<{ readonly matter: string }>(
  'consultations_all_answered',
  `select c.matter from consultation c where c.jurisdiction = $1 and not c.all_answered
      and (c.until_day < $2 or c.decided_on is not null or c.dropped_on is not null)
      and not exists (select from consultation_comment m where m.jurisdiction = c.jurisdiction and m.consultation = c.matter
        and m.outcome is null and not m.withdrawn) order by c.matter`,
);

/** Says of each consultation whose period is over that nobody waits for an answer any more. Late or twice, it comes to the same. */
export const settleConsultations = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const found = await service.read((tx) => tx.run(SETTLED, [tx.jurisdiction, dateIn(service.clock(), it.zone)]));
  for (const { matter } of found)
    await service.sweepLane.submit({
      kind: 'step',
      matter,
      of: kindIn(consultations, it),
      decide: ({ events }) =>
        fold(events).allAnswered
          ? []
          : [{ type: 'all_answered', level: 0, actor: { kind: 'system' }, visibility: 'open', data: {}, texts: {} }],
    });
};
