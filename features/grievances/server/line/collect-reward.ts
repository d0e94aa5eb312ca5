import { formatCollectionCode } from '../../../../kernel/canonical/collection-code.ts';
import type { ReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import type { PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import type { Service } from '../../../../engine/service.ts';
import type { Transaction } from '../../../../engine/store/transaction.ts';
import { collectionCodeOf, findSlip, linesOfSlip, slipOf, standingPayment, writeSlip } from '../../../cash/public.ts';
import { asMatter } from '../../../../kernel/matter/event.ts';
import { collectReward } from '../../domain/line/collect-reward.ts';
import { slipIn } from '../../domain/line/reward.ts';
import { receiptId } from '../receipts/receipt-code.ts';
import { takeStep } from '../take-step.ts';

/** What the holder of the receipt takes to the counter. */
export interface Collection {
  readonly code: string;
  readonly amount: number;
  readonly until: PlainDate;
  /** When it was paid; null while it waits. */
  readonly paidOn: PlainDate | null;
}

const read = async (tx: Transaction, slip: Buffer): Promise<Omit<Collection, 'code'> | undefined> => {
  const waits = await findSlip(tx, slip);
  return waits && { amount: waits.amount, until: waits.lastDay, paidOn: standingPayment(await linesOfSlip(tx, slip))?.day ?? null };
};

/**
 * The code that collects the reward of a report, from the code of its receipt: made the first time, and the same one whenever it is asked
 * for again. What waits at the counter is written in the transaction of the step, and neither names the other.
 */
export const collectFor = async (service: Service, matter: string, receipt: ReceiptCode): Promise<Collection | Refusal> => {
  const code = collectionCodeOf(receipt);
  const slip = slipOf(service, code);
  const command = { name: collectReward.name, input: { by: receiptId(receipt).toString('hex') } };
  const shown = async (): Promise<Collection | undefined> => {
    const waits = await service.read((tx) => read(tx, slip));
    return waits && { code: formatCollectionCode(code), ...waits };
  };
  const before = await shown();
  if (before) return before;
  const refusal = await takeStep(service, matter, { kind: 'filer' }, command, {
    beside: async (tx, added) => {
      const made = slipIn(asMatter(added));
      if (made) await writeSlip(tx, slip, { amount: made.amount, lastDay: made.until });
    },
  });
  if (refusal && refusal.refused !== 'already_done') return refusal;
  return (await shown()) ?? refuse('slip_of_old_code');
};
