import { describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../calendar/instant.ts';
import { getPlainDate } from '../calendar/plain-date.ts';
import { HOUR, ZONE, at, facts, rule } from '../../test/support/recurrence/slot-fixtures.ts';
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
    expect(daily([act('2026-11-03', '11-03T22:00', '11-04T00:00')], '11-04T08:00')[0]).toBe('2026-11-03 late');
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
    expect(daily([signed(at('11-05T00:00'))], '11-06T10:00', two)[0]).toBe('2026-11-03 missed');
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

  it('one act meets no two windows of one rule, whatever it names', () => {
    const twice = act(null, '11-04T00:10', '11-04T00:10', {
      for: ['2026-11-04', null, '2026-11-03'].map((window) => ({ rule: 'fire.patrol', window })),
    });
    const all = slots([rule('day', { lateMs: HOUR })], facts({ records: [twice] }), RANGE, at('11-06T00:00'));
    expect(states(all)).toEqual(['2026-11-03 late', '2026-11-04 missed']);
    expect(
      states(
        slots([rule('day', { lateMs: HOUR })], facts({ records: [{ ...twice, for: twice.for.toReversed() }] }), RANGE, at('11-06T00:00')),
      ),
    ).toEqual(states(all));
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
