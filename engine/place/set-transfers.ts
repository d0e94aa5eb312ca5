import type { Instant } from '../../kernel/calendar/instant.ts';
import { twoSignersOf, type Signing } from '../../kernel/jurisdiction/transfers.ts';
import type { Transaction } from '../store/transaction.ts';
import { appendPublic, lockStream, readPublicStream } from './public-stream.ts';

/** Says in the public stream how many posts sign a transfer at an office that exists. False where that is so already: nothing is written. */
export const setTransfers = async (tx: Transaction, office: string, signing: Signing, now: Instant): Promise<boolean> => {
  await lockStream(tx);
  const { events } = await readPublicStream(tx);
  if (twoSignersOf(events).has(office) === (signing === 'two')) return false;
  await appendPublic(tx, [{ type: 'transfers_set', actor: { kind: 'machine' }, data: { office, signing } }], now);
  return true;
};
