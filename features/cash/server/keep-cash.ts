import { parseCollectionCode } from '../../../kernel/canonical/collection-code.ts';
import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { dateIn } from '../../../kernel/calendar/zone.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Jurisdiction, StaffMember } from '../../../engine/place/read.ts';
import type { Service } from '../../../engine/service.ts';
import { statement, type Transaction } from '../../../engine/store/transaction.ts';
import { contraryClosed, lineNumber, paymentClosed, REASONS, type Line, type Slip } from '../domain/cash-book.ts';
import { findLine, linesOfSlip } from './read-cash.ts';
import { findSlip, slipOf } from './slip.ts';

/** The posts that keep the cash: those of the counter, at the office that has it. */
export const keepsCash = (
  { deskOffice }: Pick<Jurisdiction, 'deskOffice'>,
  { office, role }: Pick<StaffMember, 'office' | 'role'>,
): boolean => office === deskOffice && (role === 'desk' || role === 'head');

const WRITE = statement<{ n: number }>(
  'write_cash_line',
  `insert into cash_line (jurisdiction, year, n, day, slip, nth, amount, post, reason)
  select $1, $2, coalesce((select max(n) from cash_line where jurisdiction = $1 and year = $2), 0) + 1, $3, $4, $5, $6, $7, $8
  on conflict do nothing returning n`,
);

/** So often two who write at the same moment are put in order; each time one of them is through. */
const TURNS = 50;

type Draft = Pick<Line, 'nth' | 'amount' | 'reason'>;

/** Writes the next line of a slip, decided on the lines that it has; decided anew where another one was written meanwhile. */
const write = async (
  tx: Transaction,
  { day, post }: Pick<Line, 'day' | 'post'>,
  slip: Buffer,
  next: (ofSlip: readonly Line[]) => Draft | Refusal,
): Promise<string | Refusal> => {
  const year = Number(day.slice(0, 4));
  for (let turn = 0; turn < TURNS; turn += 1) {
    const draft = next(await linesOfSlip(tx, slip));
    if (isRefusal(draft)) return draft;
    const [row] = await tx.run(WRITE, [tx.jurisdiction, year, day, slip, draft.nth, draft.amount, post, draft.reason]);
    if (row) return lineNumber({ year, n: row.n });
  }
  return refuse('storage_failed');
};

/** A slip as the counter sees it. */
export interface FoundSlip extends Slip {
  /** Why it cannot be paid now. */
  readonly closed?: Refusal;
}

interface Found {
  readonly slip: Buffer;
  readonly waits: Slip;
}

const find = async (service: Service, tx: Transaction, typed: string): Promise<Found | Refusal> => {
  const code = parseCollectionCode(typed);
  if (code === undefined) return refuse('collection_code', { field: 'code' });
  const slip = slipOf(service, code);
  const waits = await findSlip(tx, slip);
  return waits ? { slip, waits } : refuse('not_found', { what: 'collection' });
};

const todayOf = async (service: Service): Promise<PlainDate> => dateIn(service.clock(), (await service.jurisdiction()).zone);

/** What waits under a code that somebody has said or shown at the counter: how much and until when, and of which report it is to nobody. */
export const lookAtSlip = async (service: Service, typed: string): Promise<FoundSlip | Refusal> => {
  const today = await todayOf(service);
  return service.read(async (tx) => {
    const found = await find(service, tx, typed);
    if (isRefusal(found)) return found;
    const closed = paymentClosed(found.waits, await linesOfSlip(tx, found.slip), today);
    return { ...found.waits, ...(closed ? { closed } : {}) };
  });
};

/** Pays a slip: the number of its line in the cash book. Sent twice, it is refused the second time and names that line. */
export const paySlip = async (service: Service, { post }: Pick<StaffMember, 'post'>, typed: string): Promise<string | Refusal> => {
  const day = await todayOf(service);
  return service.read(async (tx) => {
    const found = await find(service, tx, typed);
    if (isRefusal(found)) return found;
    return write(
      tx,
      { day, post },
      found.slip,
      (ofSlip) => paymentClosed(found.waits, ofSlip, day) ?? { nth: ofSlip.length, amount: found.waits.amount, reason: null },
    );
  });
};

const NUMBER = /^(\d{4})-(\d{1,9})$/;

/** Writes against a payment, for a reason of the list: its money is in the till again, and its slip can be paid once more. */
export const writeAgainst = async (
  service: Service,
  { post }: Pick<StaffMember, 'post'>,
  number: string,
  why: string,
): Promise<string | Refusal> => {
  const day = await todayOf(service);
  const reason = REASONS.find((it) => it === why);
  if (reason === undefined) return refuse('field_choice', { field: 'reason' });
  const [, year, n] = NUMBER.exec(number.trim()) ?? [];
  return service.read(async (tx) => {
    const line = year === undefined ? undefined : await findLine(tx, Number(year), Number(n));
    if (!line) return refuse('line_unknown', { field: 'line' });
    return write(
      tx,
      { day, post },
      Buffer.from(line.slip, 'hex'),
      (ofSlip) => contraryClosed(line, ofSlip, post) ?? { nth: ofSlip.length, amount: -line.amount, reason },
    );
  });
};
