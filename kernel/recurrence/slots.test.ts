import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getCalendar } from '../calendar/calendar.ts';
import { addMs, instant, type Instant } from '../calendar/instant.ts';
import { addDays, getPlainDate } from '../calendar/plain-date.ts';
import { startOfDay } from '../calendar/zone.ts';
import { weekendsOnly } from '../../policy/calendars/weekends-only.ts';
import { getCadence } from './cadence.ts';
import { figures } from './figures.ts';
import {
  believedAt,
  closedOn,
  slots,
  type ActRecord,
  type Closing,
  type Excuse,
  type Slot,
  type SlotFacts,
  type SlotRule,
} from './slots.ts';

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;
const at = (text: string): Instant => instant(Date.parse(`2026-${text}:00+08:00`));
const rule = (every: string, more: Partial<SlotRule> = {}): SlotRule => ({
  id: 'fire.patrol',
  cadence: getCadence(every),
  lateMs: 0,
  countersign: false,
  nilNeedsList: true,
  ...more,
});
const act = (window: string | null, doneAt: string, receivedAt = doneAt, more: Partial<ActRecord> = {}): ActRecord => ({
  id: `r-${doneAt}`,
  for: [{ rule: 'fire.patrol', window }],
  doneAt: at(doneAt),
  notBefore: null,
  receivedAt: at(receivedAt),
  nil: false,
  hasList: true,
  countersignedAt: null,
  ...more,
});
const facts = (more: Partial<SlotFacts> = {}): SlotFacts => ({
  surroundings: {
    calendar: getCalendar(weekendsOnly(ZONE)),
    terms: null,
    hours: [
      {
        since: getPlainDate('2026-01-01'),
        week: Array.from({ length: 7 }, () => [{ from: '10:00', to: '20:00' }]),
        holidays: 'as_week',
        makeUpDays: 'as_week',
        termOnly: false,
        night: null,
        meals: [],
      },
    ],
    closures: [],
    uses: [],
    dated: [],
    incidents: [],
  },
  cover: { from: at('11-01T00:00'), to: null },
  records: [],
  excuses: [],
  closings: [],
  arrivesMs: 24 * HOUR,
  ...more,
});
const RANGE = { from: at('11-03T00:00'), to: at('11-05T00:00') };
const states = (all: readonly Slot[]): readonly string[] => all.map((slot) => `${slot.id} ${slot.state}`);
const daily = (
  records: readonly ActRecord[],
  asOf: string,
  more: Partial<SlotRule> = {},
  facts2: Partial<SlotFacts> = {},
): readonly string[] => states(slots([rule('day', more)], facts({ records, ...facts2 }), RANGE, at(asOf)));

