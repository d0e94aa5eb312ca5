import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findProgramme } from '../../policy/programme.ts';
import { ASSET_CLASSES, SITE_CLASSES } from '../site/classes.ts';
import { checkProgramme } from './check-programme.ts';
import { findOccasion, findPeopleWord } from './people.ts';
import { isAbout, rulesFor, slotRuleOf, spanMs, type Programme } from './programme.ts';
import { checkTerms } from './terms.ts';

const shipped = (id: string): Programme => {
  const programme = findProgramme(id);
  if (!programme) throw new Error(`no programme ${id}`);
  return programme;
};

describe('a programme', () => {
  it('is checked whatever it is: any JSON has problems or none, and nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(checkProgramme(value))).toBe(true);
        expect(checkTerms(value).length).toBeGreaterThan(0);
      }),
    );
    // A value that cannot be said as a text is wrong like any other.
    for (const field of ['arrives', 'rules'])
      for (const value of [{ toString: 1 }, [{ late: { toString: 1 }, every: 'day', about: { toString: 0 }, owedBy: { toString: 1 } }]])
        expect(checkProgramme({ [field]: value }).length).toBeGreaterThan(0);
    const fields = [
      'id',
      'version',
      'title',
      'calendar',
      'arrives',
      'rules',
      'loaded',
      'terms',
      'holidays',
      'seasons',
      'schoolYears',
      'source',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()), (value) => {
        expect(checkProgramme(value).length).toBeGreaterThan(0);
        expect(checkTerms(value).length).toBeGreaterThan(0);
      }),
    );
    const ruleFields = [
      'id',
      'label',
      'clause',
      'ownRule',
      'about',
      'classes',
      'when',
      'every',
      'doneBy',
      'owedBy',
      'owedTo',
      'late',
      'countersign',
    ];
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('site', 'office', 'day', '15 days since last', 'site_post', '2 hours', '9999 months', true),
    );
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.constantFrom(...ruleFields), odd), { maxLength: 3 }), (rules) => {
        expect(checkProgramme({ rules }).length).toBeGreaterThan(0);
      }),
    );
  });

  it('binds by class and by the facts of the site', () => {
    const fire = shipped('fire-key-unit');
    const ids = (facts: Parameters<typeof rulesFor>[1] & { about: 'site' }): readonly string[] =>
      rulesFor(fire, facts).map((rule) => rule.id);
    expect(ids({ about: 'site', class: 'warehouse', facts: [] })).toEqual(['fire.check.month', 'fire.drill.other', 'fire.hotwork']);
    expect(ids({ about: 'site', class: 'warehouse', facts: ['fire_key_unit', 'institution'] })).toContain('fire.patrol');
    expect(ids({ about: 'site', class: 'warehouse', facts: ['fire_key_unit', 'institution'] })).not.toContain('fire.check.month');
    expect(rulesFor(fire, { about: 'office' })).toEqual([]);
    expect(rulesFor(shipped('community'), { about: 'office' }).every((rule) => isAbout(rule, { about: 'office' }))).toBe(true);
    expect(rulesFor(shipped('special-equipment'), { about: 'asset', class: 'lift', facts: [] }).map((rule) => rule.id)).toContain(
      'se.care',
    );
  });

  it('gives the fold of slots its cadence and its grace', () => {
    const [patrol] = shipped('public-venue').rules;
    if (!patrol) throw new Error('a programme has rules');
    expect(slotRuleOf(patrol)).toEqual({
      id: 'venue.patrol',
      cadence: { kind: 'hours', hours: 2, during: 'open', closing: false },
      lateMs: 900_000,
      countersign: true,
      nilNeedsList: true,
    });
    expect([spanMs('30 minutes'), spanMs('2 hours'), spanMs('1 day')]).toEqual([1_800_000, 7_200_000, 86_400_000]);
    expect(() => spanMs('1 month')).toThrow('not a span');
    expect(() => spanMs('soon')).toThrow('not a period');
  });

  it('has words about people for what is about people, and none for what is not', () => {
    expect(['每晚查 寝', '逐户检查', 'Roll-call each evening', 'HOME VISITS'].map(findPeopleWord)).toEqual([
      '查寝',
      '逐户',
      'roll call',
      'home visits',
    ]);
    expect(
      ['楼梯间照明', 'Extinguishers', ...SITE_CLASSES, ...ASSET_CLASSES].flatMap((text) => findPeopleWord(text.replaceAll('_', ' ')) ?? []),
    ).toEqual([]);
    expect([findOccasion('两会期间'), findOccasion('a political anniversary'), findOccasion('国庆节')]).toEqual([
      '两会',
      'political',
      null,
    ]);
  });
});
