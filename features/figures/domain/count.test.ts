import { describe, expect, it } from 'vitest';
import { outcomeOf, type CountedDuty } from './count.ts';
import { inBands, inFives, medianBand } from './range.ts';
import { shareOf } from './totals.ts';

const duty = (more: Partial<CountedDuty>): CountedDuty => ({
  nature: 'duty',
  status: 'open',
  starts_at: '2026-09-01T00:00:00.000Z',
  due_at: '2026-10-01T00:00:00.000Z',
  stops_at: null,
  ...more,
});

describe('what counts', () => {
  it('kept is only what was done in time; late, never done and withdrawn without an answer are breaches', () => {
    expect(outcomeOf(duty({ status: 'met' }))).toBe('kept');
    for (const status of ['open', 'late', 'met_late'] as const) expect(outcomeOf(duty({ status }))).toBe('late');
    expect(outcomeOf(duty({ status: 'open', stops_at: '2026-09-10T00:00:00.000Z' }))).toBe('late');
  });
  it('a right, a duty that was not needed, and one that a withdrawal kept from starting are nothing', () => {
    expect(outcomeOf(duty({ nature: 'right' }))).toBeUndefined();
    expect(outcomeOf(duty({ status: 'not_needed' }))).toBeUndefined();
    expect(outcomeOf(duty({ due_at: null }))).toBeUndefined();
    expect(outcomeOf(duty({ status: 'pending', stops_at: '2026-08-10T00:00:00.000Z' }))).toBeUndefined();
    expect(outcomeOf(duty({ status: 'pending' }))).toBe('late');
  });
});

describe('ranges', () => {
  it('below ten nothing is told but that; from ten on one of five neighbours; a month in wide bands', () => {
    expect([0, 9, 10, 14, 15].map(inFives)).toEqual([
      { from: 0, to: 9 },
      { from: 0, to: 9 },
      { from: 10, to: 14 },
      { from: 10, to: 14 },
      { from: 15, to: 19 },
    ]);
    expect([3, 10, 49, 50, 5000].map(inBands)).toEqual([
      { from: 0, to: 9 },
      { from: 10, to: 49 },
      { from: 10, to: 49 },
      { from: 50, to: 199 },
      { from: 1000, to: null },
    ]);
  });
  it('the median is a band of days, and the share follows from what is shown', () => {
    expect(medianBand([0, 0, 0, 0, 0, 0, 0])).toBeNull();
    expect(medianBand([1, 0, 5, 0, 0, 0, 4])).toEqual({ from: 8, to: 15 });
    expect(medianBand([0, 0, 0, 0, 0, 0, 4])).toEqual({ from: 91, to: null });
    expect(shareOf({ from: 0, to: 9 }, 1)).toBeNull();
    expect(shareOf(null, 1)).toBeNull();
    expect(shareOf({ from: 10, to: 14 }, 0)).toEqual({ from: 100, to: 100 });
    expect(shareOf({ from: 90, to: 94 }, 10)).toEqual({ from: 90, to: 90 });
  });
});