describe('a slot', () => {
  it('is ahead, then open, then missed once nothing that meets it can arrive', () => {
    expect(daily([], '11-02T23:59')).toEqual(['2026-11-03 ahead', '2026-11-04 ahead']);
    expect(daily([], '11-03T00:00')).toEqual(['2026-11-03 open', '2026-11-04 ahead']);
    expect(daily([], '11-04T23:59')).toEqual(['2026-11-03 open', '2026-11-04 open']);
    expect(daily([], '11-05T00:00')).toEqual(['2026-11-03 missed', '2026-11-04 open']);
  });

  it('is done by an act in it that arrived in it, and done_nil by one that found nothing and names what was looked at', () => {
    expect(daily([act('2026-11-03', '11-03T09:00')], '11-03T10:00')[0]).toBe('2026-11-03 done');
    expect(daily([act('2026-11-03', '11-03T09:00', '11-03T09:00', { nil: true })], '11-03T10:00')[0]).toBe('2026-11-03 done_nil');
    const bare = act('2026-11-03', '11-03T09:00', '11-03T09:00', { nil: true, hasList: false });
    expect(daily([bare], '11-06T00:00')[0]).toBe('2026-11-03 missed');
    expect(daily([bare], '11-06T00:00', { nilNeedsList: false })[0]).toBe('2026-11-03 done_nil');
  });

  it('is late by an act in it that arrived within the programme’s time, and by one in the grace of the rule', () => {
    const offline = act('2026-11-03', '11-03T22:00', '11-04T07:00');
    expect(daily([offline], '11-04T08:00')[0]).toBe('2026-11-03 late');
    expect(daily([act('2026-11-03', '11-03T22:00', '11-05T00:00')], '11-06T00:00')[0]).toBe('2026-11-03 missed');
    const after = act('2026-11-03', '11-04T00:20');
    expect(daily([after], '11-04T08:00')[0]).toBe('2026-11-03 open');
    expect(daily([after], '11-04T08:00', { lateMs: HOUR / 2 })[0]).toBe('2026-11-03 late');
    expect(daily([act('2026-11-03', '11-04T00:40')], '11-06T00:00', { lateMs: HOUR / 2 })[0]).toBe('2026-11-03 missed');
    // A grace that is longer than the time to arrive holds the slot open for as long.
    expect(daily([act('2026-11-03', '11-04T01:40')], '11-04T02:00', { lateMs: 2 * HOUR }, { arrivesMs: 60_000 })[0]).toBe(
      '2026-11-03 late',
    );
  });

  it('is not met before it begins, by another window’s record, or by one that cannot have been made then', () => {
    expect(daily([act('2026-11-04', '11-03T23:59')], '11-04T08:00')[1]).toBe('2026-11-04 open');
    expect(daily([act('2026-11-04', '11-03T09:00')], '11-06T00:00')).toEqual(['2026-11-03 missed', '2026-11-04 missed']);
    // The phone knew a checkpoint of the 4th when it claims to have been there on the 3rd.
    const backdated = act('2026-11-03', '11-03T22:00', '11-04T09:00', { notBefore: at('11-04T08:00') });
    expect(believedAt(backdated)).toBe(at('11-04T08:00'));
    expect(daily([backdated], '11-06T00:00')[0]).toBe('2026-11-03 missed');
    expect(believedAt(act(null, '11-05T00:00', '11-04T00:00'))).toBe(at('11-04T00:00'));
  });

  it('that takes two signatures is met once the second is there, in time', () => {
    const signed = (countersignedAt: Instant | null): ActRecord => act('2026-11-03', '11-03T09:00', '11-03T09:05', { countersignedAt });
    const two = { countersign: true };
    expect(daily([signed(null)], '11-03T12:00', two)[0]).toBe('2026-11-03 open');
    expect(daily([signed(at('11-04T09:00'))], '11-04T08:00', two)[0]).toBe('2026-11-03 open');
    expect(daily([signed(at('11-04T09:00'))], '11-04T10:00', two)[0]).toBe('2026-11-03 done');
    expect(daily([signed(at('11-05T09:00'))], '11-06T10:00', two)[0]).toBe('2026-11-03 missed');
  });

  it('is excused by a public reason that was recorded before it ended and leaves less than half of it', () => {
    const excuse = (from: string, to: string, recordedAt: string, rules: readonly string[] | null = null): Excuse => ({
      id: 'x',
      rules,
      from: at(from),
      to: at(to),
      recordedAt: at(recordedAt),
    });
    const told = (it: Excuse): string | undefined => daily([], '11-06T00:00', {}, { excuses: [it] })[0];
    expect(told(excuse('11-02T00:00', '11-04T00:00', '11-03T12:00'))).toBe('2026-11-03 excused');
    expect(told(excuse('11-02T00:00', '11-04T00:00', '11-04T00:00'))).toBe('2026-11-03 missed');
    expect(told(excuse('11-03T12:00', '11-04T00:00', '11-02T00:00'))).toBe('2026-11-03 missed');
    expect(told(excuse('11-03T11:00', '11-04T00:00', '11-02T00:00'))).toBe('2026-11-03 excused');
    expect(told(excuse('11-02T00:00', '11-04T00:00', '11-02T00:00', ['other.rule']))).toBe('2026-11-03 missed');
    expect(told(excuse('11-02T00:00', '11-04T00:00', '11-02T00:00', ['fire.patrol']))).toBe('2026-11-03 excused');
    // What was done all the same is done.
    const both = slots(
      [rule('day')],
      facts({ records: [act('2026-11-03', '11-03T09:00')], excuses: [excuse('11-02T00:00', '11-04T00:00', '11-02T00:00')] }),
      RANGE,
      at('11-06T00:00'),
    );
    expect(states(both)[0]).toBe('2026-11-03 done');
    // Two reasons that overlap are not counted twice.
    const two = [excuse('11-03T00:00', '11-03T10:00', '11-02T00:00'), { ...excuse('11-03T02:00', '11-03T11:00', '11-02T00:00'), id: 'y' }];
    expect(daily([], '11-06T00:00', {}, { excuses: two })[0]).toBe('2026-11-03 missed');
  });

  it('of several in one window each takes an act of its own; what is left over stands beside', () => {
    const all = slots(
      [rule('2 times a day')],
      facts({ records: [act('2026-11-03', '11-03T09:00'), act('2026-11-03', '11-03T15:00'), act('2026-11-03', '11-03T17:00')] }),
      RANGE,
      at('11-06T00:00'),
    );
    expect(states(all)).toEqual(['2026-11-03.01 done', '2026-11-03.02 done', '2026-11-04.01 missed', '2026-11-04.02 missed']);
    expect(all.map((it) => it.beside)).toEqual([['r-11-03T17:00'], ['r-11-03T17:00'], [], []]);
  });

  it('one act may meet several rules', () => {
    const both = act('2026-11-03', '11-03T11:00', '11-03T11:00', {
      for: [
        { rule: 'fire.patrol', window: '2026-11-03' },
        { rule: 'fire.open', window: '2026-11-03T10' },
      ],
    });
    const all = slots(
      [rule('day'), rule('2 hours while open', { id: 'fire.open' })],
      facts({ records: [both] }),
      { from: at('11-03T10:00'), to: at('11-03T12:00') },
      at('11-03T12:30'),
    );
    expect(all.map((it) => [it.rule, it.id, it.state])).toEqual([
      ['fire.patrol', '2026-11-03', 'done'],
      ['fire.open', '2026-11-03T10', 'done'],
    ]);
  });

  it('of a window that may still change is owed by nobody', () => {
    const all = slots([rule('working day')], facts(), RANGE, at('12-01T00:00'));
    expect(all.map((it) => [it.state, it.provisional, it.isFinal])).toEqual([
      ['open', 'year_not_loaded', false],
      ['open', 'year_not_loaded', false],
    ]);
    expect(figures(all)).toEqual({ expected: 0, arrived: 0, onTime: 0, rate: null, rateOnTime: null });
    expect(closedOn(all, getPlainDate('2026-11-05'), ZONE, at('11-06T00:00'))).toEqual([]);
  });
});

