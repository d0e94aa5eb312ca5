import { isHash32Hex } from '../canonical/bytes.ts';
import type { Label } from '../policy/pack.ts';
import { findControlWord } from '../policy/tripwire.ts';
import { isJsonObject, isWholeNumber } from '../log/shape.ts';

/** Bodies that may hold a share. Police, state security, political-legal and petition bodies are not in the list (G4). */
export const BODIES = [
  'court',
  'procuratorate',
  'notary',
  'bar_association',
  'legal_aid',
  'ombudsman',
  'assembly',
  'audit',
  'archive',
  'university',
  'trade_union',
  'women_federation',
  'disability_federation',
  'consumer_council',
  'data_protection',
  'office',
] as const;
export type Body = (typeof BODIES)[number];

/** A post that holds a share: of which only the public key is known here. */
export interface Custodian {
  readonly id: string;
  readonly name: Label;
  readonly body: Body;
  /** Who commands it, by a name of one's own: no two shares may lie in one line. */
  readonly line: string;
  /** The office of this jurisdiction that it belongs to; null for another body. */
  readonly office: string | null;
  /** X25519, 32 bytes in hex. */
  readonly key: string;
}

/** The definition `custodians`: who must come together to open a name. */
export interface CustodianSet {
  /** Each holds the outside share: one of them must take part in every opening. */
  readonly outside: readonly Custodian[];
  readonly inside: readonly Custodian[];
  /** How many of the inside ones must take part. */
  readonly quorum: number;
  /** The outside one that answers within the hour when a life is in danger. */
  readonly onCall: string;
  /** Most requests of offices in a quarter. */
  readonly ceiling: number;
  /** Hours a request stands in a published checkpoint before a share may be released; none when a life is in danger. */
  readonly publishedHours: number;
  /** Hours an opened name can be read. */
  readonly readableHours: number;
  /** Days after which a request that was not granted lapses. */
  readonly lapseDays: number;
}

/** A stable code, and whom it is about. */
export interface CustodianProblem {
  readonly code: string;
  readonly about: string;
}

/** How the offices stand that a set is checked against. */
export interface OfficeTree {
  /** Undefined for an office that does not exist. */
  readonly parentOf: (office: string) => string | null | undefined;
  /** The office that first receives what is filed: a petition office, whatever it is called. */
  readonly deskOffice: string;
}

// A body that calls itself something else is still what its name says (G4).
const INELIGIBLE =
  /公安|警察|派出所|国安|國安|国家安全|國家安全|政法|信访|信訪|维稳|維穩|police|public security|state security|political.legal|petition|letters and (visits|calls)/i;
/** Whether a body's own name says that it is one of those (G4); a door may not be one either (G5). */
export const isIneligible = (name: string): boolean => INELIGIBLE.test(name);
const ID = /^[a-z0-9-]{1,40}$/;
// Small and low-order points of Curve25519, on which every secret agrees (RFC 7748, 6.1); the twist's are among them.
const LOW_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];
/** Whether a public key (hex) is a point on which every secret agrees; the highest bit is not looked at (RFC 7748, 5). */
export const isWeakKey = (key: string): boolean =>
  LOW_ORDER.includes(`${key.slice(0, 62)}${(Number.parseInt(key.slice(62), 16) & 127).toString(16).padStart(2, '0')}`);
const OUTSIDE_MAX = 3;
const INSIDE_MAX = 9;
/** Own rules of this product, no clause: fewer would be one person's decision, longer would be a name on the shelf. */
const LIMITS = { quorumMin: 2, ceiling: 1000, publishedHours: [24, 720], readableHours: [1, 168], lapseDays: [1, 60] } as const;

const isLabel = (value: unknown): value is Label =>
  isJsonObject(value) &&
  ['zh-CN', 'en'].every((lang) => {
    const text = value[lang];
    return typeof text === 'string' && text.trim() !== '' && text.length <= 200;
  });

const custodianOf = (value: unknown): Custodian | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { id, name, line, office, key } = value;
  const body = BODIES.find((it) => it === value.body);
  if (typeof id !== 'string' || !ID.test(id) || !isLabel(name) || !body) return undefined;
  if (typeof line !== 'string' || !ID.test(line) || typeof key !== 'string' || !isHash32Hex(key)) return undefined;
  if (!(office === null || (typeof office === 'string' && ID.test(office)))) return undefined;
  return { id, name: { 'zh-CN': name['zh-CN'], en: name.en }, body, line, office, key };
};

const within = (value: unknown, [least, most]: readonly [number, number]): value is number => isWholeNumber(value, least, most);

