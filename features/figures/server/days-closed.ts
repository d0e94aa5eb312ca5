import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { rulesFor } from '../../../engine/store/begin-entity.ts';
import type { Jurisdiction } from '../../../engine/place/read.ts';
import type { Transaction } from '../../../engine/store/transaction.ts';
import { areLogbooksClosed, logbooks } from '../../logbooks/public.ts';
import { areReturnsClosed, returns } from '../../returns/public.ts';

/** Whether logbooks and books of returns have told of every day up to this one, where the place keeps any. */
export const areDaysClosed = async (tx: Transaction, it: Jurisdiction, day: PlainDate): Promise<boolean> =>
  (!rulesFor(logbooks, it) || (await areLogbooksClosed(tx, day))) && (!rulesFor(returns, it) || (await areReturnsClosed(tx, day)));
