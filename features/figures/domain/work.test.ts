import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, getPlainDate, type PlainDate } from '../../../kernel/calendar/plain-date.ts';
import { plusMonths, type Month } from './month.ts';
import { stageOfStaffKind } from './stage.ts';
import { hazardsOfMonth, lastDayOf, slotStage, type HazardThen } from './work.ts';

const d = getPlainDate;
const hazard = (more: Partial<HazardThen>): HazardThen => ({ matter: 'H', due_on: null, mended_on: null, done_on: null, ...more });
const november = (all: readonly HazardThen[], then?: (matter: string, day: PlainDate) => HazardThen | undefined) => {
  const { kept, late } = hazardsOfMonth(all, d('2026-11-01'), d('2026-11-30'), then);
  return { kept, late };
};

describe('hazards of a month', () => {
  it('one that was accepted by its day is in time, in the month in which it was accepted', () => {
    expect(november([hazard({ due_on: d('2026-12-10'), mended_on: d('2026-11-20'), done_on: d('2026-11-22') })])).toEqual({
      kept: 1,
      late: 0,
    });
    expect(november([hazard({ due_on: d('2026-11-10'), mended_on: d('2026-11-10'), done_on: d('2026-11-12') })])).toEqual({
      kept: 1,
      late: 0,
    });
  });
  it('one that nobody has mended is late on the day after, also where that is the first of the next month', () => {
    expect(november([hazard({ due_on: d('2026-11-30') })])).toEqual({ kept: 0, late: 1 });
    expect(november([hazard({ due_on: d('2026-12-01') })])).toEqual({ kept: 0, late: 0 });
  });
  it('one that was late in its month is not late a second time when it is done with', () => {
    const then = () => hazard({ due_on: d('2026-10-10') });
    expect(november([hazard({ due_on: d('2026-10-10'), mended_on: d('2026-11-05'), done_on: d('2026-11-06') })], then)).toEqual({
      kept: 0,
      late: 0,
    });
  });
  it('one that was said to be mended by its day, and was not, is late where that turned out', () => {
    const then = () => hazard({ due_on: d('2026-10-10'), mended_on: d('2026-10-09') });
    expect(november([hazard({ due_on: d('2026-10-10'), mended_on: d('2026-11-05'), done_on: d('2026-11-06') })], then)).toEqual({
      kept: 0,
      late: 1,
    });
  });

  it('every hazard that is done with counts exactly once over all months, in time exactly where it was mended by its day', () => {
    const first = d('2026-01-01');
    const day = fc.integer({ min: 0, max: 200 }).map((n) => addDays(first, n));
    const life = fc.record({ due_on: day, said: fc.option(day), mended_on: day, wait: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(life, ({ due_on, said, mended_on, wait }) => {
        const done_on = addDays(mended_on, wait);
        // A first word that it is mended, which turned out to be wrong before it was mended.
        const wrong = said !== null && said < mended_on ? said : null;
        const at = (to: PlainDate): HazardThen =>
          hazard({
            due_on,
            mended_on: mended_on <= to ? mended_on : wrong !== null && wrong <= to ? wrong : null,
            done_on: done_on <= to ? done_on : null,
          });
        const sum = { kept: 0, late: 0 };
        for (let month = '2026-01' as Month; month < '2027-01'; month = plusMonths(month, 1)) {
          const last = lastDayOf(month);
          const now = at(last);
          // What was done with before the month began is not asked for.
          if (now.done_on !== null && now.done_on < `${month}-01`) continue;
          const { kept, late } = hazardsOfMonth([now], d(`${month}-01`), last, (_matter, day_) => at(day_));
          sum.kept += kept;
          sum.late += late;
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
