import { afterAll, describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import { getPlainDate } from '../calendar/plain-date.ts';
import { readChinaCalendar } from '../../policy/calendars/cn.ts';
import type { Surroundings, Window } from './surroundings.ts';
import { DAY, HOUR, NONE, TERMS, found, hours, inZone } from '../../test/support/recurrence/fixtures.ts';
import { halfHours, runsOf, shownAt, type Run, type Shown } from '../../test/support/recurrence/wall-clock.ts';

let compared = 0;
afterAll(() => {
  process.stdout.write(`recurrence: ${compared} windows compared with the oracle\n`);
  expect(compared).toBeGreaterThanOrEqual(400);
});

/** Windows that lie inside the range, as names and instants. */
const inside = (all: readonly Window[], from: string, to: string): readonly Run[] =>
  all
    .filter((it) => it.from > Date.parse(from) && it.to < Date.parse(to))
    .map(({ id, from, to }) => ({ id, from: Number(from), to: Number(to) }));

const agree = (every: string, given: Surroundings, from: string, to: string, nameOf: (shown: Shown) => string | null): void => {
  const wanted = runsOf(halfHours(from, to, given.calendar.zone), nameOf);
  expect(wanted.length).toBeGreaterThan(0);
  expect(inside(found(every, given, from, to), from, to)).toEqual(wanted);
  compared += wanted.length;
};

const two = (n: number): string => String(n).padStart(2, '0');
/** ISO 8601 by the date of the Thursday, counted with the platform's own Date. */
const isoWeek = ({ year, month, date, weekday }: Shown): { readonly year: number; readonly week: number } => {
  const thursday = new Date(Date.UTC(year, month - 1, date + 4 - weekday));
  return {
    year: thursday.getUTCFullYear(),
    week: Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY + 1) / 7),
  };
};

/** Each rule as its text says it, told half hour by half hour from what the wall clock shows. */
const NATURAL: readonly (readonly [string, (shown: Shown) => string | null])[] = [
  ['day', (it) => it.day],
  ['week', (it) => `${isoWeek(it).year}-W${two(isoWeek(it).week)}`],
  ['half month', (it) => `${it.day.slice(0, 7)}-${it.date <= 15 ? 'a' : 'b'}`],
  ['month', (it) => it.day.slice(0, 7)],
  ['2 months', (it) => `${it.year}-${two(it.month - ((it.month - 1) % 2))}_${two(it.month + (it.month % 2))}`],
  ['quarter', (it) => `${it.year}-Q${Math.ceil(it.month / 3)}`],
  ['half year', (it) => `${it.year}-H${it.month > 6 ? 2 : 1}`],
  ['year', (it) => String(it.year)],
  ['day by 14:00', (it) => (it.minutes < 840 ? it.day : null)],
  ['week by friday', (it) => (it.weekday <= 5 ? `${isoWeek(it).year}-W${two(isoWeek(it).week)}` : null)],
  ['month by 20', (it) => (it.date <= 20 ? it.day.slice(0, 7) : null)],
  ['month by 31', (it) => it.day.slice(0, 7)],
  ['year by 07-20', (it) => (it.month < 7 || (it.month === 7 && it.date <= 20) ? String(it.year) : null)],
  [
    'after month by 5',
    (it) => (it.date <= 5 ? `${it.month === 1 ? it.year - 1 : it.year}-${two(it.month === 1 ? 12 : it.month - 1)}` : null),
  ],
  [
    'after quarter by 15',
    (it) => (it.month % 3 === 1 && it.date <= 15 ? (it.month === 1 ? `${it.year - 1}-Q4` : `${it.year}-Q${(it.month - 1) / 3}`) : null),
  ],
  ['after year by 01-31', (it) => (it.month === 1 ? String(it.year - 1) : null)],
];