/** Reads a set; undefined when a field is missing, of another type, unknown in kind or out of its range. */
export const parseCustodians = (value: unknown): CustodianSet | undefined => {
  if (!isJsonObject(value) || !Array.isArray(value.outside) || !Array.isArray(value.inside)) return undefined;
  const { quorum, onCall, ceiling, publishedHours, readableHours, lapseDays } = value;
  const outside = value.outside.map(custodianOf).filter((it) => it !== undefined);
  const inside = value.inside.map(custodianOf).filter((it) => it !== undefined);
  if (outside.length !== value.outside.length || inside.length !== value.inside.length) return undefined;
  if (typeof onCall !== 'string' || !isWholeNumber(quorum, 0) || !within(ceiling, [0, LIMITS.ceiling])) return undefined;
  if (!within(publishedHours, LIMITS.publishedHours) || !within(readableHours, LIMITS.readableHours)) return undefined;
  if (!within(lapseDays, LIMITS.lapseDays)) return undefined;
  return { outside, inside, quorum, onCall, ceiling, publishedHours, readableHours, lapseDays };
};

/** All custodians, the outside ones first: the order of the shares in a stored box. */
export const custodiansOf = (set: CustodianSet): readonly Custodian[] => [...set.outside, ...set.inside];

const ancestors = (office: string, tree: OfficeTree): readonly string[] => {
  const above: string[] = [];
  let at = tree.parentOf(office);
  while (typeof at === 'string' && !above.includes(at)) {
    above.push(at);
    at = tree.parentOf(at);
  }
  return above;
};

/** Whether one head commands both: the same line by name, one above the other, or the same office above them. */
const inOneLine = (a: Custodian, b: Custodian, tree: OfficeTree): boolean => {
  if (a.line === b.line) return true;
  if (a.office === null || b.office === null) return false;
  const [aboveA, aboveB] = [ancestors(a.office, tree), ancestors(b.office, tree)];
  return (
    a.office === b.office || aboveA.includes(b.office) || aboveB.includes(a.office) || (aboveA[0] !== undefined && aboveA[0] === aboveB[0])
  );
};

const problemsOfOne = (it: Custodian, tree: OfficeTree): readonly CustodianProblem[] => {
  const words = [it.name['zh-CN'], it.name.en];
  return [
    ...(words.some(isIneligible) || it.office === tree.deskOffice ? [{ code: 'custodian_ineligible', about: it.id }] : []),
    ...(words.some((text) => findControlWord(text) !== null) ? [{ code: 'custodian_control_word', about: it.id }] : []),
    ...(it.office !== null && tree.parentOf(it.office) === undefined ? [{ code: 'custodian_office_unknown', about: it.id }] : []),
    ...((it.body === 'office') === (it.office !== null) ? [] : [{ code: 'custodian_body', about: it.id }]),
    ...(isWeakKey(it.key) ? [{ code: 'custodian_key_weak', about: it.id }] : []),
  ];
};

const pairs = <T>(all: readonly T[]): readonly (readonly [T, T])[] => all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const));

/**
 * What is wrong with a set (G4, design 6); empty when it may be used. Checked when it is published and at each use, since the offices
 * around it change: an invalid set takes no names.
 */
export const checkCustodians = (set: CustodianSet, tree: OfficeTree): readonly CustodianProblem[] => {
  const all = custodiansOf(set);
  return [
    ...(set.outside.length === 0 ? [{ code: 'custodian_outside_missing', about: 'outside' }] : []),
    ...(set.outside.length > OUTSIDE_MAX || set.inside.length > INSIDE_MAX ? [{ code: 'custodian_too_many', about: 'set' }] : []),
    ...set.outside.filter((it) => it.office !== null).map((it) => ({ code: 'custodian_outside_own', about: it.id })),
    ...(set.quorum < LIMITS.quorumMin || set.quorum > set.inside.length ? [{ code: 'custodian_quorum', about: String(set.quorum) }] : []),
    ...(set.outside.some((it) => it.id === set.onCall) ? [] : [{ code: 'custodian_on_call', about: set.onCall }]),
    ...all.flatMap((it) => problemsOfOne(it, tree)),
    ...pairs(all).flatMap(([a, b]) => [
      ...(a.id === b.id || a.key === b.key ? [{ code: 'custodian_twice', about: b.id }] : []),
      ...(inOneLine(a, b, tree) ? [{ code: 'custodian_one_line', about: `${a.id} ${b.id}` }] : []),
    ]),
  ];
};

/** Whether these custodians together open a box: an outside one, and a quorum of the inside ones. */
export const mayOpen = (set: CustodianSet, ids: readonly string[]): boolean =>
  set.outside.some((it) => ids.includes(it.id)) && set.inside.filter((it) => ids.includes(it.id)).length >= set.quorum;
