import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seatsOf, shiftRule } from '../../test/support/roster/month.ts';
import { fromIso } from '../calendar/instant.ts';
import { addMonths, getPlainDate, type PlainDate } from '../calendar/plain-date.ts';
import type { Candidate, Tally, Wanted } from './board.ts';
import { brokenRules, type Filled, type Holding } from './rules.ts';
import { proposeRoster, type Proposal } from './search.ts';

const NONE: Tally = { shifts: 0, nights: 0, holidays: 0 };
const always = (post: string): Holding => ({ post, from: null, to: null });
const person = (id: string, post: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  holds: [always(post)],
  away: [],
  before: NONE,
  fixed: [],
  ...more,
});
const people = (post: string, count: number): readonly Candidate[] =>
  Array.from({ length: count }, (_, i) => person(`${post}${i + 1}`, post));

const filled = (seats: readonly Wanted[], { choices }: Proposal): readonly Filled[] => {
  const by = new Map(choices.map((choice) => [choice.seat, choice.holder] as const));
  return seats.map((seat) => ({ ...seat, holder: by.get(seat.seat) ?? null }));
};
const broken = (seats: readonly Wanted[], all: readonly Candidate[], proposal: Proposal) =>
  brokenRules(
    filled(seats, proposal),
    (id) => all.find((one) => one.id === id)?.holds ?? [],
    all.flatMap((one) => one.fixed),
  );
const counts = (proposal: Proposal): { [id: string]: number } => {
  const by: { [id: string]: number } = {};
  for (const { holder } of proposal.choices) by[holder] = (by[holder] ?? 0) + 1;
  return by;
};

const TOWNSHIP = [shiftRule('day 08:00 08:00 leader:head officer:duty*2')];

describe('the search for a roster', () => {
  it('fills every seat of a month of a township with six leaders and fourteen officers, and nobody has more than one shift more than another', () => {
    const seats = seatsOf('2026-10', TOWNSHIP, 24);
    const all = [...people('head', 6), ...people('duty', 14)];
    const proposal = proposeRoster(seats, all);
    expect(proposal.gaps).toEqual([]);
    expect(broken(seats, all, proposal)).toEqual([]);
    const of = (post: string): number[] => Object.entries(counts(proposal)).flatMap(([id, n]) => (id.startsWith(post) ? [n] : []));
    for (const post of ['head', 'duty']) expect(Math.max(...of(post)) - Math.min(...of(post))).toBeLessThanOrEqual(1);
    const holidays = proposal.choices.filter(({ seat, holder }) => holder.startsWith('head') && seats.find((it) => it.seat === seat)?.off);
    const each = people('head', 6).map(({ id }) => holidays.filter(({ holder }) => holder === id).length);
    expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
  });

  it('names a seat that nobody can fill, and hides none', () => {
    const seats = seatsOf('2026-11', TOWNSHIP, 24);
    const head = person('head1', 'head');
    const proposal = proposeRoster(seats, [head, ...people('duty', 6)]);
    // One leader with a day of rest after each day leads every other day at the most.
    expect(proposal.gaps.every((seat) => seat.includes('leader'))).toBe(true);
    expect(proposal.gaps.length).toBeGreaterThanOrEqual(15);
    expect(proposal.gaps.length).toBeLessThanOrEqual(16);
    expect(proposal.choices.length + proposal.gaps.length).toBe(seats.length);
    expect(proposeRoster(seats, []).gaps.length).toBe(seats.length);
  });

  it('says with every choice why it was made', () => {
    const seats = seatsOf('2026-11', [shiftRule('day 08:00 20:00 leader:head')], 12).slice(0, 3);
    const two = [
      person('a', 'head', { before: { shifts: 9, nights: 0, holidays: 3 } }),
      person('b', 'head', { before: { shifts: 9, nights: 0, holidays: 1 } }),
    ];
    // The first of November 2026 is a Sunday.
    expect(proposeRoster(seats, two).choices[0]).toEqual({
      seat: '2026-11-01.day.leader.1',
      holder: 'b',
      reason: { why: 'fewest_holidays', count: 1 },
    });
    expect(proposeRoster(seats.slice(0, 1), two.slice(0, 1)).choices[0]?.reason).toEqual({ why: 'only_one' });
  });

  it('never asks somebody who is away, whose post ends before, or who has a seat elsewhere', () => {
    const [seat] = seatsOf('2026-11', [shiftRule('day 08:00 20:00 leader:head')], 12).slice(4, 5);
    if (!seat) throw new Error('no seat');
    const away = person('away', 'head', { away: [seat.day] });
    const leaves = person('leaves', 'head', { holds: [{ post: 'head', from: null, to: fromIso('2026-11-05T06:00:00.000Z') }] });
    const comes = person('comes', 'head', { holds: [{ post: 'head', from: fromIso('2026-11-05T06:00:00.000Z'), to: null }] });
    const bound = person('bound', 'head', { fixed: [{ ...seat, seat: 'elsewhere', holder: 'bound' }] });
    expect(proposeRoster([seat], [away, leaves, comes, bound]).gaps).toEqual([seat.seat]);
  });

  it('moves others where that leaves no seat empty, and says so', () => {
    // Seven for two seats a day with two days of rest after each: six would do if nobody were ever away.
    const seats = seatsOf('2026-11', [shiftRule('day 08:00 08:00 officer:duty*2')], 48);
    const all = people('duty', 7).map((one, i) => ({
      ...one,
      away: [2, 3, 4].map((d) => getPlainDate(`2026-11-${String(i * 4 + d - 1).padStart(2, '0')}`)),
    }));
    const proposal = proposeRoster(seats, all);
    expect(proposal.gaps).toEqual([]);
    expect(broken(seats, all, proposal)).toEqual([]);
  });

  it('gives the same answer to the same question, in whichever order it is asked', () => {
    const seats = seatsOf('2026-12', TOWNSHIP, 24);
    const all = [...people('head', 6), ...people('duty', 12)];
    expect(proposeRoster(seats.toReversed(), all.toReversed())).toEqual(proposeRoster(seats, all));
  });
});