describe('buckets with natural boundaries', () => {
  it.each(NATURAL)('%s, in Shanghai over a leap year and two turns of the year', (every, nameOf) => {
    agree(every, NONE, '2027-10-07T00:00:00Z', '2029-02-10T00:00:00Z', nameOf);
  });

  it.each(['America/New_York', 'Europe/London', 'Australia/Lord_Howe'])('%s, where clocks go forward and back', (zone) => {
    for (const [every, nameOf] of NATURAL.slice(0, 4)) {
      agree(every, { ...NONE, calendar: inZone(zone) }, '2026-02-20T00:00:00Z', '2026-05-05T00:00:00Z', nameOf);
      agree(every, { ...NONE, calendar: inZone(zone) }, '2026-09-20T00:00:00Z', '2026-12-05T00:00:00Z', nameOf);
    }
  });

  it('pairs of weeks and of years are counted from a day that does not move', () => {
    const pair = (it: Shown): string => {
      const monday = Date.UTC(it.year, it.month - 1, it.date + 1 - it.weekday);
      const first = monday - (((monday - Date.UTC(1970, 0, 5)) / DAY) % 14) * DAY;
      const name = (at: number): { readonly year: number; readonly week: number } => isoWeek(shownAt(at + 12 * HOUR, 'UTC'));
      return `${name(first).year}-W${two(name(first).week)}_${two(name(first + 7 * DAY).week)}`;
    };
    agree('2 weeks', NONE, '2026-11-20T00:00:00Z', '2027-02-20T00:00:00Z', pair);
    expect(found('2 years', NONE, '2027-06-01T00:00:00Z', '2028-06-01T00:00:00Z').map((it) => it.id)).toEqual(['2026_2027', '2028_2029']);
    expect(found('3 years', NONE, '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z').map((it) => [it.id, it.first, it.last])).toEqual([
      ['2025_2027', '2025-01-01', '2027-12-31'],
    ]);
  });

  it('several a bucket are one window that asks for several', () => {
    expect(found('3 times a day', NONE, '2026-11-28T00:00:00+08:00', '2026-11-29T00:00:00+08:00').map((it) => [it.id, it.times])).toEqual([
      ['2026-11-28', 3],
    ]);
  });
});

const holidays = new Set(readChinaCalendar().holidays);
const makeUps = new Set(readChinaCalendar().makeUpDays);
const worked = (it: Shown): boolean => makeUps.has(it.day) || (it.weekday <= 5 && !holidays.has(it.day));

