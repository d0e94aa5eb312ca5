import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../../../kernel/calendar/instant.ts';
import { addDays, getPlainDate } from '../../../kernel/calendar/plain-date.ts';
import { startOfDay } from '../../../kernel/calendar/zone.ts';
import type { Closure } from '../../../kernel/recurrence/surroundings.ts';
import { findProgramme } from '../../../policy/programme.ts';
import { NONE, TERMS } from '../../../test/support/recurrence/fixtures.ts';
import { assetVersions, dutiesOf, slotsOf, type DutySite, type Rulebook, type SiteSlot } from './site-duties.ts';

const ZONE = 'Asia/Shanghai';
const day = (text: string): Instant => startOfDay(getPlainDate(text), ZONE);
const book = (...ids: readonly string[]): Rulebook => ({
  calendar: NONE.calendar,
  terms: TERMS,
  programmes: ids.flatMap((id) => findProgramme(id) ?? []).map((programme) => ({ programme, from: null })),
});

const LIFT: DutySite = {
  site: '7K3M9QPX',
  about: 'asset',
  hours: [],
  closures: [],
  versions: [{ since: day('2026-01-01'), class: 'lift', facts: ['lifts'] }],
  proofs: [],
  until: null,
};
const rulesOf = (site: DutySite, of: Rulebook): readonly string[] => dutiesOf(site, of).map(({ rule }) => rule.id);

describe('which duties come back for an asset', () => {
  it('those about assets of its class, and none about its site', () => {
    const rules = rulesOf(LIFT, book('special-equipment', 'school-safety'));
    expect(rules).toEqual(expect.arrayContaining(['se.care', 'se.day', 'se.month', 'se.inspect']));
    expect(rules.filter((id) => id.startsWith('school.'))).toEqual([]);
    const hall: DutySite = { ...LIFT, about: 'site', versions: [{ since: day('2026-01-01'), class: 'boiler_house', facts: [] }] };
    expect(rulesOf(hall, book('special-equipment'))).toEqual(['se.boiler.shift', 'se.boiler.before']);
  });

  it('hang on the facts of the site where it hung, while it hung there', () => {
    const versions = assetVersions(
      [{ since: day('2026-02-01'), class: 'drinking_water' }],
      [
        { since: day('2026-02-01'), versions: [{ since: day('2020-01-01'), class: 'school', facts: [] }] },
        {
          since: day('2026-06-01'),
          versions: [
            { since: day('2021-01-01'), class: 'school', facts: ['own_well'] },
            { since: day('2026-09-01'), class: 'school', facts: [] },
          ],
        },
      ],
    );
    expect(versions.map(({ since, facts }) => [since, facts])).toEqual([
      [day('2026-02-01'), []],
      [day('2026-06-01'), ['own_well']],
      [day('2026-09-01'), []],
    ]);
    expect(dutiesOf({ ...LIFT, versions }, book('canteen')).map(({ rule, cover }) => [rule.id, cover])).toEqual([
      ['can.well', { from: day('2026-06-01'), to: day('2026-09-01') }],
    ]);
  });

  it('change with its class', () => {
    const stays = [{ since: day('2026-02-01'), versions: [{ since: day('2020-01-01'), class: 'boiler_house' as const, facts: [] }] }];
    const versions = assetVersions(
      [
        { since: day('2026-02-01'), class: 'boiler' },
        { since: day('2026-03-01'), class: 'pressure_vessel' },
      ],
      stays,
    );
    const covers = new Map(dutiesOf({ ...LIFT, versions }, book('special-equipment')).map(({ rule, cover }) => [rule.id, cover]));
    expect(covers.get('se.month.boiler')).toEqual({ from: day('2026-02-01'), to: day('2026-03-01') });
    expect(covers.get('se.month.vessel')).toEqual({ from: day('2026-03-01'), to: null });
    expect(covers.get('se.day.other')).toEqual({ from: day('2026-02-01'), to: null });
  });
});

describe('an inspection that runs out', () => {
  const proof = { what: 'inspection', n: 1, recordedAt: day('2026-02-01'), by: '2026-12-31' } as const;
  const next = { what: 'inspection', n: 2, recordedAt: day('2026-11-15'), by: '2027-12-31' } as const;
  const inspect = (proofs: DutySite['proofs'], asOf: Instant): readonly SiteSlot[] => {
    const site = { ...LIFT, proofs };
    const of = book('special-equipment');
    const duties = dutiesOf(site, of).filter(({ rule }) => rule.id === 'se.inspect');
    return slotsOf(site, duties, of, [], { from: day('2026-01-01'), to: day('2027-01-01') }, asOf);
  };

  it('is owed by a month before, and missed where nothing was done', () => {
    expect(inspect([proof], day('2026-11-20')).map(({ id, state }) => [id, state])).toEqual([['2026-12-31-inspection-1', 'open']]);
    expect(inspect([proof], day('2026-12-10')).map(({ state }) => state)).toEqual(['missed']);
  });

  it('is met by the next one, and by no certificate', () => {
    expect(inspect([proof, next], day('2026-12-10')).map(({ id, state, record }) => [id, state, record])).toContainEqual([
      '2026-12-31-inspection-1',
      'done',
      'inspection-2',
    ]);
    const certificate = { ...next, what: 'certificate' } as const;
    expect(inspect([proof, certificate], day('2026-12-10')).map(({ state }) => state)).toEqual(['missed']);
  });
});

describe('out of use', () => {
  const FIRST = '2026-03-02';
  const DAYS = 40;
  const pause = fc
    .record({ from: fc.integer({ min: 0, max: DAYS }), length: fc.integer({ min: 1, max: 15 }), said: fc.integer({ min: -20, max: DAYS }) })
    .map(({ from, length, said }): Closure => ({
      from: addDays(getPlainDate(FIRST), from),
      to: addDays(getPlainDate(FIRST), from + length - 1),
      recordedAt: addMs(day(FIRST), said * 86_400_000 + 36_000_000),
    }));
  const end = addMs(day(FIRST), DAYS * 86_400_000);
  const slots = (closures: readonly Closure[], rule: string): readonly SiteSlot[] => {
    const site = { ...LIFT, closures };
    const of = book('special-equipment');
    const duties = dutiesOf(site, of).filter((it) => it.rule.id === rule);
    return slotsOf(site, duties, of, [], { from: day(FIRST), to: end }, addMs(end, 30 * 86_400_000));
  };

  it('excuses exactly the days of a daily check of which it was said before they ended, and takes no day away', () => {
    fc.assert(
      fc.property(fc.array(pause, { maxLength: 4 }), (closures) => {
        const all = slots(closures, 'se.day');
        expect(all.map(({ id }) => id)).toEqual(slots([], 'se.day').map(({ id }) => id));
        for (const { window, state } of all) {
          const excused = closures.some((it) => it.from <= window.first && window.first <= it.to && it.recordedAt < window.due);
          expect([window.first, state]).toEqual([window.first, excused ? 'excused' : 'missed']);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of part of a month leaves the month owed while half of it is left', () => {
    const long: Closure = { from: getPlainDate('2026-03-03'), to: getPlainDate('2026-03-31'), recordedAt: day('2026-02-20') };
    const states = (closures: readonly Closure[]) => slots(closures, 'se.month').find(({ id }) => id === '2026-03')?.state;
    expect([states([]), states([long]), states([{ ...long, from: getPlainDate('2026-03-20') }])]).toEqual(['missed', 'excused', 'missed']);
  });
});
