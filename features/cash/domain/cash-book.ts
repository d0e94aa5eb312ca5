import type { PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';

/** Why a payment is written against: a closed list, so that no name finds its way into the book. */
export const REASONS = ['not_handed_out', 'handed_back', 'other_amount'] as const;
export type Reason = (typeof REASONS)[number];

/** What waits at the counter under a code. */
export interface Slip {
  /** In whole yuan. */
  readonly amount: number;
  readonly lastDay: PlainDate;
}

/** One line of the cash book. */
export interface Line {
  readonly year: number;
  /** Running number of the year, from 1. */
  readonly n: number;
  readonly day: PlainDate;
  /** Keyed hash of the code, in hex. */
  readonly slip: string;
  /** Which line of its slip: payments are even, what is written against them is odd. */
  readonly nth: number;
  /** In whole yuan; below 0 where it is written against a payment. */
  readonly amount: number;
  readonly post: string;
  readonly reason: Reason | null;
}

const MARK_CHARACTERS = 8;

/** What the book shows of a slip: enough to find its lines, and no code. */
export const markOf = ({ slip }: Pick<Line, 'slip'>): string => slip.slice(0, MARK_CHARACTERS);

/** A line as people call it. */
export const lineNumber = ({ year, n }: Pick<Line, 'year' | 'n'>): string => `${year}-${n}`;

/** Whether a line is a payment that still stands, by the lines of its slip. */
const stands = (line: Line, ofSlip: readonly Line[]): boolean => line.nth % 2 === 0 && !ofSlip.some((it) => it.nth > line.nth);

/** The payment of a slip that stands; undefined where there is none. */
export const standingPayment = (ofSlip: readonly Line[]): Line | undefined => ofSlip.find((line) => stands(line, ofSlip));

/** Why a slip cannot be paid today. */
export const paymentClosed = (slip: Slip, ofSlip: readonly Line[], today: PlainDate): Refusal | undefined => {
  const paid = standingPayment(ofSlip);
  if (paid) return refuse('slip_paid', { line: lineNumber(paid), on: paid.day });
  return today > slip.lastDay ? refuse('slip_over', { day: slip.lastDay }) : undefined;
};

/** Why nothing can be written against a line by a post: it is no payment, it does not stand any more, or the post has paid it itself. */
export const contraryClosed = (line: Line, ofSlip: readonly Line[], post: string): Refusal | undefined => {
  if (!stands(line, ofSlip)) return refuse('line_settled', { line: lineNumber(line) });
  return line.post === post ? refuse('line_own') : undefined;
};

/** What some lines come to, in whole yuan. */
export const sumOf = (lines: readonly Pick<Line, 'amount'>[]): number => lines.reduce((sum, { amount }) => sum + amount, 0);
