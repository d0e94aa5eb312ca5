import { toIso } from '../../../kernel/calendar/instant.ts';
import { addDays, addMonths } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Service } from '../../../engine/service.ts';
import { inJurisdiction, statement } from '../../../engine/store/transaction.ts';

const MARK = statement<{ matter: string }>(
  'mark_rosters_forgotten',
  'update roster set forgotten = true where jurisdiction = $1 and month < $2 and not forgotten returning matter',
);
const FORGET = statement('forget_duty_holders', 'delete from duty_holder where jurisdiction = $1 and matter = any($2)');
// Whoever left has the address still.
const STOP_FEEDS = statement(
  'stop_duty_feeds',
  `update duty_feed f set revoked_at = $2 where f.jurisdiction = $1 and f.revoked_at is null
     and exists (select from staff s where s.jurisdiction = f.jurisdiction and s.post = f.post and s.ended_on is not null and s.ended_on >= f.made_at::date)`,
);
const FORGET_AWAY = statement('forget_duty_away', 'delete from duty_away where jurisdiction = $1 and day < $2');

const MONTHS_KEPT = 12;
const AWAY_DAYS_KEPT = 31;

/** A month that is a year over keeps posts and no account, days on which somebody was away go a month after them, and calendars of a post that somebody left answer no more (G21). */
export const forgetAccounts = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  const today = dateIn(service.clock(), it.zone);
  const month = addMonths(today, -MONTHS_KEPT).slice(0, 7);
  await inJurisdiction(service.pools.sweeper, service.id, async (tx) => {
    // Marked first: from then on no holder is made in them, and whoever was making one has committed.
    const gone = await tx.run(MARK, [tx.jurisdiction, month]);
    await tx.run(FORGET, [tx.jurisdiction, gone.map(({ matter }) => matter)]);
    await tx.run(STOP_FEEDS, [tx.jurisdiction, toIso(service.clock())]);
    await tx.run(FORGET_AWAY, [tx.jurisdiction, addDays(today, -AWAY_DAYS_KEPT)]);
  });
};
