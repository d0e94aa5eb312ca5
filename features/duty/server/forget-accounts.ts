import { addDays, addMonths } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Service } from '../../../engine/service.ts';
import { inJurisdiction, statement } from '../../../engine/store/transaction.ts';

const FORGET = statement(
  'forget_duty_holders',
  'delete from duty_holder h using roster r where h.jurisdiction = $1 and r.jurisdiction = $1 and r.matter = h.matter and r.month < $2 and not r.forgotten',
);
const MARK = statement(
  'mark_rosters_forgotten',
  'update roster set forgotten = true where jurisdiction = $1 and month < $2 and not forgotten',
);
const FORGET_AWAY = statement('forget_duty_away', 'delete from duty_away where jurisdiction = $1 and day < $2');

const MONTHS_KEPT = 12;
const AWAY_DAYS_KEPT = 31;

/** A month that is a year over keeps posts and no account, and days on which somebody was away go a month after them (G21). */
export const forgetAccounts = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const month = addMonths(today, -MONTHS_KEPT).slice(0, 7);
  await inJurisdiction(service.pools.sweeper, service.id, async (tx) => {
    await tx.run(FORGET, [tx.jurisdiction, month]);
    await tx.run(MARK, [tx.jurisdiction, month]);
    await tx.run(FORGET_AWAY, [tx.jurisdiction, addDays(today, -AWAY_DAYS_KEPT)]);
  });
};
