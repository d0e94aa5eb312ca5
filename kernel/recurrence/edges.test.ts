import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { instant } from '../calendar/instant.ts';
import { getPlainDate } from '../calendar/plain-date.ts';
import { halfHours, runsOf, shownAt } from '../../test/support/recurrence/wall-clock.ts';
import { ALWAYS, DAY, HOUR, NONE, found, hours } from '../../test/support/recurrence/fixtures.ts';
import { getCadence } from './cadence.ts';
import type { SiteHours, Surroundings } from './surroundings.ts';
import { windows } from './windows.ts';

describe('cover', () => {
  const covered = (every: string, given: Surroundings, from: string, to: string | null): readonly (readonly [string, string, string])[] =>
    windows(
      getCadence(every),
      given,
      { from: instant(Date.parse(from)), to: to === null ? null : instant(Date.parse(to)) },
      { from: instant(Date.parse('2026-10-01T00:00:00+08:00')), to: instant(Date.parse('2027-01-01T00:00:00+08:00')) },
    ).map((it) => [it.id, it.first, it.last]);

  it('a month is owed where half of it is left, or was', () => {
    expect(covered('month', NONE, '2026-10-16T12:00:00+08:00', '2026-12-20T00:00:00+08:00')).toEqual([
      ['2026-10', '2026-10-16', '2026-10-31'],
      ['2026-11', '2026-11-01', '2026-11-30'],
      ['2026-12', '2026-12-01', '2026-12-19'],
    ]);
    expect(covered('month', NONE, '2026-10-16T12:30:00+08:00', '2026-12-16T00:00:00+08:00').map(([id]) => id)).toEqual(['2026-11']);
  });

  it('a return about a span is owed by what was there for half of it', () => {
    expect(covered('after month by 5', NONE, '2026-10-20T00:00:00+08:00', null).map(([id]) => id)).toEqual(['2026-11']);
    expect(covered('after month by 5', NONE, '2026-10-10T00:00:00+08:00', null).map(([id]) => id)).toEqual(['2026-10', '2026-11']);
  });

  it('what has a date is owed by whoever has the thing when the day comes', () => {
    const given = {
      ...NONE,
      dated: [
        {
          id: 'x',
          dated: 'drill' as const,
          at: instant(Date.parse('2026-11-20T09:00:00+08:00')),
          knownSince: instant(Date.parse('2026-10-02T00:00:00+08:00')),
        },
      ],
    };
    expect(covered('3 days before drill', given, '2026-11-10T00:00:00+08:00', null)).toEqual([
      ['2026-11-20-x', '2026-11-10', '2026-11-17'],
    ]);
    expect(covered('3 days before drill', given, '2026-11-19T00:00:00+08:00', null)).toEqual([]);
    expect(covered('3 days before drill', given, '2026-10-01T00:00:00+08:00', '2026-11-17T00:00:00+08:00')).toEqual([]);
  });

  it('nothing is owed in a range or a cover that is empty', () => {
    for (const every of ['day', '2 hours while open', '15 days since last', 'meal', 'before each trip', 'term'])
      expect(
        windows(getCadence(every), NONE, { from: instant(DAY), to: instant(DAY) }, { from: instant(0), to: instant(9 * DAY) }),
      ).toEqual([]);
  });
});

