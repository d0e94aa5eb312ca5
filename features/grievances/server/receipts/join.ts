import { toHex } from '../../../../kernel/canonical/bytes.ts';
import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import { formatReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { dateIn } from '../../../../kernel/calendar/zone.ts';
import { instant } from '../../../../kernel/calendar/instant.ts';
import { refuse, type Refusal } from '../../../../kernel/refusal.ts';
import { findMatters } from '../../../../engine/store/history.ts';
import type { Transaction } from '../../../../engine/store/transaction.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import type { Service } from '../../../../engine/service.ts';
import { rightOf } from '../../domain/receipts/receipts.ts';
import { findReceiptRow, type Holding } from './find-matter-of.ts';
import { leaveSeat, readSeats, SEATS_MAX, takeSeat, writeSeats } from './seats.ts';

const SEAT_TOKEN = utf8Encode('huiyin/seat-token/v1\n');
const NO = refuse('not_found', { what: 'code' });

/** One after the other for each matter; also while its steps are taken. */
const lock = async (service: Service, tx: Transaction, matter: string): Promise<Uint8Array | undefined> => {
  await findMatters(tx, [matter], true);
  return (await service.broker.forFiler(tx, matter))?.[0];
};

/**
 * Somebody with the joining code joins and gets a receipt of their own, which reads. No event, no hour and no order of it is kept: their
 * row is one of a set in which most are nobody's. `token` is the form's: sent twice it takes one seat and shows its code twice.
 */
export const joinMatter = async (service: Service, { matter, receipt, right }: Holding, token: string): Promise<string | Refusal> => {
  if (right !== 'join') return NO;
  const { zone } = await service.jurisdiction();
  // Under a key of this installation, too: a token that is guessed tells nothing of a seat.
  const bound = toHex(hashing.hmac(service.wrappingKey, SEAT_TOKEN, utf8Encode(token)));
  return service.read(async (tx) => {
    const content = await lock(service, tx, matter);
    // It may have been closed in between.
    const row = await findReceiptRow(tx, Buffer.from(receipt, 'hex'));
    const ended = row?.ended_at ?? null;
    const isOpen =
      row &&
      rightOf(
        { kind: row.kind, since: instant(row.since), endedAt: ended === null ? null : instant(ended), endedHow: row.ended_how },
        service.clock(),
      ) === 'join';
    if (!content || !isOpen) return NO;
    const before = await readSeats(tx, matter, content);
    const taken = takeSeat(before, { token: bound, matter, today: dateIn(service.clock(), zone) });
    if (!taken) return refuse('joint_full', { max: SEATS_MAX / 2 });
    if (taken.seats !== before) await writeSeats(tx, matter, content, taken.seats);
    return formatReceiptCode(taken.code);
  });
};

/** Who joined leaves: their row is gone, its key destroyed, and another that is nobody's stands in its place. Undefined when it was done. */
export const leaveMatter = async (service: Service, { matter, receipt, right }: Holding): Promise<Refusal | undefined> => {
  if (right !== 'joined') return NO;
  return service.read(async (tx) => {
    const content = await lock(service, tx, matter);
    if (!content) return NO;
    const id = Buffer.from(receipt, 'hex');
    const seats = await readSeats(tx, matter, content);
    if (!seats.some((seat) => seat.since !== null && seat.id.equals(id))) return NO;
    await writeSeats(tx, matter, content, leaveSeat(seats, id));
    return undefined;
  });
};
