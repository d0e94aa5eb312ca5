import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/calendar/instant.ts';
import { getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import type { SlotState } from '../../../kernel/recurrence/slots.ts';
import { coverageOf, type CoveredSite, type CoveredSlot, type Held } from './coverage.ts';

const RULES = [
  { key: 'b/x.late', label: { 'zh-CN': '后', en: 'Later' } },
  { key: 'a/x.lesson', label: { 'zh-CN': '课', en: 'Lesson' } },
];
const day = getPlainDate('2026-11-02');
const slot = (id: string, state: SlotState, key = 'a/x.lesson', window = id): CoveredSlot => ({
  id,
  key,
  state,
  window: { id: window, from: instant(0), to: instant(9), due: instant(9), first: day, last: day, times: 1, provisional: null },
});
const held = (more: Partial<Held> = {}): Held => ({
  topic: 'fire',
  teacher: 'class_teacher',
  minutes: 60,
  trained: 40,
  expected: 45,
  things: {},
  lacks: [],
  differs: [],
  rule: 'a/x.lesson',
  slot: 'W1',
  counts: true,
  ...more,
});
const site = (slots: readonly CoveredSlot[], some: readonly Held[] = [], of: CoveredSite['class'] = 'school'): CoveredSite => ({
  class: of,
  slots,
  held: some,
});

describe('coverage by duty', () => {
  it('has each slot once: in time, late, not whole, not held or open; excused beside', () => {
    const [row] = coverageOf(
      [
        site([
          slot('W1', 'done'),
          slot('W2', 'late'),
          slot('W3', 'missed'),
          slot('W4', 'open'),
          slot('W5', 'excused'),
          slot('W6', 'done_nil'),
        ]),
        site(
          [slot('W1', 'missed'), slot('W2', 'open')],
          [held({ lacks: ['plan'], counts: false }), held({ slot: 'W2', differs: ['material'], counts: false })],
        ),
      ],
      RULES,
    ).rules;
    expect(row).toMatchObject({ sites: 2, due: 7, onTime: 2, late: 1, notWhole: 2, missing: 1, open: 1, excused: 1, unreached: 1 });
  });

  it('a lesson that was not whole and was then held again whole is kept, and counts once', () => {
    const [row] = coverageOf([site([slot('W1', 'done')], [held({ lacks: ['plan'], counts: false }), held()])], RULES).rules;
    expect(row).toMatchObject({ due: 1, onTime: 1, notWhole: 0, unreached: 0 });
  });

  it('of two slots of one window one is tried by one record', () => {
    const two = [slot('T.01', 'missed', 'a/x.lesson', 'T'), slot('T.02', 'missed', 'a/x.lesson', 'T')];
    const [row] = coverageOf([site(two, [held({ slot: 'T', lacks: ['hours'], counts: false })])], RULES).rules;
    expect(row).toMatchObject({ due: 2, notWhole: 1, missing: 1 });
  });

  it('a class that owes nothing has no row, and a site that owes nothing is not counted as one', () => {
    expect(coverageOf([site([]), site([slot('W1', 'done')])], RULES).rules.map((row) => [row.class, row.key, row.sites])).toEqual([
      ['school', 'a/x.lesson', 1],
    ]);
    expect(coverageOf([], RULES)).toEqual({ rules: [], topics: [] });
  });

  it('stands in the order of the closed lists and of the programmes, however well anybody did', () => {
    const rows = coverageOf(
      [
        site([slot('W1', 'missed', 'a/x.lesson'), slot('W1', 'done', 'b/x.late')], [], 'market'),
        site([slot('W1', 'done')], [], 'kindergarten'),
        site([slot('W1', 'missed')]),
      ],
      RULES,
    ).rules;
    expect(rows.map((row) => `${row.class} ${row.key}`)).toEqual([
      'school a/x.lesson',
      'kindergarten a/x.lesson',
      'market b/x.late',
      'market a/x.lesson',
    ]);
  });
});

describe('coverage by topic', () => {
  it('adds up what counts: people, those of whom it was said how many should come, things, posts from outside', () => {
    const { topics } = coverageOf(
      [
        site(
          [],
          [
            held(),
            held({ teacher: 'fire_officer', trained: 30, expected: null }),
            held({ topic: 'water', things: { letters: 45 }, trained: null, expected: null }),
          ],
        ),
        site([], [held({ lacks: ['plan'], counts: false, trained: 999 }), held({ trained: 10, expected: 10, things: { leaflets: 3 } })]),
      ],
      RULES,
    );
    expect(topics).toEqual([
      { class: 'school', topic: 'fire', held: 3, outside: 1, trained: 80, expected: 55, trainedOfExpected: 50, things: { leaflets: 3 } },
      { class: 'school', topic: 'water', held: 1, outside: 0, trained: 0, expected: 0, trainedOfExpected: 0, things: { letters: 45 } },
    ]);
  });
});

describe('whatever was recorded', () => {
  it('the parts add up to what was due, in whatever order sites are read', () => {
    const state = fc.constantFrom<SlotState>('done', 'done_nil', 'late', 'missed', 'open', 'ahead', 'excused');
    const some = fc.array(fc.tuple(state, fc.boolean()), { maxLength: 8 }).map((all) =>
      site(
        all.map(([one], i) => slot(`W${i}`, one)),
        all.flatMap(([, tried], i) => (tried ? [held({ slot: `W${i}`, lacks: ['plan'], counts: false })] : [])),
      ),
    );
    fc.assert(
      fc.property(fc.array(some, { maxLength: 5 }), (sites) => {
        const told = coverageOf(sites, RULES);
        for (const row of told.rules) expect(row.onTime + row.late + row.notWhole + row.missing + row.open).toBe(row.due);
        expect(coverageOf(sites.toReversed(), RULES)).toEqual(told);
      }),
    );
  });
});