describe('hours that have been entered for a part of the time', () => {
  const open = Array.from({ length: 7 }, () => [{ from: '20:00', to: '02:00' }]);
  const since = (day: string, night: { from: string; to: string } | null): SiteHours =>
    hours({ since: getPlainDate(day), week: open, night });
  const ids = (every: string, given: typeof NONE): readonly string[] =>
    found(every, given, '2026-11-08T00:00:00+08:00', '2026-11-12T00:00:00+08:00').map(
      (it) => `${it.id}${it.provisional === null ? '' : ' *'}`,
    );

  it('leave the days before them to a window that says so, and count from then on', () => {
    const given = { ...NONE, hours: [since('2026-11-10', null)] };
    expect(ids('2 hours while open', given)).toEqual([
      '2026-11-08-not-set *',
      '2026-11-10T20',
      '2026-11-10T22',
      '2026-11-11T00',
      '2026-11-11T20',
      '2026-11-11T22',
    ]);
    expect(ids('open day', given)).toEqual(['2026-11-08-not-set *', '2026-11-10', '2026-11-11']);
    expect(found('open day', given, '2026-11-08T00:00:00+08:00', '2026-11-12T00:00:00+08:00').map((it) => it.last)).toEqual([
      '2026-11-09',
      '2026-11-10',
      '2026-11-11',
    ]);
  });

  it('a night that is not entered any more begins after the last one that was', () => {
    const given = {
      ...NONE,
      hours: [
        since('2026-11-01', { from: '22:00', to: '06:00' }),
        since('2026-11-09', null),
        since('2026-11-11', { from: '23:00', to: '05:00' }),
      ],
    };
    const nights = found('night', given, '2026-11-08T12:00:00+08:00', '2026-11-12T00:00:00+08:00');
    expect(nights.map((it) => [it.id, it.from, it.to])).toEqual(
      [
        ['2026-11-08', '2026-11-08T22:00:00+08:00', '2026-11-09T06:00:00+08:00'],
        ['2026-11-09-not-set', '2026-11-09T06:00:00+08:00', '2026-11-11T00:00:00+08:00'],
        ['2026-11-11', '2026-11-11T23:00:00+08:00', '2026-11-12T05:00:00+08:00'],
      ].map(([id, from = '', to = '']) => [id, Date.parse(from), Date.parse(to)]),
    );
  });
});

describe('before what has a date of its own', () => {
  const at = (text: string) => instant(Date.parse(text));

  it('before each trip: since the one before it, twelve hours at most', () => {
    const bus = {
      ...NONE,
      uses: [
        { id: 'b', use: 'trip' as const, at: at('2026-11-26T16:30:00+08:00') },
        { id: 'a', use: 'trip' as const, at: at('2026-11-26T07:00:00+08:00') },
      ],
    };
    const all = found('before each trip', bus, '2026-11-25T00:00:00+08:00', '2026-11-28T00:00:00+08:00');
    expect(all.map((it) => [it.id, it.from, it.to])).toEqual([
      ['2026-11-26T07-a', at('2026-11-25T19:00:00+08:00'), at('2026-11-26T07:00:00+08:00')],
      ['2026-11-26T16:30-b', at('2026-11-26T07:00:00+08:00'), at('2026-11-26T16:30:00+08:00')],
    ]);
    expect(
      found('after each trip', bus, '2026-11-26T00:00:00+08:00', '2026-11-28T00:00:00+08:00').map((it) => [it.id, it.from, it.to]),
    ).toEqual([
      ['2026-11-26T07-a', at('2026-11-26T07:00:00+08:00'), at('2026-11-26T16:30:00+08:00')],
      ['2026-11-26T16:30-b', at('2026-11-26T16:30:00+08:00'), at('2026-11-27T04:30:00+08:00')],
    ]);
    expect(found('before each job', bus, '2026-11-25T00:00:00+08:00', '2026-11-28T00:00:00+08:00')).toEqual([]);
  });

  it.each([
    ['48 hours before planned_cut', '2026-10-12T09:00:00+08:00', '2026-10-10T09:00:00+08:00'],
    // Back from Monday 12 October: the make-up Saturday counts, the National Day and the Mid-Autumn Festival do not.
    ['10 working days before planned_cut', '2026-10-12T09:00:00+08:00', '2026-09-22T00:00:00+08:00'],
    ['1 month before planned_cut', '2026-03-31T09:00:00+08:00', '2026-03-01T00:00:00+08:00'],
    ['30 days before planned_cut', '2026-03-31T09:00:00+08:00', '2026-03-02T00:00:00+08:00'],
  ])('%s of %s ends before %s', (every, day, end) => {
    const given = {
      ...NONE,
      dated: [{ id: 'cut', dated: 'planned_cut' as const, at: at(day), knownSince: at('2026-01-05T00:00:00+08:00') }],
    };
    const [window] = found(every, given, '2026-01-01T00:00:00+08:00', '2026-12-01T00:00:00+08:00');
    expect(window && [window.id, window.from, window.to, window.provisional]).toEqual([
      `${day.slice(0, 10)}-cut`,
      at('2026-01-05T00:00:00+08:00'),
      at(end),
      null,
    ]);
  });

  it('known too late is owed all the same; a year not loaded makes working days provisional', () => {
    const given = {
      ...NONE,
      dated: [
        { id: 'cut', dated: 'planned_cut' as const, at: at('2026-11-28T09:00:00+08:00'), knownSince: at('2026-11-27T09:00:00+08:00') },
      ],
    };
    expect(found('48 hours before planned_cut', given, '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z').map((it) => it.to)).toEqual([
      at('2026-11-26T09:00:00+08:00'),
    ]);
    const far = {
      ...NONE,
      dated: [
        { id: 'end', dated: 'closing_down' as const, at: at('2031-06-01T00:00:00+08:00'), knownSince: at('2031-01-01T00:00:00+08:00') },
      ],
    };
    expect(
      found('90 working days before closing_down', far, '2031-01-01T00:00:00Z', '2031-12-01T00:00:00Z').map((it) => it.provisional),
    ).toEqual(['year_not_loaded']);
  });
});

