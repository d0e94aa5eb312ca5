import type { Service } from '../../../engine/service.ts';
import { rulesFor } from '../../../engine/store/begin-entity.ts';
import { statement } from '../../../engine/store/transaction.ts';
import { toIso, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { rulebookOf } from '../../checks/public.ts';
import { officesOwing } from '../domain/office-duties.ts';
import { booksOf } from './open-books.ts';
import { basisOf, refreshOffices } from './refresh-offices.ts';
import { returns } from './returns.ts';

const BEGIN = statement(
  'begin_return_plans',
  'insert into return_plan (jurisdiction, office, since, basis, again_at, planned_at, closed_through) select $1, o, $3, $4, $3, $3, $5 from unnest($2::text[]) o on conflict (jurisdiction, office) do nothing',
);
const PLANS = statement<{ office: string; basis: string; again_at: Instant }>(
  'return_plans',
  'select office, basis, again_at from return_plan where jurisdiction = $1 order by office',
);

/** The sweep's part: every office whose open returns may differ by now; one that comes under a programme owes from then on. */
export const refreshDueOffices = async (service: Service): Promise<void> => {
  const it = await service.jurisdiction();
  if (!rulesFor(returns, it)) return;
  const now = service.clock();
  const [basis, owing] = [basisOf(it), officesOwing(rulebookOf(it), it.offices)];
  const plans = await service.read((tx) => tx.run(PLANS, [tx.jurisdiction]));
  const known = new Set(plans.map(({ office }) => office));
  const fresh = [...owing].filter((office) => !known.has(office)).toSorted();
  const yesterday = addDays(dateIn(now, it.zone), -1);
  if (fresh.length > 0) await service.read((tx) => tx.run(BEGIN, [tx.jurisdiction, fresh, toIso(now), basis, yesterday]));
  const due = plans.filter((plan) => plan.again_at <= now || plan.basis !== basis).map(({ office }) => office);
  const offices = [...fresh, ...due];
  if (offices.length === 0) return;
  await booksOf(service, it, offices, dateIn(now, it.zone).slice(0, 7));
  await refreshOffices(service, offices);
};