describe('what was closed', () => {
  const at5 = at('11-05T00:10');
  const closing = (result: Closing['result']): Closing => ({
    rule: 'fire.patrol',
    slot: '2026-11-03',
    result,
    doneAt: null,
    record: null,
    at: at5,
  });

  it('is closed on the day on which nothing can change it any more, once', () => {
    const all = slots([rule('day')], facts(), RANGE, at('11-05T23:00'));
    expect(closedOn(all, getPlainDate('2026-11-04'), ZONE, at('11-05T00:00'))).toEqual([]);
    expect(closedOn(all, getPlainDate('2026-11-05'), ZONE, at5).map((it) => [it.slot, it.result])).toEqual([['2026-11-03', 'missed']]);
    expect(closedOn(all, getPlainDate('2026-11-06'), ZONE, at('11-06T01:00'))).toEqual([]);
  });

  it('stands, whatever is recorded later: that stands beside it', () => {
    const record = act('2026-11-03', '11-03T09:00');
    const [slot] = slots([rule('day')], facts({ records: [record], closings: [closing('missed')] }), RANGE, at('11-06T00:00'));
    expect([slot?.state, slot?.record, slot?.beside, slot?.isFinal]).toEqual(['missed', null, [record.id], true]);
    // As of before the closing it was what it was.
    expect(daily([record], '11-04T00:00', {}, { closings: [closing('missed')] })[0]).toBe('2026-11-03 done');
    // Of two closings of one slot the first stands.
    const second = { ...closing('done'), at: addMs(at5, HOUR) };
    expect(daily([], '11-06T00:00', {}, { closings: [second, closing('missed')] })[0]).toBe('2026-11-03 missed');
  });
});