describe('at most so many days since the last time', () => {
  const lift = (acts: readonly string[], asOf: string): readonly (readonly [string, string, string | null])[] =>
    windows(
      getCadence('15 days since last'),
      NONE,
      { from: instant(Date.parse('2026-11-01T10:00:00+08:00')), to: null },
      { from: instant(Date.parse('2026-11-01T00:00:00+08:00')), to: instant(Date.parse('2026-12-31T00:00:00+08:00')) },
      {
        asOf: instant(Date.parse(asOf)),
        met: (window) => {
          const act = acts.map((it) => instant(Date.parse(it))).find((it) => window.from <= it && it < window.due);
          return act ? { doneAt: act, late: false } : window.due <= Date.parse(asOf) ? 'missed' : 'open';
        },
      },
    ).map((it) => [it.id, it.last, it.provisional]);

  it('goes on from the day it was done, and from its end where it was not', () => {
    expect(lift(['2026-11-10T09:00:00+08:00'], '2026-11-12T00:00:00+08:00').slice(0, 3)).toEqual([
      ['2026-11-01', '2026-11-10', null],
      ['2026-11-11', '2026-11-25', null],
      ['2026-11-26', '2026-12-10', 'hangs_on_record'],
    ]);
    expect(lift([], '2026-12-05T00:00:00+08:00')).toEqual([
      ['2026-11-01', '2026-11-16', null],
      ['2026-11-17', '2026-12-01', null],
      ['2026-12-02', '2026-12-16', null],
      ['2026-12-17', '2026-12-31', 'hangs_on_record'],
    ]);
  });

  it('says without records only what is certain', () => {
    const all = windows(getCadence('15 days since last'), NONE, ALWAYS, { from: instant(0), to: instant(40 * DAY) });
    expect(all.map((it) => it.provisional)).toEqual([null, 'hangs_on_record', 'hangs_on_record']);
  });
});

