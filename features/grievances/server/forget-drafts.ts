import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import type { Service } from '../../../engine/service.ts';
import { inJurisdiction, statement } from '../../../engine/store/transaction.ts';
import { DRAFT_DAYS } from './step-drafts.ts';

const FORGET = statement('forget_old_drafts', 'delete from step_draft where jurisdiction = $1 and kept_on < $2');

/** Throws away what nobody has come back to for sixty days. */
export const forgetDrafts = async (service: Service): Promise<void> => {
  const { zone } = await service.jurisdiction();
  const since = addDays(dateIn(service.clock(), zone), -DRAFT_DAYS);
  await inJurisdiction(service.pools.sweeper, service.id, (tx) => tx.run(FORGET, [service.id, since]));
};
