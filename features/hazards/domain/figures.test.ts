import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toldOfYear } from '../../figures/public.ts';
import { besideListed, officeListings, type ListedOnce } from './figures.ts';

const WINDOW = 12;

/**
 * The attacker: keeps every range that was ever told of a class, month after month, and works out with running totals what each count and
 * each run of months can have been. Knows nothing of how the ranges were made.
 */
const attack = (months: readonly number[], tell: (some: readonly number[]) => { from: number; to: number | null } | null) => {
  const n = months.length;
  // most[i][j]: the total after j minus the total after i is at most this.
  const most = Array.from({ length: n + 1 }, (_, i) => Array.from({ length: n + 1 }, (_x, j) => (j <= i ? 0 : Infinity)));
  const tighten = (i: number, j: number, value: number): void => {
    const row = most[i];
    if (row) row[j] = Math.min(row[j] ?? Infinity, value);
  };
  for (let at = 1; at <= n; at += 1) {
    const range = tell(months.slice(0, at));
    if (range === null) continue;
    const from = Math.max(0, at - WINDOW);
    if (range.to !== null) tighten(from, at, range.to);
    tighten(at, from, -range.from);
  }
  for (let k = 0; k <= n; k += 1)
    for (let i = 0; i <= n; i += 1) for (let j = 0; j <= n; j += 1) tighten(i, j, (most[i]?.[k] ?? Infinity) + (most[k]?.[j] ?? Infinity));
  const widths: number[] = [];
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j <= n; j += 1) {
      const low = -(most[j]?.[i] ?? 0);
      const high = most[i]?.[j] ?? Infinity;
      const truth = months.slice(i, j).reduce((sum, one) => sum + one, 0);
      expect(low <= truth && truth <= high).toBe(true);
      widths.push(high - low + 1);
    }
  return Math.min(...widths);
};

describe('hazards by class of site, twelve closed months at a time', () => {
  it('whoever keeps every range that was ever told never learns a month, or a run of them, to within five', () => {
    const series = fc.oneof(
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 }),
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 30 }),
    );
    fc.assert(
      fc.property(series, (months) => {
        expect(attack(months, toldOfYear)).toBeGreaterThanOrEqual(5);
      }),
      { numRuns: 150 },
    );
  });

  it('and would learn them from exact numbers', () => {
    const exact = (some: readonly number[]) => {
      const sum = some.slice(-WINDOW).reduce((a, b) => a + b, 0);
      return { from: sum, to: sum };
    };
    expect(attack([3, 9, 4, 1], exact)).toBe(1);
  });

  it('tells fewer than ten, and from ten on one of five neighbours', () => {
    expect(toldOfYear([9])).toEqual({ from: 0, to: 9 });
    expect(toldOfYear([13])).toEqual({ from: 10, to: 14 });
    expect(toldOfYear([13, ...Array.from({ length: 11 }, () => 0)])).toEqual({ from: 10, to: 14 });
    expect(toldOfYear([])).toBeNull();
  });

  it('has no end where those that hang in public would give the rest away', () => {
    expect(besideListed({ from: 10, to: 14 }, 10)).toEqual({ from: 10, to: 14 });
    expect(besideListed({ from: 10, to: 14 }, 11)).toEqual({ from: 10, to: null });
    expect(besideListed({ from: 0, to: 9 }, 5)).toEqual({ from: 0, to: 9 });
    expect(besideListed({ from: 0, to: 9 }, 6)).toBeNull();
    expect(besideListed(null, 3)).toBeNull();
  });
});

describe('listed hazards by office', () => {
  const one = (responsible: string, over: Partial<ListedOnce> = {}): ListedOnce => ({
    responsible,
    isEnded: false,
    isLate: false,
    isNew: true,
    ...over,
  });

  it('shows every breach, even one, hides small numbers of the rest, and follows the names', () => {
    const all = [
      one('water', { isLate: true }),
      one('water', { isEnded: true, isLate: true, isNew: false }),
      ...Array.from({ length: 12 }, () => one('water', { isEnded: true })),
      one('education'),
    ];
    expect(officeListings(all, (a, b) => a.localeCompare(b))).toEqual([
      { office: 'education', listed: { from: 0, to: 9 }, inTime: { from: 0, to: 9 }, endedLate: 0, lateNow: 0 },
      { office: 'water', listed: { from: 10, to: 14 }, inTime: { from: 10, to: 14 }, endedLate: 1, lateNow: 1 },
    ]);
  });
});
