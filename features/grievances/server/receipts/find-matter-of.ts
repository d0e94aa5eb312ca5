import { instant } from '../../../../kernel/calendar/instant.ts';
import { tidied } from '../../../../kernel/canonical/crockford.ts';
import { parseReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { isMatterNumber } from '../../../../kernel/leaf/payload.ts';
import { isRefusal, refuse, type Refusal, type RefusalCode } from '../../../../kernel/refusal.ts';
import { statement, type Transaction } from '../../../../engine/store/transaction.ts';
import type { Service } from '../../../../engine/service.ts';
import { rightOf, type Receipt, type Right } from '../../domain/receipts/receipts.ts';
import { receiptId } from './receipt-code.ts';
import { findSeat } from './seats.ts';

/** A receipt as it was shown: which matter it belongs to, and what it lets its holder do now. */
export interface Holding {
  readonly matter: string;
  /** Look-up id, in hex. */
  readonly receipt: string;
  readonly right: Right | 'joined';
  /** Which kind of paper it stands on: a slip and a lost code both wait to be changed, and are told apart in words. */
  readonly kind: Receipt['kind'] | 'seat';
  /** When it began, and when it was replaced. */
  readonly since: number;
  readonly endedAt: number | null;
}

interface ReceiptRow {
  readonly matter: string;
  readonly kind: Receipt['kind'];
  readonly since: number;
  readonly ended_at: number | null;
  readonly ended_how: Receipt['endedHow'];
}

const FIND_RECEIPT = statement<ReceiptRow>(
  'find_receipt',
  'select matter, kind, since, ended_at, ended_how from receipt where jurisdiction = $1 and receipt = $2',
);

/** The row of a receipt by its look-up id, ended or not. */
export const findReceiptRow = async (tx: Transaction, id: Buffer): Promise<ReceiptRow | undefined> =>
  (await tx.run(FIND_RECEIPT, [tx.jurisdiction, id]))[0];

/** The receipt of somebody who joined: read and nothing else, and no day of it is told. */
const findJoined = async (service: Service, id: Buffer): Promise<Holding | undefined> =>
  service.read(async (tx) => {
    const seat = await findSeat(tx, id);
    const content = seat && (await service.broker.forFiler(tx, seat.matter))?.[0];
    return seat && content && seat.isTaken(content)
      ? { matter: seat.matter, receipt: id.toString('hex'), right: 'joined', kind: 'seat', since: 0, endedAt: null }
      : undefined;
  });

/** Reads a code as typed and says what it lets its holder do; which kind of slip it is otherwise. */
export const findHolding = async (service: Service, text: string): Promise<Holding | Refusal> => {
  const parsed = parseReceiptCode(text);
  if (!parsed.ok && isMatterNumber(tidied(text))) return refuse('code_is_number');
  if (!parsed.ok) return refuse(parsed.reason === 'length' ? 'code_length' : parsed.reason === 'check' ? 'code_check' : 'code_character');
  const id = receiptId(parsed.code);
  const row = await service.read((tx) => findReceiptRow(tx, id));
  // timestamptz is read as whole milliseconds.
  const ended = row?.ended_at ?? null;
  const right =
    row &&
    rightOf(
      { kind: row.kind, since: instant(row.since), endedAt: ended === null ? null : instant(ended), endedHow: row.ended_how },
      service.clock(),
    );
  if (row && right) return { matter: row.matter, receipt: id.toString('hex'), right, kind: row.kind, since: row.since, endedAt: ended };
  return (row ? undefined : await findJoined(service, id)) ?? refuse('not_found', { what: 'code' });
};

const WHY_NOT: { readonly [right in Exclude<Holding['right'], 'act'>]: RefusalCode } = {
  read: 'code_reads_only',
  joined: 'code_of_joiner',
  join: 'code_joins',
  invited: 'code_of_party',
  party: 'code_of_party',
  carry: 'code_carries',
  warned: 'code_replaced',
  waiting: 'code_waits',
  claim: 'code_waits',
};

/** The matter of a code that may read it, or act on it (G7: two rights); a code that was replaced, or waits, does neither. */
export const findMatterOf = async (service: Service, text: string, to: 'read' | 'act'): Promise<string | Refusal> => {
  const found = await findHolding(service, text);
  if (isRefusal(found)) return found;
  if (found.right === 'act' || (found.right === 'read' && to === 'read')) return found.matter;
  return refuse(WHY_NOT[found.right]);
};
