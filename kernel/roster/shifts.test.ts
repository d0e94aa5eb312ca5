import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CN, shiftRule } from '../../test/support/roster/month.ts';
import { getCalendar } from '../calendar/calendar.ts';
import { toIso } from '../calendar/instant.ts';
import { addDays, getPlainDate } from '../calendar/plain-date.ts';
import { findUncovered } from './cover.ts';
import { parseMonth, shiftsOf } from './shifts.ts';

const LONDON = getCalendar({ id: 'x', zone: 'Europe/London', source: '', years: [2026], holidays: [], makeUpDays: [] });
const day = getPlainDate;
const of = (shifts: readonly ReturnType<typeof shiftRule>[], first: string, last: string, calendar = CN) => {
  const found = shiftsOf({ shifts }, { first: day(first), last: day(last) }, calendar, null);
  if ('unknown' in found) throw new Error(found.unknown);
  return found.shifts;
};

describe('the shifts of a plan', () => {
  it('lie over midnight where they end no later than they begin', () => {
    const [night] = of([shiftRule('night 18:00 08:00 officer:duty*2')], '2026-12-31', '2026-12-31');
    expect(night && [toIso(night.from), toIso(night.to), night.night]).toEqual([
      '2026-12-31T10:00:00.000Z',
      '2027-01-01T00:00:00.000Z',
      true,
    ]);
    expect(night?.seats.map(({ seat }) => seat)).toEqual(['2026-12-31.night.officer.1', '2026-12-31.night.officer.2']);
    expect(night?.seats[0]?.kind).toBe('night.officer');
  });

  it('are an hour shorter and an hour longer in the nights on which the clocks change, without a gap and without an overlap', () => {
    const rules = [shiftRule('day 07:00 19:00 officer:duty'), shiftRule('night 19:00 07:00 officer:duty')];
    for (const [from, hours] of [
      ['2026-03-28', 11],
      ['2026-10-24', 13],
    ] as const) {
      const all = of(rules, from, addDays(day(from), 1), LONDON);
      const night = all.find(({ shift }) => shift === `${from}.night`);
      expect([from, night && (night.to - night.from) / 3_600_000]).toEqual([from, hours]);
      for (const [i, one] of all.entries()) if (i > 0) expect(all[i - 1]?.to).toBe(one.from);
    }
  });

  it('leave no minute out and hold none twice, in any zone, over any days, where three shifts make a day', () => {
    const rules = [
      shiftRule('a 00:00 08:00 officer:duty'),
      shiftRule('b 08:00 16:00 officer:duty'),
      shiftRule('c 16:00 24:00 officer:duty'),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'America/New_York', 'Africa/Cairo'),
        fc.integer({ min: 0, max: 360 }),
        (zone, start) => {
          const first = addDays(day('2026-01-01'), start);
          const all = of(rules, first, addDays(first, 3), { ...LONDON, zone });
          for (const [i, one] of all.entries()) if (i > 0) expect(all[i - 1]?.to).toBe(one.from);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('guess no year of which the list is not known, and need none for every day', () => {
    const span = { first: day('2031-01-01'), last: day('2031-01-02') };
    expect(shiftsOf({ shifts: [shiftRule('a 08:00 20:00 officer:duty', 'working days')] }, span, CN, null)).toEqual({
      unknown: 'year_not_loaded',
      year: 2031,
    });
    expect(shiftsOf({ shifts: [shiftRule('a 08:00 20:00 officer:duty', 'term days')] }, span, CN, null)).toEqual({
      unknown: 'term_not_loaded',
      year: 2031,
    });
    expect(of([shiftRule('a 08:00 20:00 officer:duty')], '2031-01-01', '2031-01-02').length).toBe(2);
  });

  it('are of a month that a calendar has', () => {
    expect(parseMonth('2028-02')).toEqual({ first: '2028-02-01', last: '2028-02-29' });
    for (const odd of ['2026-13', '2026-00', '26-01', '2026-1', '0000-01', 'x']) expect([odd, parseMonth(odd)]).toEqual([odd, undefined]);
  });
});

describe('cover', () => {
  it('is kept by shifts that fit together, whichever kinds of day follow each other', () => {
    const whole = { on: 'every day', from: '00:00', to: '24:00' } as const;
    expect(findUncovered(whole, [shiftRule('a 08:00 08:00 o:duty')])).toBeUndefined();
    expect(
      findUncovered(whole, [shiftRule('a 08:00 08:00 o:duty', 'working days'), shiftRule('b 08:00 08:00 o:duty', 'days off')]),
    ).toBeUndefined();
    expect(findUncovered(whole, [shiftRule('a 08:00 20:00 o:duty'), shiftRule('b 20:30 08:00 o:duty')])).toBe(20 * 60);
    expect(findUncovered({ on: 'every day', from: '21:00', to: '06:00' }, [shiftRule('a 20:00 06:00 o:duty', 'working days')])).toBe(
      21 * 60,
    );
    expect(
      findUncovered({ on: 'working days', from: '21:00', to: '06:00' }, [shiftRule('a 20:00 06:00 o:duty', 'working days')]),
    ).toBeUndefined();
  });
});