/** Random rosters: shapes of days, who holds which posts from when to when, days away, and what went before. */
const shapes = fc.constantFrom(
  ['day 08:00 08:00 leader:head officer:duty*2'],
  ['early 00:00 08:00 officer:duty*2', 'late 08:00 16:00 officer:duty*2', 'night 16:00 00:00 officer:duty*2'],
  ['day 08:00 18:00 leader:head officer:duty+handler', 'night 18:00 08:00 leader:head+duty officer:duty*2'],
  ['night 21:30 06:30 leader:head officer:duty', 'noon 12:00 14:00 dorm:handler'],
);
const START = getPlainDate('2026-01-01');
const monthOf = (nth: number): string => addMonths(START, nth).slice(0, 7);

const candidates = (month: string) =>
  fc
    .array(
      fc.record({
        posts: fc.subarray(['head', 'duty', 'handler'], { minLength: 1 }),
        from: fc.option(fc.integer({ min: 1, max: 28 }), { nil: null, freq: 6 }),
        to: fc.option(fc.integer({ min: 1, max: 28 }), { nil: null, freq: 6 }),
        away: fc.array(fc.integer({ min: 1, max: 28 }), { maxLength: 8 }),
        before: fc.record({ shifts: fc.nat(20), nights: fc.nat(9), holidays: fc.nat(6) }),
      }),
      { maxLength: 16 },
    )
    .map((some) =>
      some.map((one, i): Candidate => {
        const at = (day: number | null) => (day === null ? null : fromIso(`${month}-${String(day).padStart(2, '0')}T00:00:00.000Z`));
        return {
          id: `p${i}`,
          holds: one.posts.map((post) => ({ post, from: at(one.from), to: at(one.to) })),
          away: one.away.map((day) => getPlainDate(`${month}-${String(day).padStart(2, '0')}`)),
          before: one.before,
          fixed: [],
        };
      }),
    );

describe('over random rosters of 24 months', () => {
  it('nobody is doubled, rest is kept, nobody has a seat without the post at that time or on a day away, and every gap is named', () => {
    fc.assert(
      fc.property(
        fc
          .nat(23)
          .map(monthOf)
          .chain((month) => fc.tuple(fc.constant(month), shapes, fc.integer({ min: 1, max: 36 }), candidates(month))),
        ([month, shape, rest, all]) => {
          const seats = seatsOf(
            month,
            shape.map((text) => shiftRule(text)),
            rest,
          );
          const proposal = proposeRoster(seats, all);
          const faults = broken(seats, all, proposal);
          expect(faults.filter(({ rule }) => rule !== 'empty')).toEqual([]);
          expect(faults.map(({ seat }) => seat).toSorted()).toEqual([...proposal.gaps].toSorted());
          const dayOf = new Map<string, PlainDate>(seats.map(({ seat, day }) => [seat, day]));
          for (const { seat, holder } of proposal.choices)
            expect(all.find(({ id }) => id === holder)?.away.some((day) => day === dayOf.get(seat))).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('no seat stays empty where for each three times as many are there as a day and its rest need', () => {
    fc.assert(
      fc.property(fc.nat(23).map(monthOf), fc.integer({ min: 8, max: 24 }), fc.integer({ min: 0, max: 5 }), (month, rest, more) => {
        const seats = seatsOf(month, TOWNSHIP, rest);
        const all = [...people('head', 6 + more), ...people('duty', 12 + more)];
        expect(proposeRoster(seats, all).gaps).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('over two years of months, one after the other, nobody has had two holidays more than another', () => {
    const shifts = [shiftRule('day 08:00 08:00 leader:head')];
    const tallies = new Map<string, Tally>(people('head', 6).map(({ id }) => [id, NONE]));
    let last: readonly Filled[] = [];
    for (let nth = 0; nth < 24; nth += 1) {
      const seats = seatsOf(monthOf(nth), shifts, 24);
      const all = people('head', 6).map((one) => ({
        ...one,
        before: tallies.get(one.id) ?? NONE,
        fixed: last.filter(({ holder }) => holder === one.id),
      }));
      const proposal = proposeRoster(seats, all);
      expect([monthOf(nth), broken(seats, all, proposal)]).toEqual([monthOf(nth), []]);
      last = filled(seats, proposal);
      for (const { holder, seat } of last) {
        const was = tallies.get(holder ?? '') ?? NONE;
        const of = seats.find((it) => it.seat === seat);
        tallies.set(holder ?? '', {
          shifts: was.shifts + 1,
          nights: was.nights + (of?.night ? 1 : 0),
          holidays: was.holidays + (of?.off ? 1 : 0),
        });
      }
    }
    const holidays = [...tallies.values()].map((it) => it.holidays);
    expect(Math.max(...holidays) - Math.min(...holidays)).toBeLessThanOrEqual(1);
  });
});
