import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs } from '../calendar/instant.ts';
import { addDays, getPlainDate } from '../calendar/plain-date.ts';
import { startOfDay } from '../calendar/zone.ts';
import { HOUR, ZONE, at, facts, rule } from '../../test/support/recurrence/slot-fixtures.ts';
import { closedOn, rangeToClose, slots, type ActRecord, type Closing, type Excuse, type Slot } from './slots.ts';
import type { Range } from './surroundings.ts';

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

  it('a closing of a day that looks only at its own range says the same', () => {
    fc.assert(
      fc.property(rules, records, fc.integer({ min: 0, max: 40 }), (one, list, n) => {
        const day = addDays(getPlainDate('2026-11-01'), n);
        const end = startOfDay(addDays(day, 1), ZONE);
        const closed = (range: Range): readonly Closing[] => closedOn(slots([one], facts({ records: list }), range, end), day, ZONE, end);
        expect(closed(rangeToClose(day, [one], 24 * HOUR, ZONE))).toEqual(closed({ from: BASE, to: END }));
      }),
      { numRuns: 200 },
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
