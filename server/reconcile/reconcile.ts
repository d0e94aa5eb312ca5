import { auditCalls, auditChannels } from '../../engine/calls/audit.ts';
import { inJurisdiction } from '../../engine/store/transaction.ts';
import type { Service } from '../../engine/service.ts';
import { checkLog } from './check-log.ts';
import { checkPublic } from './check-public.ts';
import { checkMatters } from './check-matters.ts';
import { checkWitnesses } from './check-witnesses.ts';
import { FEATURES } from '../features.ts';
import type { Finding } from './finding.ts';

export interface Reconciliation {
  readonly checked: {
    readonly matters: number;
    readonly events: number;
    readonly blobs: number;
    readonly leaves: number;
    readonly definitions: number;
  };
  readonly findings: readonly Finding[];
}

/** Recomputes everything of a jurisdiction in one snapshot and names each thing that is not as it should be. Changes nothing. */
export const reconcile = async (service: Service): Promise<Reconciliation> => {
  // Read before the snapshot: a tick in between may only make the log longer than this.
  const head = await service.signer.head();
  return inJurisdiction(
    service.pools.app,
    service.id,
    async (tx) => {
      const it = await service.jurisdiction();
      const own = await checkPublic(tx, it.origin);
      const matters = await checkMatters(tx, it, service.broker, own.mayCite, service.clock());
      const leaves = new Map([...own.leaves, ...matters.leaves]);
      const log = await checkLog(tx, service, leaves, head);
      const calls = [...(await auditCalls(tx, service.clock())), ...auditChannels(service)].map((it): Finding => ({ code: 'call', ...it }));
      const kept: Finding[] = [];
      for (const { recompute, wrongFiles } of FEATURES) {
        for (const misfit of (await recompute?.(tx, it, service.clock())) ?? []) kept.push({ code: 'projection', ...misfit });
        for (const misfit of wrongFiles?.(service) ?? []) kept.push({ code: 'call', ...misfit });
      }
      return {
        checked: {
          matters: matters.matters,
          events: matters.events,
          blobs: matters.blobs,
          leaves: log.leaves,
          definitions: own.definitions,
        },
        findings: [...own.findings, ...matters.findings, ...calls, ...kept, ...log.findings, ...(await checkWitnesses(tx))],
      };
    },
    'isolation level repeatable read',
  );
};