describe('what counts from the last time', () => {
  const RULE = rule('5 days since last', { lateMs: 12 * HOUR });
  const lift = (records: readonly ActRecord[], asOf: string, closings: readonly Closing[] = []): readonly Slot[] =>
    slots([RULE], facts({ records, closings }), { from: at('11-01T00:00'), to: at('11-25T00:00') }, at(asOf)).filter(
      (it) => it.provisional === null,
    );

  it('goes on from each act; late, the next counts from that day too', () => {
    expect(states(lift([act(null, '11-04T09:00'), act(null, '11-09T09:00')], '11-12T00:00'))).toEqual([
      '2026-11-01 done',
      '2026-11-05 done',
      '2026-11-10 open',
    ]);
    expect(states(lift([act(null, '11-07T09:00')], '11-08T00:00'))).toEqual(['2026-11-01 late', '2026-11-08 open']);
    expect(states(lift([act(null, '11-07T13:00')], '11-12T00:00'))).toEqual(['2026-11-01 missed', '2026-11-07 done', '2026-11-08 open']);
    expect(states(lift([], '11-08T00:00'))).toEqual(['2026-11-01 missed', '2026-11-07 open']);
  });

  it('goes on from what was closed, not from what is recorded later', () => {
    const shut: Closing = { rule: 'fire.patrol', slot: '2026-11-01', result: 'missed', doneAt: null, record: null, at: at('11-08T00:00') };
    expect(states(lift([act(null, '11-03T09:00', '11-03T09:00')], '11-09T00:00', [shut]))).toEqual([
      '2026-11-01 missed',
      '2026-11-07 open',
    ]);
    const done: Closing = { ...shut, result: 'done', doneAt: at('11-05T09:00'), record: 'gone' };
    expect(states(lift([], '11-09T00:00', [done]))).toEqual(['2026-11-01 done', '2026-11-06 open']);
  });
});

describe('figures', () => {
  it('count what is final: missing is not nil is not late, and excused is not expected', () => {
    const records = [
      act('2026-11-02', '11-02T09:00'),
      act('2026-11-03', '11-03T09:00', '11-03T09:00', { nil: true }),
      act('2026-11-04', '11-04T22:00', '11-05T07:00'),
      act('2026-11-08', '11-08T09:00'),
    ];
    const excuses = [{ id: 'x', rules: null, from: at('11-06T00:00'), to: at('11-07T00:00'), recordedAt: at('11-05T00:00') }];
    const all = slots([rule('day')], facts({ records, excuses }), { from: at('11-01T00:00'), to: at('11-10T00:00') }, at('11-09T00:00'));
    expect(states(all).map((it) => it.slice(8))).toEqual([
      '01 missed',
      '02 done',
      '03 done_nil',
      '04 late',
      '05 missed',
      '06 excused',
      '07 missed',
      '08 done',
      '09 open',
    ]);
    expect(figures(all)).toEqual({ expected: 6, arrived: 3, onTime: 2, rate: 5000, rateOnTime: 3333 });
  });
});

const BASE = at('11-01T00:00');
const EVERY = [
  'day',
  '2 times a day',
  '3 hours while open',
  'week',
  '4 days since last',
  'half month',
  '2 hours while open and at closing',
];
const arbitraryRecord = (i: number) =>
  fc
    .record({
      done: fc.integer({ min: 0, max: 20 * 24 }),
      travels: fc.integer({ min: 0, max: 60 }),
      known: fc.option(fc.integer({ min: 0, max: 20 * 24 }), { nil: null }),
      nil: fc.boolean(),
      hasList: fc.boolean(),
      signed: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
      named: fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }),
    })
    .map((it): ActRecord => ({
      id: `r${i}`,
      for: [{ rule: 'fire.patrol', window: it.named === null ? null : `2026-11-${String(it.named).padStart(2, '0')}` }],
      doneAt: addMs(BASE, it.done * HOUR),
      notBefore: it.known === null ? null : addMs(BASE, it.known * HOUR),
      receivedAt: addMs(BASE, (it.done + it.travels) * HOUR),
      nil: it.nil,
      hasList: it.hasList,
      countersignedAt: it.signed === null ? null : addMs(BASE, (it.done + it.travels + it.signed) * HOUR),
    }));
