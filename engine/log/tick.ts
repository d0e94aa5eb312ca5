import { inJurisdiction } from '../store/transaction.ts';
import type { Service } from '../service.ts';
import { findLogState, integrate } from './integrate.ts';
import { recordClock } from './record-clock.ts';
import { publish } from './publish.ts';
import { assertStanding, keepEvidence, recordStanding, signingKeys } from './standing.ts';
import { LogBehind, LogFork } from './trouble.ts';

const publishOnce = async (service: Service): Promise<void> => {
  const { origin, logKeys } = await service.jurisdiction();
  try {
    await publish(
      service.pools.integrator,
      { jurisdiction: service.id, origin, signer: service.signer, signWith: signingKeys(service, logKeys), store: service.store },
      service.clock(),
    );
  } catch (error) {
    if (error instanceof LogFork) {
      await keepEvidence(service.keys, service.id, `${error.message}\n`);
      await recordStanding(service, 'FORK');
    }
    if (error instanceof LogBehind) await recordStanding(service, 'BEHIND');
    throw error;
  }
};

/**
 * One tick: takes what is queued into the log and publishes it. A log that is behind or forked takes nothing in and signs nothing; what is
 * filed waits in the queue. Throws a `LogTrouble` then.
 */
export const tick = async (service: Service): Promise<void> => {
  await assertStanding(service);
  const before = await service.read(findLogState);
  // After a contradiction nothing new is numbered before the old has been signed after all.
  if (before === undefined || before.standing === 'OK')
    await integrate(service.pools.integrator, service.id, service.logKeys.pad, service.clock());
  await publishOnce(service);
  await recordStanding(service, 'OK');
  await inJurisdiction(service.pools.app, service.id, (tx) => recordClock(tx, before, service.clock()));
};
