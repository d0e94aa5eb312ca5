import { describe, expect, it } from 'vitest';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { contraryClosed, lineNumber, markOf, paymentClosed, standingPayment, sumOf, type Line } from './cash-book.ts';

const SLIP = { amount: 3000, lastDay: getPlainDate('2026-12-31') };
const line = (n: number, more: Partial<Line> = {}): Line => ({
  year: 2026,
  n,
  day: getPlainDate('2026-12-01'),
  slip: 'ab12cd34ef'.padEnd(64, '0'),
  nth: 0,
  amount: 3000,
  post: 'letters.desk',
  reason: null,
  ...more,
});
const CONTRARY = line(2, { nth: 1, amount: -3000, post: 'letters.head', reason: 'not_handed_out' });

describe('the cash book', () => {
  it('pays a slip once, up to and on its last day', () => {
    expect(paymentClosed(SLIP, [], getPlainDate('2026-12-31'))).toBeUndefined();
    expect(paymentClosed(SLIP, [], getPlainDate('2027-01-01'))).toEqual({ refused: 'slip_over', data: { day: '2026-12-31' } });
    expect(paymentClosed(SLIP, [line(1)], getPlainDate('2026-12-02'))).toEqual({
      refused: 'slip_paid',
      data: { line: '2026-1', on: '2026-12-01' },
    });
  });

  it('pays it again once a payment was written against, and no more often', () => {
    const today = getPlainDate('2026-12-02');
    expect(paymentClosed(SLIP, [line(1), CONTRARY], today)).toBeUndefined();
    expect(paymentClosed(SLIP, [line(1), CONTRARY, line(3, { nth: 2 })], today)).toMatchObject({ refused: 'slip_paid' });
    expect(standingPayment([line(1), CONTRARY])).toBeUndefined();
  });

  it('lets another post than the one that paid write against a payment that stands, and against nothing else', () => {
    expect(contraryClosed(line(1), [line(1)], 'letters.head')).toBeUndefined();
    expect(contraryClosed(line(1), [line(1)], 'letters.desk')).toEqual({ refused: 'line_own' });
    expect(contraryClosed(line(1), [line(1), CONTRARY], 'letters.head')).toEqual({ refused: 'line_settled', data: { line: '2026-1' } });
    expect(contraryClosed(CONTRARY, [line(1), CONTRARY], 'letters.desk')).toMatchObject({ refused: 'line_settled' });
  });

  it('comes to what was handed out, and shows a mark for a code', () => {
    expect(sumOf([line(1), CONTRARY, line(3, { nth: 2 })])).toBe(3000);
    expect(sumOf([])).toBe(0);
    expect([markOf(line(1)), lineNumber(line(12))]).toEqual(['ab12cd34', '2026-12']);
  });
});
