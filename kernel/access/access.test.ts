import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayDo, readsMatters, RELATIONS, ROLES, type AccessQuestion, type AccessRule } from './access.ts';

const VERBS = ['read', 'reply', 'void'] as const;
const clause = { 'zh-CN': '条', en: 'art.' };
const allow = (id: string, more: Partial<AccessRule> = {}): AccessRule => ({ id, effect: 'allow', clause, ...more });
const forbid = (id: string, more: Partial<AccessRule> = {}): AccessRule => ({ id, effect: 'forbid', clause, ...more });
const QUESTION: AccessQuestion = { role: 'handler', relation: 'own', verb: 'read' };

const some = <T>(all: readonly T[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...all), { minLength: 0, maxLength: 3 }), { nil: undefined });
const rule = fc
  .record({
    id: fc.string({ minLength: 1 }),
    effect: fc.constantFrom('allow' as const, 'forbid' as const),
    roles: some(ROLES),
    relations: some(RELATIONS),
    verbs: some(VERBS),
  })
  .map(({ roles, relations, verbs, ...rest }): AccessRule => ({
    ...rest,
    clause,
    ...(roles && { roles }),
    ...(relations && { relations }),
    ...(verbs && { verbs }),
  }));
const rules = fc.uniqueArray(rule, { maxLength: 8, selector: (it) => it.id });
const question = fc.record({ role: fc.constantFrom(...ROLES), relation: fc.constantFrom(...RELATIONS), verb: fc.constantFrom(...VERBS) });

/** The rules again, written down another way: does this one speak of that question? */
const speaks = (it: AccessRule, { role, relation, verb }: AccessQuestion): boolean =>
  (!it.roles || new Set<string>(it.roles).has(role)) &&
  (!it.relations || new Set<string>(it.relations).has(relation)) &&
  (!it.verbs || new Set<string>(it.verbs).has(verb));

describe('who may do what', () => {
  it('speaks of matters where it names no kind, and of the kinds that it names', () => {
    const rules = [allow('matters'), allow('hazards', { of: ['hazard'] })];
    expect(mayDo(rules, QUESTION).rule).toBe('matters');
    expect(mayDo(rules, { ...QUESTION, of: 'hazard' }).rule).toBe('hazards');
    expect(mayDo(rules, { ...QUESTION, of: 'site' })).toEqual({ allowed: false, rule: null });
    expect(mayDo([...rules, forbid('none', { of: ['hazard', 'matter'] })], QUESTION)).toEqual({ allowed: false, rule: 'none' });
  });

  it('denies what no rule speaks of, and names no rule', () => {
    expect(mayDo([], QUESTION)).toEqual({ allowed: false, rule: null });
    expect(
      mayDo([allow('a', { roles: ['head'] }), allow('b', { relations: ['above'] }), allow('c', { verbs: ['void'] })], QUESTION),
    ).toEqual({
      allowed: false,
      rule: null,
    });
  });

  it('allows what a rule allows, and names it', () => {
    expect(mayDo([allow('a', { roles: ['head'] }), allow('b', { roles: ['handler'] }), allow('c')], QUESTION)).toEqual({
      allowed: true,
      rule: 'b',
    });
  });

  it('forbids what a rule forbids, wherever it stands, and names it', () => {
    for (const list of [[allow('a'), forbid('f')], [forbid('f'), allow('a')], [forbid('f')]])
      expect(mayDo(list, QUESTION)).toEqual({ allowed: false, rule: 'f' });
    expect(mayDo([forbid('f', { relations: ['accused'] }), allow('a')], QUESTION)).toEqual({ allowed: true, rule: 'a' });
  });

  it('takes an empty list as nobody and a missing one as anybody', () => {
    expect(mayDo([allow('a', { roles: [] })], QUESTION).allowed).toBe(false);
    expect(mayDo([allow('a')], QUESTION).allowed).toBe(true);
  });
});

describe('any rules at all', () => {
  it('allow exactly when some rule allows and none forbids; the named rule speaks of the question', () => {
    fc.assert(
      fc.property(rules, question, (list, asked) => {
        const speaking = list.filter((it) => speaks(it, asked));
        const forbidding = speaking.filter((it) => it.effect === 'forbid');
        const allowing = speaking.filter((it) => it.effect === 'allow');
        const answer = mayDo(list, asked);
        expect(answer.allowed).toBe(forbidding.length === 0 && allowing.length > 0);
        expect(answer.rule).toBe((forbidding[0] ?? allowing[0])?.id ?? null);
      }),
    );
  });

  it('one more that forbids never opens anything; one more that allows never closes anything', () => {
    fc.assert(
      fc.property(rules, rule, question, fc.nat(8), (list, more, asked, at) => {
        const before = mayDo(list, asked).allowed;
        const after = mayDo(list.toSpliced(at, 0, more), asked).allowed;
        expect(more.effect === 'forbid' ? !before && after : before && !after).toBe(false);
      }),
    );
  });

  it('decide the same in any order', () => {
    fc.assert(
      fc.property(rules, question, (list, asked) => {
        expect(mayDo(list.toReversed(), asked).allowed).toBe(mayDo(list, asked).allowed);
      }),
    );
  });
});

describe('whether a post reads matters', () => {
  it('follows from any rule that allows it, whichever office it is for; what forbids does not count', () => {
    const rules = [
      forbid('nobody', { roles: ['head'] }),
      allow('own', { roles: ['handler'], relations: ['own'], verbs: ['read', 'reply'] }),
      allow('above', { roles: ['head'], relations: ['above'], verbs: ['read'] }),
      allow('acts', { roles: ['desk'], verbs: ['reply'] }),
    ];
    expect(ROLES.filter((role) => readsMatters(rules, role))).toEqual(['head', 'handler']);
    expect(ROLES.filter((role) => readsMatters([...rules, allow('all', { verbs: ['read'] })], role))).toEqual([...ROLES]);
    expect(ROLES.filter((role) => readsMatters([allow('any verb', { roles: ['duty'] })], role))).toEqual(['duty']);
  });
});
