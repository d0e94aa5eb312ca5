import { inJurisdiction, statement } from '../db/transaction.ts';
import { hashing } from '../keys/hashing.ts';
import { knownHead } from '../log/publish.ts';
import type { Service } from '../service.ts';
import { checkLog } from './check-log.ts';
import { checkMatters } from './check-matters.ts';
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

const DEFINITIONS = statement<{ hash: Buffer; kind: string; name: string; body: Buffer }>(
  'reconcile_definitions',
  'select hash, kind, name, body from definition where jurisdiction = $1',
);

/** Recomputes everything of a jurisdiction in one snapshot and names each thing that is not as it should be. Changes nothing. */
export const reconcile = async (service: Service): Promise<Reconciliation> => {
  // Read before the snapshot: a tick in between may only make the log longer than this.
  const head = knownHead(service.keys, service.id);
  return inJurisdiction(
    service.pools.app,
    service.id,
    async (tx) => {
      const it = await service.jurisdiction();
      const definitions = await tx.run(DEFINITIONS, [tx.jurisdiction]);
      const changed = definitions
        .filter((row) => !row.hash.equals(hashing.sha256(row.body)))
        .map((row): Finding => ({ code: 'definition_changed', where: `definition ${row.kind}/${row.name}`, what: 'body' }));
      const matters = await checkMatters(tx, it, service.broker);
      const log = await checkLog(tx, service, matters.leaves, head);
      return {
        checked: {
          matters: matters.matters,
          events: matters.events,
          blobs: matters.blobs,
          leaves: log.leaves,
          definitions: definitions.length,
        },
        findings: [...changed, ...matters.findings, ...log.findings],
      };
    },
    'isolation level repeatable read',
  );
};