describe('days that somebody works', () => {
  it('working days leave holidays out and take make-up Saturdays in', () => {
    agree('working day', NONE, '2026-09-15T00:00:00+08:00', '2026-10-20T00:00:00+08:00', (it) => (worked(it) ? it.day : null));
    agree('working day', NONE, '2026-02-01T00:00:00+08:00', '2026-03-10T00:00:00+08:00', (it) => (worked(it) ? it.day : null));
    const saturday = found('working day', NONE, '2026-10-10T00:00:00+08:00', '2026-10-11T00:00:00+08:00');
    expect(saturday.map((it) => [it.id, it.provisional])).toEqual([['2026-10-10', null]]);
  });

  it('open days of a school: in term, no holiday, make-up Saturdays as Mondays, and none of a closure that was told in time', () => {
    const school = { ...NONE, terms: TERMS, hours: [hours({ holidays: 'closed', makeUpDays: 'as_monday', termOnly: true })] };
    const isOpen = (it: Shown): boolean => worked(it) && TERMS.terms.some((term) => term.from <= it.day && it.day <= term.to);
    agree('open day', school, '2026-08-20T00:00:00+08:00', '2026-10-20T00:00:00+08:00', (it) => (isOpen(it) ? it.day : null));
    const closed = {
      ...school,
      closures: [
        { from: getPlainDate('2026-10-12'), to: getPlainDate('2026-10-14'), recordedAt: instant(Date.parse('2026-10-13T10:00:00+08:00')) },
      ],
    };
    // The closure was recorded when the 12th was over: that day stays owed.
    agree('open day', closed, '2026-10-08T00:00:00+08:00', '2026-10-20T00:00:00+08:00', (it) =>
      isOpen(it) && it.day !== '2026-10-13' && it.day !== '2026-10-14' ? it.day : null,
    );
  });

  it('a year or a term that is not loaded is said, not guessed', () => {
    const late = found('working day', NONE, '2031-10-01T00:00:00+08:00', '2031-10-03T00:00:00+08:00');
    expect(late.map((it) => [it.id, it.provisional])).toEqual([
      ['2031-10-01', 'year_not_loaded'],
      ['2031-10-02', 'year_not_loaded'],
    ]);
    const school = { ...NONE, terms: TERMS, hours: [hours({ termOnly: true })] };
    const days = found('open day', school, '2027-02-27T00:00:00+08:00', '2027-03-02T00:00:00+08:00');
    expect(days.map((it) => [it.id, it.provisional])).toEqual([['2027-03-01', 'term_not_loaded']]);
    const terms = found('term', { ...NONE, terms: TERMS }, '2026-01-01T00:00:00+08:00', '2028-01-01T00:00:00+08:00');
    expect(terms.map((it) => [it.id, it.first, it.last, it.provisional])).toEqual([
      ['2025-2026-2', '2026-03-02', '2026-07-10', null],
      ['2026-2027-1', '2026-09-01', '2027-01-22', null],
      ['2027', '2027-01-23', '2027-12-31', 'term_not_loaded'],
    ]);
    expect(found('term', NONE, '2026-01-01T00:00:00+08:00', '2026-06-01T00:00:00+08:00').map((it) => it.provisional)).toEqual([
      'term_not_loaded',
    ]);
    expect(found('2 hours while open', NONE, '2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z').map((it) => [it.id, it.provisional])).toEqual([
      ['2026-01-01-not-set', 'hours_not_set'],
    ]);
    expect(
      found('night', { ...NONE, hours: [hours({ night: null })] }, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z').map(
        (it) => it.provisional,
      ),
    ).toEqual(['hours_not_set']);
    expect(found('meal', NONE, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z').map((it) => it.provisional)).toEqual(['hours_not_set']);
    expect(
      found('before holiday', { ...NONE, terms: TERMS }, '2027-02-01T00:00:00Z', '2027-02-02T00:00:00Z').map((it) => it.provisional),
    ).toEqual(['holiday_not_loaded']);
    // What is owed before a term of next year begins this year.
    expect(
      found('before term', { ...NONE, terms: TERMS }, '2026-12-20T00:00:00Z', '2026-12-21T00:00:00Z').map((it) => it.provisional),
    ).toEqual(['term_not_loaded']);
    expect(
      found('day while season flood', { ...NONE, terms: TERMS }, '2028-06-01T00:00:00Z', '2028-06-09T00:00:00Z').map(
        (it) => it.provisional,
      ),
    ).toEqual(['season_not_loaded']);
  });

  it('terms, school years and seasons are as they were published', () => {
    const given = { ...NONE, terms: TERMS };
    const within = (spans: readonly { id: string; from: string; to: string }[], it: Shown): string | null =>
      spans.find((one) => one.from <= it.day && it.day <= one.to)?.id ?? null;
    agree(
      'term',
      { ...given, terms: { ...TERMS, loaded: { ...TERMS.loaded, terms: [2026, 2027] } } },
      '2026-02-01T00:00:00Z',
      '2027-03-01T00:00:00Z',
      (it) => within(TERMS.terms, it),
    );
    agree(
      'school year',
      { ...given, terms: { ...TERMS, loaded: { ...TERMS.loaded, terms: [2025, 2026, 2027] } } },
      '2025-08-01T00:00:00Z',
      '2027-10-01T00:00:00Z',
      (it) => within(TERMS.schoolYears, it),
    );
    const inSeason = (it: Shown, id: string): boolean =>
      TERMS.seasons.some((one) => one.id === id && one.from <= it.day && it.day <= one.to);
    agree('day while season flood', given, '2026-05-25T00:00:00Z', '2026-10-05T00:00:00Z', (it) => (inSeason(it, 'flood') ? it.day : null));
    // It ends on 15 March, with less than half of that month: nothing is owed for it.
    agree('month while season heating', given, '2026-10-25T00:00:00Z', '2027-04-05T00:00:00Z', (it) =>
      inSeason(it, 'heating') && it.month !== 3 ? it.day.slice(0, 7) : null,
    );
  });

  it('before a term, a holiday, a season: so many days, and not before the one before it has begun', () => {
    const given = { ...NONE, terms: TERMS };
    const within = (first: string, last: string, it: Shown): boolean => first <= it.day && it.day <= last;
    agree('before term', given, '2026-01-20T00:00:00Z', '2026-10-01T00:00:00Z', (it) =>
      within('2026-02-16', '2026-03-01', it) ? '2025-2026-2' : within('2026-08-18', '2026-08-31', it) ? '2026-2027-1' : null,
    );
    agree('before holiday', given, '2026-09-01T00:00:00Z', '2026-10-20T00:00:00Z', (it) =>
      within('2026-09-18', '2026-09-24', it)
        ? '2026-09-25-mid-autumn'
        : within('2026-09-25', '2026-09-30', it)
          ? '2026-10-01-national-day'
          : null,
    );
    agree('before season flood', given, '2026-04-20T00:00:00Z', '2026-07-01T00:00:00Z', (it) =>
      within('2026-05-02', '2026-05-31', it) ? '2026-06-01-flood' : null,
    );
  });
});

describe('hours while something runs', () => {
  const venue = { ...NONE, hours: [hours({ week: Array.from({ length: 7 }, () => [{ from: '10:00', to: '22:00' }]) })] };

  it('every two hours while open, and once at closing', () => {
    const name = (it: Shown): string | null =>
      it.minutes >= 600 && it.minutes < 1320 ? `${it.day}T${two(Math.floor((it.minutes - 600) / 120) * 2 + 10)}` : null;
    agree('2 hours while open', venue, '2026-09-28T00:00:00Z', '2026-10-12T00:00:00Z', name);
    agree('2 hours while open and at closing', venue, '2026-09-28T00:00:00Z', '2026-10-05T00:00:00Z', (it) =>
      it.minutes >= 1320 && it.minutes < 1380 ? `${it.day}T22-closing` : name(it),
    );
    agree('closing', venue, '2026-09-28T00:00:00Z', '2026-10-12T00:00:00Z', (it) =>
      it.minutes >= 1320 && it.minutes < 1380 ? `${it.day}T22-closing` : null,
    );
  });

  it('of the rest before closing the half decides', () => {
    const until = (to: string): Surroundings => ({
      ...NONE,
      hours: [hours({ week: Array.from({ length: 7 }, () => [{ from: '10:00', to }]) })],
    });
    const ids = (to: string): readonly string[] =>
      found('2 hours while open', until(to), '2026-11-28T00:00:00+08:00', '2026-11-29T00:00:00+08:00').map((it) => it.id.slice(11));
    expect([ids('15:00'), ids('14:30'), ids('10:30')]).toEqual([['10', '12', '14'], ['10', '12'], []]);
  });

  it('a venue open past midnight is looked at by the night it opened in; one that never closes has no closing', () => {
    const late = { ...NONE, hours: [hours({ week: Array.from({ length: 7 }, () => [{ from: '18:00', to: '02:00' }]) })] };
    agree('2 hours while open and at closing', late, '2026-11-20T00:00:00Z', '2026-11-30T00:00:00Z', (it) => {
      if (it.minutes >= 1080) return `${it.day}T${two(Math.floor(it.minutes / 120) * 2)}`;
      return it.minutes < 120 ? `${it.day}T00` : it.minutes < 180 ? `${it.day}T02-closing` : null;
    });
    const always = { ...NONE, hours: [hours({ week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]) })] };
    expect(found('closing', always, '2026-11-20T00:00:00Z', '2026-11-30T00:00:00Z')).toEqual([]);
    agree(
      '2 hours while open',
      always,
      '2026-11-20T00:00:00Z',
      '2026-11-24T00:00:00Z',
      (it) => `${it.day}T${two(Math.floor(it.minutes / 120) * 2)}`,
    );
  });

  it('two stretches a day have a closing each; those that overlap are one', () => {
    const lunch = {
      ...NONE,
      hours: [
        hours({
          week: Array.from({ length: 7 }, () => [
            { from: '11:00', to: '14:00' },
            { from: '14:30', to: '20:30' },
            { from: '20:00', to: '21:00' },
          ]),
        }),
      ],
    };
    const ids = found('closing', lunch, '2026-11-28T00:00:00+08:00', '2026-11-29T00:00:00+08:00').map((it) => [
      it.id,
      (it.to - it.from) / 60_000,
    ]);
    expect(ids).toEqual([
      ['2026-11-28T14-closing', 30],
      ['2026-11-28T21-closing', 60],
    ]);
  });

  it('a closure takes the windows that end after it was told', () => {
    const closed = {
      ...venue,
      closures: [
        { from: getPlainDate('2026-11-28'), to: getPlainDate('2026-11-29'), recordedAt: instant(Date.parse('2026-11-28T13:00:00+08:00')) },
      ],
    };
    expect(found('2 hours while open', closed, '2026-11-28T00:00:00+08:00', '2026-11-30T00:00:00+08:00').map((it) => it.id)).toEqual([
      '2026-11-28T10',
    ]);
  });

  it('every two hours of a night, and twice a night', () => {
    const given = { ...NONE, hours: [hours()] };
    agree('2 hours at night', given, '2026-11-20T00:00:00Z', '2026-11-30T00:00:00Z', (it) =>
      it.minutes >= 1320 || it.minutes < 360 ? `${it.day}T${two(Math.floor(it.minutes / 120) * 2)}` : null,
    );
    const nights = found('2 times a night', given, '2026-11-20T04:00:00Z', '2026-11-23T04:00:00Z');
    expect(nights.map((it) => [it.id, it.times, it.first, it.last])).toEqual([
      ['2026-11-20', 2, '2026-11-20', '2026-11-21'],
      ['2026-11-21', 2, '2026-11-21', '2026-11-22'],
      ['2026-11-22', 2, '2026-11-22', '2026-11-23'],
    ]);
  });

  it('runs as time does where clocks change: a night of nine hours, a day of 23, an hour shown twice', () => {
    const york = { ...NONE, calendar: inZone('America/New_York'), hours: [hours()] };
    const night = found('2 hours at night', york, '2026-11-01T00:00:00Z', '2026-11-01T12:00:00Z');
    // From ten in the evening to six in the morning it is nine hours: the last one is half a window.
    expect(night.map((it) => [it.id, (it.to - it.from) / HOUR])).toEqual([
      ['2026-10-31T22', 2],
      ['2026-11-01T00', 2],
      ['2026-11-01T01+1', 2],
      ['2026-11-01T03', 2],
      ['2026-11-01T05', 1],
    ]);
    expect(
      found('2 hours', york, '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z')
        .map((it) => it.id.slice(11))
        .join(' '),
    ).toBe('00 03 05 07 09 11 13 15 17 19 21 23');
    expect(found('1 hour', york, '2026-11-01T04:00:00Z', '2026-11-01T08:00:00Z').map((it) => it.id.slice(11))).toEqual([
      '00',
      '01',
      '01+1',
      '02',
    ]);
  });

  it('each meal of each open day', () => {
    const canteen = {
      ...NONE,
      terms: TERMS,
      hours: [
        hours({
          holidays: 'closed',
          makeUpDays: 'as_monday',
          meals: [
            { id: 'lunch', from: '11:30', to: '13:00' },
            { id: 'supper', from: '17:00', to: '18:00' },
          ],
        }),
      ],
    };
    agree('meal', canteen, '2026-09-20T00:00:00Z', '2026-10-15T00:00:00Z', (it) => {
      if (!worked(it)) return null;
      return it.minutes >= 690 && it.minutes < 780
        ? `${it.day}T11:30-lunch`
        : it.minutes >= 1020 && it.minutes < 1080
          ? `${it.day}T17-supper`
          : null;
    });
  });

  it('while an incident is open: each day of it, or every so many hours from its first word', () => {
    const from = instant(Date.parse('2026-11-20T09:00:00+08:00'));
    const incident = { ...NONE, incidents: [{ id: 'k7', from, to: instant(Date.parse('2026-11-23T21:00:00+08:00')) }] };
    agree('day while incident', incident, '2026-11-15T00:00:00Z', '2026-11-28T00:00:00Z', (it) =>
      it.at >= from && it.at < Date.parse('2026-11-23T21:00:00+08:00') ? `${it.day}-k7` : null,
    );
    expect(found('4 hours while incident', incident, '2026-11-20T00:00:00+08:00', '2026-11-21T00:00:00+08:00').map((it) => it.id)).toEqual([
      '2026-11-20T09-k7',
      '2026-11-20T13-k7',
      '2026-11-20T17-k7',
      '2026-11-20T21-k7',
    ]);
    const open = { ...NONE, incidents: [{ id: 'k7', from, to: null }] };
    expect(
      found('2 times a day while incident', open, '2026-11-20T00:00:00+08:00', '2026-11-22T00:00:00+08:00').map((it) => [
        it.id,
        it.times,
        it.last,
      ]),
    ).toEqual([
      ['2026-11-20-k7', 2, '2026-11-20'],
      ['2026-11-21-k7', 2, '2026-11-21'],
    ]);
  });
});
