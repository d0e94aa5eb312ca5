import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { parseWithin } from '../../../kernel/calendar/within.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { kindIn } from '../../../engine/kind.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { rulesFor } from '../../../engine/store/begin-entity.ts';
import { fold } from '../domain/state.ts';
import { letters } from './letters.ts';
import { lettersToRenew } from './read-letters.ts';

/** How many days before its end a letter is renewed, as the pack in force says; null where none does. */
export const renewalDays = (it: Jurisdiction): number | null => {
  const rule = rulesFor(letters, it)?.pack.rules.find((one) => one.kind === 'renew_letter');
  const period = rule?.within == null ? undefined : parseWithin(rule.within);
  return period?.unit === 'days' && 'count' in period ? period.count : null;
};

/**
 * Says of every letter that comes to its end that a new one is owed: from the day that the pack names, however late the sweep comes. Twice, it
 * comes to the same.
 */
export const openRenewals = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const days = renewalDays(it);
  if (days === null) return;
  const today = dateIn(service.clock(), it.zone);
  for (const { matter, to_day } of await service.read((tx) => lettersToRenew(tx, addDays(today, days))))
    await service.sweepLane.submit({
      kind: 'step',
      matter,
      of: kindIn(letters, it),
      decide: (history) => {
        const { renewing, ended, to } = fold(history.events);
        return renewing || ended || to !== to_day
          ? []
          : [
              {
                type: 'renewal_opened',
                level: 0,
                actor: { kind: 'system' },
                visibility: 'open',
                occurredOn: addDays(to_day, -days),
                data: {},
                texts: {},
              },
            ];
      },
    });
};
