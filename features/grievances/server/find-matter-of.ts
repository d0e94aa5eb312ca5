import { instant } from '../../../kernel/calendar/instant.ts';
import { parseReceiptCode } from '../../../kernel/canonical/receipt-code.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { statement } from '../../../server/db/transaction.ts';
import type { Service } from '../../../server/service.ts';
import { rightOf, type Receipt, type Right } from '../domain/receipts.ts';
import { receiptId } from './receipt-code.ts';

/** A receipt as it was shown: which matter it belongs to, and what it lets its holder do now. */
export interface Holding {
  readonly matter: string;
  /** Look-up id, in hex. */
  readonly receipt: string;
  readonly right: Right;
  /** When it began, and when it was replaced. */
  readonly since: number;
  readonly endedAt: number | null;
}

interface Row {
  readonly matter: string;
  readonly kind: Receipt['kind'];
  readonly since: number;
  readonly ended_at: number | null;
  readonly ended_how: Receipt['endedHow'];
}

const FIND_RECEIPT = statement<Row>(
  'find_receipt',
  'select matter, kind, since, ended_at, ended_how from receipt where jurisdiction = $1 and receipt = $2',
);

/** Reads a code as typed and says what it lets its holder do; which kind of slip it is otherwise. */
export const findHolding = async (service: Service, text: string): Promise<Holding | Refusal> => {
  const parsed = parseReceiptCode(text);
  if (!parsed.ok) return refuse(parsed.reason === 'length' ? 'code_length' : parsed.reason === 'check' ? 'code_check' : 'code_character');
  const id = receiptId(parsed.code);
  const row = await service.read(async (tx) => (await tx.run(FIND_RECEIPT, [tx.jurisdiction, id]))[0]);
  // timestamptz is read as whole milliseconds.
  const ended = row?.ended_at ?? null;
  const right =
    row &&
    rightOf(
      { kind: row.kind, since: instant(row.since), endedAt: ended === null ? null : instant(ended), endedHow: row.ended_how },
      service.clock(),
    );
  return row && right
    ? { matter: row.matter, receipt: id.toString('hex'), right, since: row.since, endedAt: ended }
    : refuse('not_found', { what: 'code' });
};

/** The matter of a code that may read it, or act on it (G7: two rights); a code that was replaced, or waits, does neither. */
export const findMatterOf = async (service: Service, text: string, to: 'read' | 'act'): Promise<string | Refusal> => {
  const found = await findHolding(service, text);
  if (isRefusal(found)) return found;
  if (found.right === 'act' || (found.right === 'read' && to === 'read')) return found.matter;
  return refuse(found.right === 'read' ? 'code_reads_only' : found.right === 'warned' ? 'code_replaced' : 'code_waits');
};
