import { isSetSize, seatIn } from '../../features/grievances/server/receipts/seats.ts';
import type { MatterEvent } from '../../kernel/matter/event.ts';
import { statement, type Transaction } from '../../engine/store/transaction.ts';
import { whole, type ContentKeys } from '../../engine/keys/content.ts';
import type { Finding } from './finding.ts';

interface SeatRow {
  readonly matter: string;
  readonly seat: Buffer;
  readonly sealed: Buffer;
  readonly wrapped: Buffer;
}

const ROWS = statement<SeatRow>(
  'reconcile_seats',
  'select s.matter, s.seat, s.sealed, k.wrapped from joint_seat s join keystore.joint_seat k on k.jurisdiction = s.jurisdiction and k.seat = s.seat where s.jurisdiction = $1 and s.matter = any($2) order by s.seat',
);
const UNKNOWN = statement<{ where: string }>(
  'reconcile_unknown_seats',
  `select 'joint_seat ' || left(encode(s.seat, 'hex'), 16) as where from joint_seat s where s.jurisdiction = $1 and not exists (select from keystore.joint_seat k where k.jurisdiction = s.jurisdiction and k.seat = s.seat and k.matter = s.matter) union all select 'keystore.joint_seat ' || left(encode(k.seat, 'hex'), 16) from keystore.joint_seat k where k.jurisdiction = $1 and not exists (select from joint_seat s where s.jurisdiction = k.jurisdiction and s.seat = k.seat)`,
);

/** Seats without a key, and keys of no seat. */
export const checkJointTables = async (tx: Transaction): Promise<readonly Finding[]> =>
  (await tx.run(UNKNOWN, [tx.jurisdiction])).map(({ where }): Finding => ({ code: 'joint', where, what: 'key' }));

/** The sets of some matters. */
export const readJointRows = (tx: Transaction, matters: readonly string[]): Promise<readonly SeatRow[]> =>
  tx.run(ROWS, [tx.jurisdiction, matters]);

/**
 * The set of a matter that was opened to others is whole: of a size that sets have, each row as it was sealed. Whether one is taken no
 * event tells, so a set that was put back as it was before is not noticed here; who joined still holds what they have read.
 */
export const checkJoint = (
  matter: string,
  events: readonly MatterEvent[],
  all: readonly SeatRow[],
  { jurisdiction, contents }: { readonly jurisdiction: number; readonly contents: ContentKeys },
): readonly Finding[] => {
  const isJoint = events.some((event) => event.type === 'opened_to_others');
  const finding = (where: string, what: string): Finding => ({ code: 'joint', where, what });
  const rows = all.filter((row) => row.matter === matter);
  const content = contents[0];
  if (!isJoint || !content) return rows.length === 0 ? [] : [finding(`joint_seat ${matter}`, 'row should not be there')];
  return [
    ...(isSetSize(rows.length) ? [] : [finding(`joint_seat ${matter}`, 'row is missing')]),
    ...rows
      .filter((row) => whole(() => seatIn(content, jurisdiction, row.seat, row)) === undefined)
      .map((row) => finding(`joint_seat ${row.seat.toString('hex').slice(0, 16)}`, 'sealed')),
  ];
};
