import { describe, expect, it } from 'vitest';
import { CUSTODIANS } from '../../test/support/custodians.ts';
import { checkCustodians, custodiansOf, mayOpen, parseCustodians, type Custodian, type CustodianSet } from './custodians.ts';

const PARENTS: { readonly [office: string]: string | null } = {
  city: null,
  county: 'city',
  letters: 'county',
  water: 'county',
  housing: 'county',
  pumps: 'water',
  port: null,
};
const TREE = { parentOf: (office: string) => PARENTS[office], deskOffice: 'letters' };
const codes = (set: CustodianSet): readonly string[] => checkCustodians(set, TREE).map((it) => `${it.code} ${it.about}`);
const inside = (change: Partial<Custodian>, at = 0): CustodianSet => ({
  ...CUSTODIANS,
  inside: CUSTODIANS.inside.map((it, i) => (i === at ? { ...it, ...change } : it)),
});
const outside = (change: Partial<Custodian>): CustodianSet => ({
  ...CUSTODIANS,
  outside: CUSTODIANS.outside.map((it, i) => (i === 0 ? { ...it, ...change } : it)),
});
const named = (zh: string, en = 'A body'): Partial<Custodian> => ({ name: { 'zh-CN': zh, en } });

describe('a set of custodians', () => {
  it('with an outside share and inside ones in different lines may be used', () => expect(codes(CUSTODIANS)).toEqual([]));

  it('without an outside custodian takes no names', () =>
    expect(codes({ ...CUSTODIANS, outside: [] })).toEqual(['custodian_outside_missing outside', 'custodian_on_call notary']));

  it('whose outside share lies in an office of the jurisdiction is refused', () =>
    expect(codes(outside({ office: 'housing', body: 'office' }))).toContain('custodian_outside_own notary'));

  it.each([
    ['县公安局法制科', 'A body'],
    ['某派出所', 'A body'],
    ['市国安局', 'A body'],
    ['市國家安全局', 'A body'],
    ['县委政法委', 'A body'],
    ['县信访局', 'A body'],
    ['某单位', 'County Police'],
    ['某单位', 'Ministry of State Security'],
    ['某单位', 'Letters and Visits Bureau'],
    ['某单位', 'Political-Legal Committee'],
  ])('%s (%s) is not eligible, whatever it calls its body', (zh, en) => {
    expect(codes(inside(named(zh, en)))).toEqual(['custodian_ineligible university']);
    expect(codes(outside(named(zh, en)))).toEqual(['custodian_ineligible notary']);
  });

  it('the office that receives what is filed is not eligible by any name', () =>
    expect(codes(inside({ office: 'letters' }, 2))).toEqual(['custodian_ineligible archive']));

  it('a control word in a name is refused', () => expect(codes(inside(named('稳控办')))).toEqual(['custodian_control_word university']));

  it('two shares in one line are refused: by the name of the line', () =>
    expect(codes(inside({ line: 'union' }))).toEqual(['custodian_one_line university union']));

  it.each([
    ['water', 'pumps'],
    ['county', 'pumps'],
    ['water', 'water'],
    ['water', 'housing'],
    ['pumps', 'city'],
  ])('two shares in one line are refused: %s and %s stand under one head', (first, second) => {
    const set = inside({ office: first, body: 'office' });
    expect(codes({ ...set, inside: set.inside.map((it, i) => (i === 2 ? { ...it, office: second } : it)) })).toEqual([
      'custodian_one_line university archive',
    ]);
  });

  it('two offices with nothing above both are two lines', () => expect(codes(inside({ office: 'port', body: 'office' }))).toEqual([]));

  it('an office that does not exist, or a body that is none, is refused', () => {
    expect(codes(inside({ office: 'nowhere' }, 2))).toEqual(['custodian_office_unknown archive']);
    expect(codes(inside({ office: null }, 2))).toEqual(['custodian_body archive']);
    expect(codes(inside({ office: 'housing', body: 'university' }, 2))).toEqual(['custodian_body archive']);
  });

  it.each([0, 1, 4])('a quorum of %s of three is refused', (quorum) =>
    expect(codes({ ...CUSTODIANS, quorum })).toEqual([`custodian_quorum ${quorum}`]),
  );
  it.each([2, 3])('a quorum of %s of three may be used', (quorum) => expect(codes({ ...CUSTODIANS, quorum })).toEqual([]));

  it('who is on call must be an outside one', () => expect(codes({ ...CUSTODIANS, onCall: 'union' })).toEqual(['custodian_on_call union']));

  it('nobody holds two shares, by id or by key', () => {
    expect(codes(inside({ id: 'union', line: 'other' }))).toEqual(['custodian_twice union']);
    expect(codes(inside({ key: CUSTODIANS.inside[1]?.key ?? '' }))).toEqual(['custodian_twice union']);
  });

  it('more than three outside or nine inside is refused', () => {
    const many = (count: number): readonly Custodian[] =>
      Array.from({ length: count }, (_, i) => ({
        ...(CUSTODIANS.inside[0] ?? raise()),
        id: `c${i}`,
        line: `c${i}`,
        key: (i + 2).toString(16).repeat(64).slice(0, 64),
      }));
    expect(codes({ ...CUSTODIANS, inside: many(9), quorum: 5 })).toEqual([]);
    expect(codes({ ...CUSTODIANS, inside: many(10), quorum: 5 })).toEqual(['custodian_too_many set']);
    const fourth = many(3).map((it) => ({ ...it, id: `o${it.id}`, line: `o${it.line}`, key: it.key.replaceAll(/^./g, 'f') }));
    expect(codes({ ...CUSTODIANS, outside: [...CUSTODIANS.outside, ...fourth.slice(0, 1)] })).toEqual([]);
    expect(codes({ ...CUSTODIANS, outside: [...CUSTODIANS.outside, ...fourth.slice(1, 3)] })).toEqual(['custodian_too_many set']);
  });

  it.each([
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000080',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  ])('a key of low order is refused: %s', (key) => expect(codes(inside({ key }))).toEqual(['custodian_key_weak university']));
});

describe('who together may open a box', () => {
  it('an outside one and a quorum of the inside ones, and nobody else: all 32 subsets', () => {
    const ids = custodiansOf(CUSTODIANS).map((it) => it.id);
    const subsets = Array.from({ length: 2 ** ids.length }, (_, mask) => ids.filter((_id, i) => (mask >> i) & 1));
    const allowed = subsets.filter((some) => mayOpen(CUSTODIANS, some));
    const expected = subsets.filter(
      (some) => (some.includes('notary') || some.includes('bar')) && some.filter((id) => !['notary', 'bar'].includes(id)).length >= 2,
    );
    expect(allowed).toEqual(expected);
    expect([subsets.length, allowed.length]).toEqual([32, 12]);
  });
});

const raise = (): never => {
  throw new Error('unreachable');
};

describe('reading a set', () => {
  const read = (change: object): CustodianSet | undefined => parseCustodians({ ...CUSTODIANS, ...change });
  it('gives back what was written', () => expect(parseCustodians(structuredClone(CUSTODIANS))).toEqual(CUSTODIANS));
  it.each([
    ['quorum', 'two'],
    ['quorum', -1],
    ['onCall', 3],
    ['ceiling', 1001],
    ['ceiling', -1],
    ['publishedHours', 23],
    ['publishedHours', 721],
    ['readableHours', 0],
    ['readableHours', 169],
    ['lapseDays', 0],
    ['lapseDays', 61],
    ['outside', 'notary'],
    ['inside', null],
  ])('refuses %s = %s', (field, value) => expect(read({ [field]: value })).toBeUndefined());
  it.each([
    ['ceiling', 0],
    ['ceiling', 1000],
    ['publishedHours', 24],
    ['publishedHours', 720],
    ['readableHours', 1],
    ['readableHours', 168],
    ['lapseDays', 1],
    ['lapseDays', 60],
    ['quorum', 0],
  ])('takes %s = %s', (field, value) => expect(read({ [field]: value })).toMatchObject({ [field]: value }));
  it.each([
    ['id', 'No'],
    ['id', ''],
    ['id', 5],
    ['body', 'police'],
    ['name', { 'zh-CN': 'x' }],
    ['name', { 'zh-CN': ' ', en: 'x' }],
    ['name', { 'zh-CN': 'x'.repeat(201), en: 'x' }],
    ['name', 'x'],
    ['line', 'A B'],
    ['line', null],
    ['office', 7],
    ['office', 'A B'],
    ['key', 'ab'],
    ['key', 9],
  ])('refuses a custodian whose %s is %s', (field, value) => {
    expect(read({ inside: [{ ...CUSTODIANS.inside[0], [field]: value }] })).toBeUndefined();
    expect(read({ outside: [{ ...CUSTODIANS.outside[0], [field]: value }] })).toBeUndefined();
  });
  it('refuses what is no set and no custodian', () => {
    expect([parseCustodians(null), parseCustodians([]), read({ inside: [null] }), read({ outside: ['notary'] })]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