describe('told day by day and half hour by half hour', () => {
  let compared = 0;
  afterAll(() => void process.stdout.write(`recurrence: ${compared} more windows compared with the oracle\n`));
  const zone = 'Asia/Shanghai';
  const DAYS = 120;
  const dayAt = (n: number): string => shownAt(Date.parse('2026-11-01T12:00:00+08:00') + n * DAY, zone).day;

  /** SER art. 31 as somebody with a wall calendar would tell it: a mark for each day on which it was done, and at most N days between marks. */
  const byWallCalendar = (acts: readonly number[], days: number): readonly (readonly [string, string])[] => {
    const found: (readonly [string, string])[] = [];
    let [begun, last] = [0, 0];
    for (let day = 0; day < DAYS; day += 1) {
      const done = acts.includes(day) && day >= begun;
      if (!done && day - last < days) continue;
      found.push([dayAt(begun), dayAt(day)]);
      begun = day + 1;
      last = day;
    }
    return found;
  };

  it('at most so many days since the last time', () => {
    const noon = (day: number) => instant(Date.parse('2026-11-01T12:00:00+08:00') + day * DAY);
    const from = instant(Date.parse('2026-11-01T00:00:00+08:00'));
    const asOf = noon(DAYS);
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.uniqueArray(fc.integer({ min: 0, max: DAYS - 1 }), { maxLength: 30 }),
        (days, acts) => {
          const all = windows(
            getCadence(`${days} days since last`),
            NONE,
            { from, to: null },
            { from, to: asOf },
            {
              asOf,
              met: (window) => {
                const act = acts.toSorted((a, b) => a - b).find((day) => window.from <= noon(day) && noon(day) < window.due);
                return act === undefined ? (window.due <= asOf ? 'missed' : 'open') : { doneAt: noon(act), late: false };
              },
            },
          );
          const wanted = byWallCalendar(acts, days);
          expect(all.slice(0, wanted.length).map((it) => [it.id, it.last])).toEqual(wanted);
          compared += wanted.length;
        },
      ),
      { numRuns: 150 },
    );
  });

  it('before and after each use, and before what is dated', () => {
    const at = (text: string) => instant(Date.parse(text));
    const trips = [2, 3, 4, 5].flatMap((day) =>
      ['07:00', '12:30', '17:00'].map((time, i) => ({
        id: `t${day}${i}`,
        use: 'trip' as const,
        at: at(`2026-11-0${day}T${time}:00+08:00`),
      })),
    );
    const bus = { ...NONE, uses: trips };
    const name = (trip: (typeof trips)[number]): string => {
      const shown = shownAt(trip.at, zone);
      return `${shown.day}T${String(Math.floor(shown.minutes / 60)).padStart(2, '0')}${shown.minutes % 60 === 0 ? '' : `:${shown.minutes % 60}`}-${trip.id}`;
    };
    const [from, to] = ['2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z'];
    const named = (every: string, given: typeof NONE, nameOf: (at: number) => string | null): void => {
      const wanted = runsOf(halfHours(from, to, zone), (shown) => nameOf(shown.at));
      expect(found(every, given, from, to).map(({ id, from, to }) => ({ id, from: Number(from), to: Number(to) }))).toEqual(wanted);
      compared += wanted.length;
    };
    named('before each trip', bus, (now) => {
      const next = trips.find((trip) => trip.at > now);
      return next && next.at - now <= 12 * HOUR ? name(next) : null;
    });
    named('after each trip', bus, (now) => {
      const before = trips.findLast((trip) => trip.at <= now);
      return before && now - before.at < 12 * HOUR ? name(before) : null;
    });
    const cut = {
      id: 'cut',
      dated: 'planned_cut' as const,
      at: at('2026-11-07T09:00:00+08:00'),
      knownSince: at('2026-11-02T10:00:00+08:00'),
    };
    named('48 hours before planned_cut', { ...NONE, dated: [cut] }, (now) =>
      now >= cut.knownSince && now + 48 * HOUR < cut.at ? '2026-11-07-cut' : null,
    );
    named('2 days before planned_cut', { ...NONE, dated: [cut] }, (now) =>
      now >= cut.knownSince && shownAt(now, zone).day <= '2026-11-05' ? '2026-11-07-cut' : null,
    );
  });
});
