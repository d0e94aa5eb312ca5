import { compareCalls, type CalledByEvent } from '../../engine/calls/audit.ts';
import type { Transaction } from '../../engine/store/transaction.ts';
import type { StreamEvent } from '../../kernel/stream/event.ts';
import { getKind } from '../features.ts';
import type { Finding } from './finding.ts';

/** Whom events call, against the messages that stand for it. */
export const openCallsTally = (tx: Transaction) => {
  const matters: string[] = [];
  const called: CalledByEvent[] = [];
  return {
    add: ({ matter, kind }: { readonly matter: string; readonly kind: string }, told: readonly StreamEvent[]): void => {
      const { calls } = getKind(kind);
      if (!calls) return;
      matters.push(matter);
      called.push(...calls(told).map((one) => ({ matter, ...one })));
    },
    findings: async (): Promise<readonly Finding[]> =>
      (await compareCalls(tx, matters, called)).map((misfit): Finding => ({ code: 'call', ...misfit })),
  };
};
