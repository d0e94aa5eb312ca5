import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, toIso } from '../../../kernel/calendar/instant.ts';
import type { Json, StreamEvent } from '../../../kernel/stream/event.ts';
import { fold, isOn } from './state.ts';
import { timesOf } from './times.ts';
import { EVENTS } from './vocabulary.ts';

const event = (type: string, n: number, data: { readonly [name: string]: Json } = {}): StreamEvent => ({
  type,
  n,
  v: 1,
  level: 0,
  actor: { kind: 'system' },
  visibility: 'open',
  data,
  recordedAt: instant(n * 3_600_000),
  policy: '',
  calendar: '',
});
const ISSUED = {
  lead: 'county',
  hazard: 'flood',
  level: 'orange',
  source: 'own_observation',
  begins: toIso(instant(0)),
  ends: toIso(instant(72 * 3_600_000)),
  caution: '水位上涨',
  measures: '远离河道',
  place1: 'square',
  place2: 'square',
};

describe('the fold of a warning', () => {
  it('takes any events in any order, and whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...EVENTS, 'nonsense'), fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>))),
        (all) => {
          const state = fold(all.map(([type, data], n) => event(type, n, data)));
          expect(state.messages.length).toBeLessThanOrEqual(all.length);
        },
      ),
    );
  });

  it('keeps hazard, beginning and exercise for life, whatever an adjustment says', () => {
    const first = event('warning_issued', 0, { ...ISSUED, exercise: true });
    const state = fold([
      first,
      event('warning_adjusted', 1, { ...ISSUED, hazard: 'fire', exercise: false, level: 'red', begins: toIso(instant(99)) }),
    ]);
    expect([state.hazard, state.exercise, state.begins, state.content?.level]).toEqual(['flood', true, 0, 'red']);
    expect(state.content?.places).toEqual(['square']);
    expect(state.messages.map(({ type }) => type)).toEqual(['Alert', 'Update']);
  });

  it('has to be told again once it is adjusted or lifted', () => {
    const told = [event('warning_issued', 0, ISSUED), event('places_told', 1)];
    expect(fold(told).told).toBe(true);
    for (const type of ['warning_adjusted', 'warning_lifted']) expect(fold([...told, event(type, 2, ISSUED)]).told).toBe(false);
  });

  it('holds until its end by the clock, whether or not anything says so', () => {
    const state = fold([event('warning_issued', 0, ISSUED)]);
    expect([isOn(state, instant(71 * 3_600_000)), isOn(state, instant(72 * 3_600_000))]).toEqual([true, false]);
    expect(isOn(fold([event('warning_issued', 0, ISSUED), event('warning_lifted', 1)]), instant(0))).toBe(false);
  });
});

describe('times', () => {
  const now = instant(Date.parse('2026-11-30T00:07:00Z'));

  it('are hours on the clock there, and now where no beginning is said', () => {
    const until = { until_day: '2026-12-01', until_time: '08:00' };
    expect(timesOf(until, now, 'Asia/Shanghai')).toEqual({ begins: '2026-11-30T00:07:00.000Z', ends: '2026-12-01T00:00:00.000Z' });
    expect(timesOf({ ...until, from_day: '2026-11-30', from_time: '20:00' }, now, 'Asia/Shanghai').begins).toBe('2026-11-30T12:00:00.000Z');
  });

  it('are none where half of one is missing or nobody has it', () => {
    expect(timesOf({ from_day: '2026-11-30' }, now, 'Asia/Shanghai')).toEqual({});
    expect(timesOf({ until_day: '2026-02-30', until_time: '08:00' }, now, 'UTC').ends).toBeUndefined();
    expect(timesOf({ until_day: '2026-12-01', until_time: '08:15' }, now, 'UTC').ends).toBeUndefined();
  });
});
