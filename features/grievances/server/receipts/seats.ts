import { bytesEqual } from '../../../../kernel/canonical/bytes.ts';
import { encodeReceiptCode, type ReceiptCode } from '../../../../kernel/canonical/receipt-code.ts';
import { utf8Encode } from '../../../../kernel/canonical/utf8.ts';
import { parsePlainDate, type PlainDate } from '../../../../kernel/calendar/plain-date.ts';
import { insertRows } from '../../../../engine/store/insert.ts';
import { statement, type Transaction } from '../../../../engine/store/transaction.ts';
import { whole } from '../../../../engine/keys/content.ts';
import { hashing } from '../../../../engine/keys/hashing.ts';
import { randomBytes } from '../../../../engine/keys/random.ts';
import { unwrap, wrap } from '../../../../engine/keys/wrap.ts';
import { receiptId } from './receipt-code.ts';

/** One place in the set of those who follow a joint matter; nobody's, or somebody's since a day. */
export interface Seat {
  /** Look-up id of its code. */
  readonly id: Buffer;
  /** Null: nobody has it. */
  readonly since: PlainDate | null;
  /** Of the form that took it, so that a form sent twice takes one; random while nobody has it. */
  readonly mark: Uint8Array;
  /** What its code is made of; under the form's token once it is taken, so that nobody here can read it. */
  readonly code: Uint8Array;
}

/** Rows of a new set; a power of two, so that all later sizes are multiples of it, too. */
const SEATS_FIRST = 32;
/** Most rows: the whole set is written anew whenever somebody joins or leaves. */
export const SEATS_MAX = 2048;
const KEY_BYTES = 32;
const CODE_BYTES = 13;
const MARK_BYTES = 16;
const DAY_BYTES = 10;
const PLAIN_BYTES = 64;

const READ = statement<{ seat: Buffer; sealed: Buffer; wrapped: Buffer }>(
  'read_seats',
  'select s.seat, s.sealed, k.wrapped from joint_seat s join keystore.joint_seat k on k.jurisdiction = s.jurisdiction and k.seat = s.seat where s.jurisdiction = $1 and s.matter = $2 order by s.seat',
);
const FIND = statement<{ matter: string; sealed: Buffer; wrapped: Buffer }>(
  'find_seat',
  'select s.matter, s.sealed, k.wrapped from joint_seat s join keystore.joint_seat k on k.jurisdiction = s.jurisdiction and k.seat = s.seat where s.jurisdiction = $1 and s.seat = $2',
);
const CLEAR = [
  statement('clear_seats', 'delete from joint_seat where jurisdiction = $1 and matter = $2'),
  statement('clear_seat_keys', 'delete from keystore.joint_seat where jurisdiction = $1 and matter = $2'),
] as const;

const label = (jurisdiction: number, id: Uint8Array): string => `huiyin/seat/v1/${jurisdiction}/${Buffer.from(id).toString('hex')}`;
const keyLabel = (jurisdiction: number, id: Uint8Array): string => `huiyin/seat-key/v1/${jurisdiction}/${Buffer.from(id).toString('hex')}`;

const plainOf = (seat: Seat): Uint8Array => {
  const plain = new Uint8Array(PLAIN_BYTES);
  plain.set(utf8Encode(seat.since ?? ' '.repeat(DAY_BYTES)));
  plain.set(seat.mark, DAY_BYTES);
  plain.set(seat.code, DAY_BYTES + MARK_BYTES);
  return plain;
};

/** A row as it was opened; throws when a byte, the place or the key is another. */
export const seatIn = (content: Uint8Array, jurisdiction: number, id: Buffer, row: { sealed: Buffer; wrapped: Buffer }): Seat => {
  const plain = new Uint8Array(unwrap(unwrap(content, keyLabel(jurisdiction, id), row.wrapped), label(jurisdiction, id), row.sealed));
  const day = Buffer.from(plain.subarray(0, DAY_BYTES)).toString('utf8');
  return {
    id,
    since: parsePlainDate(day) ?? null,
    mark: plain.slice(DAY_BYTES, DAY_BYTES + MARK_BYTES),
    code: plain.slice(DAY_BYTES + MARK_BYTES, DAY_BYTES + MARK_BYTES + CODE_BYTES),
  };
};

/** A seat that nobody has, with a code that was given to nobody. */
const emptySeat = (): Seat => {
  const code = randomBytes(CODE_BYTES);
  return { id: receiptId(encodeReceiptCode(code)), since: null, mark: randomBytes(MARK_BYTES), code };
};

/** The set of a matter, in the order of its random ids; empty where it is not joint. `content` is the content key of level 0. */
export const readSeats = async (tx: Transaction, matter: string, content: Uint8Array): Promise<readonly Seat[]> =>
  (await tx.run(READ, [tx.jurisdiction, matter])).map((row) => seatIn(content, tx.jurisdiction, row.seat, row));

