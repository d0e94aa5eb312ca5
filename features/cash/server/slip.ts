import { encodeCollectionCode, type CollectionCode } from '../../../kernel/canonical/collection-code.ts';
import type { ReceiptCode } from '../../../kernel/canonical/receipt-code.ts';
import { utf8Encode } from '../../../kernel/canonical/utf8.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { hashing } from '../../../engine/keys/hashing.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import type { Slip } from '../domain/cash-book.ts';

const COLLECT = utf8Encode('huiyin/collect/v1\n');
const SLIP = utf8Encode('huiyin/reward-slip/v1\n');
const CODE_BYTES = 10;

/**
 * The code that collects the reward of a receipt: always the same one, so that it can be shown again, and kept nowhere. Nobody gets from it
 * to the receipt's code.
 */
export const collectionCodeOf = (receipt: ReceiptCode): CollectionCode =>
  encodeCollectionCode(hashing.hmac(utf8Encode(receipt), COLLECT).slice(0, CODE_BYTES));

/** What the store keeps of a collection code: its hash under a key of this installation. */
export const slipOf = ({ wrappingKey, id }: Pick<Service, 'wrappingKey' | 'id'>, code: CollectionCode): Buffer =>
  Buffer.from(hashing.hmac(wrappingKey, SLIP, utf8Encode(`${id} ${code}`)));

const WRITE = statement('write_reward_slip', 'insert into reward_slip (jurisdiction, slip, amount, last_day) values ($1, $2, $3, $4)');

/** Lays a slip down at the counter, in the transaction of the step that makes it. */
export const writeSlip = async (tx: Transaction, slip: Buffer, { amount, lastDay }: Slip): Promise<void> => {
  await tx.run(WRITE, [tx.jurisdiction, slip, amount, lastDay]);
};

const FIND = statement<{ amount: number; last_day: PlainDate }>(
  'find_reward_slip',
  'select amount, last_day from reward_slip where jurisdiction = $1 and slip = $2',
);

/** What waits under a code; undefined where nothing does. */
export const findSlip = async (tx: Transaction, slip: Buffer): Promise<Slip | undefined> => {
  const [row] = await tx.run(FIND, [tx.jurisdiction, slip]);
  return row && { amount: row.amount, lastDay: row.last_day };
};
