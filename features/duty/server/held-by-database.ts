import { isRefusalCode, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { RefusedBeside } from '../../../engine/store/lane.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';

const NOW = statement('duty_rules_now', 'set constraints all immediate');

/** What the database refused, by the name under which it says so (db/migrations/0063, 0064); undefined where it is a fault of another kind. */
const refusalOf = (error: unknown): Refusal | undefined => {
  const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown };
  return code === '23514' && typeof constraint === 'string' && isRefusalCode(constraint) ? refuse(constraint) : undefined;
};

/**
 * Lets the database judge what was written before the transaction ends, so that what two did at the same moment is a refusal for one of them
 * and no fault.
 */
export const judgedByDatabase = async (tx: Transaction): Promise<void> => {
  try {
    await tx.run(NOW, []);
  } catch (error) {
    const refusal = refusalOf(error);
    throw refusal ? new RefusedBeside(refusal) : error;
  }
};