const records = fc.array(fc.nat(), { maxLength: 25 }).chain((ids) => fc.tuple(...ids.map((_, i) => arbitraryRecord(i))));
const excuses = fc.array(
  fc
    .record({
      from: fc.integer({ min: 0, max: 400 }),
      length: fc.integer({ min: 1, max: 200 }),
      recorded: fc.integer({ min: 0, max: 480 }),
    })
    .map((it, i = it.from): Excuse => ({
      id: `x${i}-${it.length}-${it.recorded}`,
      rules: null,
      from: addMs(BASE, it.from * HOUR),
      to: addMs(BASE, (it.from + it.length) * HOUR),
      recordedAt: addMs(BASE, it.recorded * HOUR),
    })),
  { maxLength: 3 },
);
const rules = fc
  .record({ every: fc.constantFrom(...EVERY), late: fc.integer({ min: 0, max: 90 }), signed: fc.boolean() })
  .map((it) => rule(it.every, { lateMs: it.late * 60_000, countersign: it.signed && !it.every.endsWith('last') }));
const WHOLE = { from: BASE, to: at('11-22T00:00') };
const END = at('12-31T00:00');

describe('the fold of slots', () => {
  it('does not hang on the order in which anything is listed', () => {
    fc.assert(
      fc.property(rules, records, excuses, fc.integer({ min: 0, max: 600 }), (one, list, reasons, hour) => {
        const asOf = addMs(BASE, hour * HOUR);
        const straight = slots([one], facts({ records: list, excuses: reasons }), WHOLE, asOf);
        expect(slots([one], facts({ records: list.toReversed(), excuses: reasons.toReversed() }), WHOLE, asOf)).toEqual(straight);
      }),
      { numRuns: 200 },
    );
  });

  it('day by day, closing what is final, comes to the same as at once', () => {
    fc.assert(
      fc.property(rules, records, excuses, (one, list, reasons) => {
        let closings: readonly Closing[] = [];
        for (let day = getPlainDate('2026-11-01'); day < '2026-12-31'; day = addDays(day, 1)) {
          const end = startOfDay(addDays(day, 1), ZONE);
          const now = slots([one], facts({ records: list, excuses: reasons, closings }), WHOLE, end);
          closings = [...closings, ...closedOn(now, day, ZONE, end)];
        }
        const key = (it: Slot): readonly unknown[] => [it.id, it.state, it.record, it.doneAt, it.window.from, it.window.due];
        const atOnce = slots([one], facts({ records: list, excuses: reasons }), WHOLE, END);
        expect(slots([one], facts({ records: list, excuses: reasons, closings }), WHOLE, END).map(key)).toEqual(atOnce.map(key));
        expect(new Set(closings.map((it) => it.slot)).size).toBe(closings.length);
        expect(closings.length).toBe(atOnce.filter((it) => it.provisional === null).length);
      }),
      { numRuns: 120 },
    );
  });

  it('a record that arrives later changes nothing that is final, and nothing that was closed', () => {
    fc.assert(
      fc.property(rules, records, arbitraryRecord(99), excuses, (one, list, late, reasons) => {
        const asOf = late.receivedAt;
        const before = slots([one], facts({ records: list, excuses: reasons }), WHOLE, asOf).filter((it) => it.isFinal);
        const after = slots([one], facts({ records: [...list, late], excuses: reasons }), WHOLE, END);
        for (const slot of before) expect(after.find((it) => it.id === slot.id)).toMatchObject({ state: slot.state, record: slot.record });
        const closings = before.map((it): Closing => ({
          rule: it.rule,
          slot: it.id,
          result: 'missed',
          doneAt: null,
          record: null,
          at: asOf,
        }));
        const kept = slots([one], facts({ records: [...list, late], excuses: reasons, closings }), WHOLE, END);
        // What counts from the last time goes on from what was closed: there are other windows then, but those that were closed stay.
        for (const { slot } of one.cadence.kind === 'since' ? closings.slice(0, 1) : closings)
          expect(kept.find((it) => it.id === slot)?.state).toBe('missed');
      }),
      { numRuns: 200 },
    );
  });

  it('no act meets two slots of one rule', () => {
    fc.assert(
      fc.property(rules, records, (one, list) => {
        const used = slots([one], facts({ records: list }), WHOLE, END).flatMap((it) => it.record ?? []);
        expect(new Set(used).size).toBe(used.length);
      }),
      { numRuns: 300 },
    );
  });
});