/** Writes a whole set in place of what was there: every row under a new key, in the order of the ids. */
export const writeSeats = async (tx: Transaction, matter: string, content: Uint8Array, seats: readonly Seat[]): Promise<void> => {
  for (const sql of CLEAR) await tx.run(sql, [tx.jurisdiction, matter]);
  const rows = seats
    .toSorted((a, b) => Buffer.compare(a.id, b.id))
    .map((seat) => {
      const own = randomBytes(KEY_BYTES);
      const sealed = wrap(own, label(tx.jurisdiction, seat.id), plainOf(seat));
      return { id: seat.id, sealed, wrapped: wrap(content, keyLabel(tx.jurisdiction, seat.id), own) };
    });
  await insertRows(
    tx,
    'joint_seat',
    ['jurisdiction', 'matter', 'seat', 'sealed'],
    rows.map((row) => [tx.jurisdiction, matter, row.id, row.sealed]),
  );
  await insertRows(
    tx,
    'keystore.joint_seat',
    ['jurisdiction', 'matter', 'seat', 'wrapped'],
    rows.map((row) => [tx.jurisdiction, matter, row.id, row.wrapped]),
  );
};

/** The matter of a seat, whether somebody has it or not; `isTaken` needs the matter's content key. */
export const findSeat = async (
  tx: Transaction,
  id: Buffer,
): Promise<{ readonly matter: string; readonly isTaken: (content: Uint8Array) => boolean } | undefined> => {
  const row = (await tx.run(FIND, [tx.jurisdiction, id]))[0];
  return (
    row && { matter: row.matter, isTaken: (content) => (whole(() => seatIn(content, tx.jurisdiction, id, row))?.since ?? null) !== null }
  );
};

const MARK = utf8Encode('huiyin/seat-mark/v1\n');
const VEIL = utf8Encode('huiyin/seat-code/v1\n');

const markOf = (token: string, matter: string): Uint8Array =>
  hashing.hmac(utf8Encode(token), MARK, utf8Encode(matter)).slice(0, MARK_BYTES);

/** Its own inverse: nobody without the form's token reads what the code is made of. */
const veiled = (token: string, matter: string, code: Uint8Array): Uint8Array => {
  const veil = hashing.hmac(utf8Encode(token), VEIL, utf8Encode(matter));
  return code.map((byte, i) => byte ^ (veil[i] ?? 0));
};

/** Whether a set can be of this size. */
export const isSetSize = (size: number): boolean => size >= SEATS_FIRST && size <= SEATS_MAX && Number.isInteger(Math.log2(size));

/** How many seats somebody has; with `before`, since an earlier day than that one. */
export const takenSeats = (seats: readonly Seat[], before?: PlainDate): number =>
  seats.filter((seat) => seat.since !== null && (before === undefined || seat.since < before)).length;

/** At most half of a set is taken, so that neither its size nor a row of an older archive tells who came early. */
const grown = (seats: readonly Seat[]): readonly Seat[] => {
  if (seats.length > 0 && takenSeats(seats) < seats.length / 2) return seats;
  const wanted = seats.length === 0 ? SEATS_FIRST : seats.length * 2;
  return [...seats, ...Array.from({ length: wanted - seats.length }, emptySeat)];
};

/** A seat for the form with this token: its own again when it was sent before, else one of those that nobody has. Undefined: all are taken. */
export const takeSeat = (
  seats: readonly Seat[],
  { token, matter, today }: { readonly token: string; readonly matter: string; readonly today: PlainDate },
): { readonly code: ReceiptCode; readonly seats: readonly Seat[] } | undefined => {
  const mark = markOf(token, matter);
  const own = seats.find((seat) => seat.since !== null && bytesEqual(seat.mark, mark));
  if (own) return { code: encodeReceiptCode(veiled(token, matter, own.code)), seats };
  if (takenSeats(seats) >= SEATS_MAX / 2) return undefined;
  const all = grown(seats);
  const free = all.filter((seat) => seat.since === null);
  // Drawn, so that the place of an id in the set tells nothing of when it was taken.
  const chosen = free[Buffer.from(randomBytes(6)).readUIntBE(0, 6) % free.length];
  if (!chosen) return undefined;
  const taken: Seat = { id: chosen.id, since: today, mark, code: veiled(token, matter, chosen.code) };
  return { code: encodeReceiptCode(chosen.code), seats: all.map((seat) => (seat === chosen ? taken : seat)) };
};

/** A set without one seat and with another in its place, so that its size stays. */
export const leaveSeat = (seats: readonly Seat[], id: Uint8Array): readonly Seat[] =>
  seats.map((seat) => (bytesEqual(seat.id, id) ? emptySeat() : seat));
