import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { firstDayOf, plusMonths, type Month } from './month.ts';
import { stageOfStaffKind } from './stage.ts';
import { hazardInMonth, lastDayOf, slotStage, type HazardFrom } from './work.ts';

const d = getPlainDate;
type Days = Partial<{ readonly [name in 'since' | 'due_on' | 'mended_on' | 'done_on' | 'lead']: string }>;
/** Rows of one hazard, each as it stood from its day on. */
const rowsOf = (...rows: readonly Days[]): readonly HazardFrom[] =>
  rows.map(({ since = '2026-09-01', due_on, mended_on, done_on, lead = 'water' }) => ({
    since: d(since),
    lead,
    due_on: due_on === undefined ? null : d(due_on),
    mended_on: mended_on === undefined ? null : d(mended_on),
    done_on: done_on === undefined ? null : d(done_on),
  }));
const inMonth = (month: Month, rows: readonly HazardFrom[]) => hazardInMonth(rows, firstDayOf(month), lastDayOf(month));
const november = (...rows: readonly Days[]) => inMonth('2026-11' as Month, rowsOf(...rows))?.outcome;

describe('hazards of a month', () => {
  it('one that was accepted by its day is in time, in the month in which that was known', () => {
    const due = { due_on: '2026-12-10' };
    expect(november(due, { ...due, since: '2026-11-20', mended_on: '2026-11-20' })).toBeUndefined();
    const accepted = [
      due,
      { ...due, since: '2026-11-20', mended_on: '2026-11-20' },
      { ...due, since: '2026-11-22', mended_on: '2026-11-20', done_on: '2026-11-22' },
    ];
    expect(november(...accepted)).toBe('kept');
    // Written down in December as of November: November has been told.
    expect(november(due, { ...due, since: '2026-12-02', mended_on: '2026-11-20', done_on: '2026-11-22' })).toBeUndefined();
  });

  it('one that nobody has mended is late on the day after, also where that is the first of the next month', () => {
    expect(november({ due_on: '2026-11-30' })).toBe('late');
    expect(november({ due_on: '2026-12-01' })).toBeUndefined();
  });

  it('one that was mended by its day is not late where that was told after the day, within the month', () => {
    const due = { due_on: '2026-11-10' };
    expect(november(due, { ...due, since: '2026-11-12', mended_on: '2026-11-09' })).toBeUndefined();
    expect(november(due, { ...due, since: '2026-12-01', mended_on: '2026-11-09' })).toBe('late');
  });

  it('one that was late is not in time when it is done with, and not late a second time', () => {
    const due = { due_on: '2026-10-10' };
    const rows = [
      due,
      { ...due, since: '2026-11-05', mended_on: '2026-11-05' },
      { ...due, since: '2026-11-06', mended_on: '2026-11-05', done_on: '2026-11-06' },
    ];
    expect(november(...rows)).toBeUndefined();
    expect(inMonth('2026-10' as Month, rowsOf(...rows))?.outcome).toBe('late');
  });

  it('one that was said to be mended by its day, and was not, is late where that turned out', () => {
    const due = { due_on: '2026-10-10' };
    const rows = [due, { ...due, since: '2026-10-09', mended_on: '2026-10-09' }, { ...due, since: '2026-11-03' }];
    expect(inMonth('2026-10' as Month, rowsOf(...rows))).toBeNull();
    expect(november(...rows)).toBe('late');
    // Told before the day, there was time yet.
    expect(
      november(
        { due_on: '2026-12-20' },
        { due_on: '2026-12-20', since: '2026-11-01', mended_on: '2026-11-01' },
        { due_on: '2026-12-20', since: '2026-11-03' },
      ),
    ).toBeUndefined();
  });

  it('a new day that is set after the old one has passed hides nothing, and one that is set in time is the day that counts', () => {
    expect(november({ due_on: '2026-11-10' }, { due_on: '2026-12-20', since: '2026-11-12' })).toBe('late');
    expect(november({ due_on: '2026-11-10' }, { due_on: '2026-12-20', since: '2026-11-10' })).toBeUndefined();
    // Sent back with a new day: the word that it was mended was wrong, and its day had passed.
    const back = [
      { due_on: '2026-11-10' },
      { due_on: '2026-11-10', since: '2026-11-09', mended_on: '2026-11-09' },
      { due_on: '2026-12-20', since: '2026-11-15' },
    ];
    expect(november(...back)).toBe('late');
  });

  it('one that is opened again after it was accepted is in time once, and late where its new day passes', () => {
    const due = { due_on: '2026-10-20' };
    const again = { due_on: '2026-12-20', since: '2026-11-05' };
    const rows = rowsOf(due, { ...due, since: '2026-10-11', mended_on: '2026-10-10', done_on: '2026-10-11' }, again, {
      ...again,
      since: '2026-12-11',
      mended_on: '2026-12-10',
      done_on: '2026-12-11',
    });
    const outcomes = (all: readonly HazardFrom[]) =>
      (['2026-10', '2026-11', '2026-12'] as Month[]).map((month) => inMonth(month, all)?.outcome);
    expect(outcomes(rows)).toEqual(['kept', undefined, undefined]);
    expect(outcomes(rows.slice(0, 3))).toEqual(['kept', undefined, 'late']);
  });

  it('counts for the office that ordered it then', () => {
    const moved = rowsOf({ due_on: '2026-11-10' }, { due_on: '2026-11-10', since: '2026-11-12', lead: 'fire' });
    expect(inMonth('2026-11' as Month, moved)).toEqual({ office: 'water', outcome: 'late' });
  });

  it('says the same of a month for ever: what comes after it changes nothing', () => {
    const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays(d('2026-09-01'), n));
    const maybe = fc.option(day);
    const row = fc.record({ since: day, lead: fc.constantFrom('water', 'fire'), due_on: maybe, mended_on: maybe, done_on: maybe });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (some) => {
        const rows = some.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
        for (let month = '2026-09' as Month; month < '2027-01'; month = plusMonths(month, 1)) {
          const then = rows.filter(({ since }) => since <= lastDayOf(month));
          expect(inMonth(month, rows)).toEqual(inMonth(month, then));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('every hazard that is done with counts exactly once over all months, in time exactly where it was mended by its day', () => {
    const first = d('2026-01-01');
    const day = fc.integer({ min: 0, max: 200 }).map((n) => addDays(first, n));
    const life = fc.record({ due_on: day, said: fc.option(day), mended_on: day, wait: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(life, ({ due_on, said, mended_on, wait }) => {
        const done_on = addDays(mended_on, wait);
        const begun = { since: first, lead: 'water', due_on, mended_on: null, done_on: null };
        // A first word that it is mended, which turned out to be wrong when it was mended.
        const wrong =
          said !== null && said < mended_on
            ? [
                { ...begun, since: said, mended_on: said },
                { ...begun, since: mended_on },
              ]
            : [];
        const rows: readonly HazardFrom[] = [
          begun,
          ...wrong,
          { ...begun, since: mended_on, mended_on },
          { ...begun, since: done_on, mended_on, done_on },
        ];
        const sum = { kept: 0, late: 0 };
        for (let month = '2026-01' as Month; month < '2027-01'; month = plusMonths(month, 1)) {
          const outcome = inMonth(month, rows)?.outcome;
          if (outcome) sum[outcome] += 1;
        }
        expect(sum).toEqual(mended_on <= due_on ? { kept: 1, late: 0 } : { kept: 0, late: 1 });
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what counts where', () => {
  it('a drill is never counted as an incident, and no duty of an unknown kind is counted at all', () => {
    expect(stageOfStaffKind('incident', 'report_first')).toBe('reports');
    expect(stageOfStaffKind('drill', 'report_first')).toBeUndefined();
    expect(stageOfStaffKind('incident', 'verify_word')).toBeUndefined();
    expect(stageOfStaffKind('hazard', 'mend')).toBeUndefined();
  });
  it('a slot counts by what meets it; what no programme asks for any more is a check', () => {
    expect((['check', 'drill', 'lesson', 'meeting', 'test', 'paper', 'return', undefined] as const).map(slotStage)).toEqual([
      'checks',
      'drills',
      'lessons',
      'decisions',
      'checks',
      'checks',
      'checks',
      'checks',
    ]);
  });
});
