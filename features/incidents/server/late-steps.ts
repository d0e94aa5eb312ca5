import type { Misfit } from '../../../desk/feature.ts';
import type { Service } from '../../../engine/service.ts';
import { readAlone, statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import { addMs, toIso, type Instant } from '../../../kernel/calendar/instant.ts';

/** Looked at every two seconds, a step of a chain comes within so long, or something is wrong. */
const LATE_MS = 60_000;

const LATE = statement<{ where: string }>(
  'late_steps_of_chains',
  `select 'incident ' || matter as where from incident where jurisdiction = $1 and next_call_at < $2
   union all select 'drill ' || matter from drill where jurisdiction = $1 and next_call_at < $2 order by 1 limit 200`,
);

/** Call-outs whose next step should have come up a minute ago. */
export const lateSteps = async (tx: Transaction, _it: Jurisdiction, now: Instant): Promise<readonly Misfit[]> =>
  (await tx.run(LATE, [tx.jurisdiction, toIso(addMs(now, -LATE_MS))])).map(({ where }) => ({
    where,
    what: 'the next step of its calls has not come up',
  }));

const OLDEST = statement<{ next: number | null }>(
  'oldest_step_of_chains',
  'select min(next_call_at) as next from incident where jurisdiction = $1 union all select min(next_call_at) from drill where jurisdiction = $1',
);

/** Whether there is one, for the health of the server: in one round trip, by a connection that no visitor waits for. */
export const isStepLate = async (service: Service): Promise<boolean> => {
  const late = service.clock() - LATE_MS;
  return (await readAlone(service.pools.sweeper, service.id, OLDEST)).some(({ next }) => next !== null && next < late);
};
