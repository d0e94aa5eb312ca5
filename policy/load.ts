import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Ajv, type ErrorObject } from 'ajv';
import { canonicalJson } from '../kernel/canonical/json.ts';
import type { Json, JsonObject } from '../kernel/stream/event.ts';
import { checkPack, type Problem } from '../kernel/policy/check-pack.ts';
import {
  LAYERS_MAX,
  type Condition as ConditionOf,
  type Extension as ExtensionOf,
  type Pack as PackOf,
  type Rule as RuleOf,
  type Start as StartOf,
  type YearlyRule,
} from '../kernel/policy/pack.ts';
import { vocabularyOf, type Vocabulary, type Words } from '../kernel/policy/vocabulary.ts';
import { MATTER, type MatterWords } from '../kernel/matter/vocabulary.ts';

/** A pack that may be published, or everything that is wrong with it. */
export type Loaded<W extends Words = MatterWords> = { readonly pack: PackOf<W> } | { readonly problems: readonly Problem[] };

const FOLDER = import.meta.dirname;
/** A pack of 60 rules with long labels is below 100 kB. */
const BYTES_MAX = 262_144;
/** Repeated texts may be written once; a document that unfolds into millions of nodes may not. */
const ALIASES_MAX = 20;

type Pack = PackOf<Words>;
type Rule = RuleOf<Words>;
type Start = StartOf<Words>;

type RawStart =
  | { readonly event: Rule['metBy'][number]; readonly notice?: Extract<Start, { event: unknown }>['notice'] }
  | Exclude<Start, { event: unknown }>;
type RawRule = Omit<Rule, 'start' | 'counting' | 'excludes' | 'extend' | 'when' | 'branch' | 'remedies'> & { readonly start: RawStart } & {
  readonly counting?: Rule['counting'];
  readonly excludes?: Rule['excludes'];
  readonly extend?: ExtensionOf<Words>;
  readonly when?: ConditionOf<Words>;
  readonly branch?: string;
  readonly remedies?: Rule['remedies'];
};
type RawYearly = Omit<YearlyRule, 'counting'> & { readonly counting?: Rule['counting'] };
type RawPack = Omit<Pack, 'rules' | 'yearly'> & { readonly rules: readonly RawRule[]; readonly yearly?: readonly RawYearly[] };

const validate = new Ajv({ allErrors: true, strict: false }).compile<RawPack>(
  JSON.parse(readFileSync(join(FOLDER, 'schema.json'), 'utf8')),
);

const lastOf = (path: string): string => path.split('/').findLast((part) => !/^\d+$/.test(part)) ?? '';

const ENUM_CODES: { readonly [field: string]: string } = {
  event: 'policy.event.unknown',
  orEvent: 'policy.event.unknown',
  metBy: 'policy.event.unknown',
  excludes: 'policy.event.unknown',
  by: 'policy.event.unknown',
  kind: 'policy.kind.unknown',
  owedBy: 'policy.party.unknown',
  owedTo: 'policy.party.unknown',
  grade: 'policy.grade.unknown',
  grades: 'policy.grade.unknown',
  notice: 'policy.notice.unknown',
  branch: 'policy.branch.unknown',
};
const PERIODS = ['within', 'ahead', 'max', 'withdrawalAfter'];

const codeOf = (error: ErrorObject): string => {
  const field = lastOf(error.instancePath);
  if (error.keyword === 'additionalProperties') return field === 'when' ? 'policy.condition.unknown' : 'policy.field.unknown';
  if (error.keyword === 'required') return 'policy.field.missing';
  if (error.keyword === 'enum') return ENUM_CODES[field] ?? 'policy.value.unknown';
  if (error.keyword === 'oneOf') return 'policy.start.unclear';
  return PERIODS.includes(field) ? 'policy.within.invalid' : 'policy.value.invalid';
};

const dataOf = (error: ErrorObject): JsonObject => {
  const params: Record<string, Json> = {};
  for (const [key, value] of Object.entries(error.params)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') params[key] = value;
  }
  return { ...params, rule: error.keyword };
};

/** Inner branches of `oneOf` and `if` say the same thing again. */
const isNoise = (error: ErrorObject): boolean =>
  error.keyword === 'if' || error.keyword === 'not' || /\/(oneOf|anyOf)\/\d+/.test(error.schemaPath);

const schemaProblems = (errors: readonly ErrorObject[]): readonly Problem[] =>
  errors.filter((error) => !isNoise(error)).map((error) => ({ code: codeOf(error), path: error.instancePath || '/', data: dataOf(error) }));

const startOf = (raw: RawStart): Start => ('event' in raw ? { event: raw.event, notice: raw.notice ?? null } : raw);

const toPack = ({ yearly, ...raw }: RawPack): Pack => ({
  ...raw,
  ...(yearly === undefined ? {} : { yearly: yearly.map((rule) => ({ ...rule, counting: rule.counting ?? raw.counting })) }),
  rules: raw.rules.map((rule): Rule => ({
    ...rule,
    start: startOf(rule.start),
    counting: rule.counting ?? raw.counting,
    excludes: rule.excludes ?? [],
    extend: rule.extend ?? null,
    when: rule.when ?? null,
    branch: rule.branch ?? null,
    remedies: rule.remedies ?? [],
  })),
});

const readYaml = (text: string): unknown =>
  parse(text, { maxAliasCount: ALIASES_MAX, uniqueKeys: true, strict: true, prettyErrors: false });

const byId = (base: unknown, own: unknown): readonly unknown[] => {
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const idOf = (it: unknown): unknown => (typeof it === 'object' && it !== null && 'id' in it ? it.id : undefined);
  const kept = list(base).map((it) => list(own).find((other) => idOf(other) !== undefined && idOf(other) === idOf(it)) ?? it);
  return [...kept, ...list(own).filter((it) => list(base).every((other) => idOf(other) !== idOf(it)))];
};

/**
 * A pack that says what it is written from, as a whole one: the rules and criteria of that pack in their order, those of the same id as it says
 * them itself, and then its own. Nothing can be left out. What is published is the whole one: nobody has to look anything up to check it.
 * Undefined where there is no such pack.
 */
const whole = (raw: unknown, layers = 0): unknown => {
  if (typeof raw !== 'object' || raw === null || !('extends' in raw)) return raw;
  const { extends: id, ...own } = raw as { readonly [name: string]: unknown };
  const text = layers < LAYERS_MAX && typeof id === 'string' ? shipped(id) : undefined;
  const base = text === undefined ? undefined : whole(readYaml(text), layers + 1);
  if (typeof base !== 'object' || base === null) return undefined;
  const { rules, criteria, grades, counting, calendar } = base as { readonly [name: string]: unknown };
  const cited = byId(criteria, own['criteria']);
  return {
    grades,
    counting,
    calendar,
    ...own,
    from: id,
    rules: byId(rules, own['rules']),
    ...(cited.length === 0 ? {} : { criteria: cited }),
  };
};

/** Reads a pack of one of these kinds from YAML text: its shape by the schema first, then everything a schema cannot say. */
export const readPackOf = (all: readonly Vocabulary[], text: string): Loaded<Words> => {
  let raw: unknown;
  try {
    if (Buffer.byteLength(text) > BYTES_MAX) return { problems: [{ code: 'policy.file.too_large', path: '/', data: { max: BYTES_MAX } }] };
    const typed = readYaml(text);
    if (typeof typed === 'object' && typed !== null && 'from' in typed)
      return { problems: [{ code: 'policy.from.typed', path: '/from', data: {} }] };
    raw = whole(typed);
    if (raw === undefined) return { problems: [{ code: 'policy.extends.unknown', path: '/extends', data: {} }] };
  } catch (error) {
    return {
      problems: [{ code: 'policy.file.not_yaml', path: '/', data: { reason: error instanceof Error ? error.message : String(error) } }],
    };
  }
  if (!validate(raw)) return { problems: schemaProblems(validate.errors ?? []) };
  const pack = toPack(raw);
  const of = vocabularyOf(all, pack.kind);
  if (!of) return { problems: [{ code: 'policy.kind.unknown', path: '/kind', data: { kind: pack.kind } }] };
  const problems = checkPack(of, pack);
  return problems.length > 0 ? { problems } : { pack };
};

// What `checkPack` let through has the words of its vocabulary and no others.
const narrowed = <W extends Words>(loaded: Loaded<Words>): Loaded<W> => loaded as Loaded<Words | W> as Loaded<W>;

/** As `readPackOf`, for the pack of a matter. */
export const readPack = (text: string): Loaded => narrowed(readPackOf([MATTER], text));

/** The ids of the packs that come with the program. */
export const packIds = (): readonly string[] =>
  readdirSync(FOLDER, { withFileTypes: true, recursive: false })
    .filter((entry) => entry.isDirectory() && readdirSync(join(FOLDER, entry.name)).includes('policy.yaml'))
    .map((entry) => entry.name)
    .toSorted();

const shipped = (id: string): string | undefined =>
  packIds().includes(id) ? readFileSync(join(FOLDER, id, 'policy.yaml'), 'utf8') : undefined;

/**
 * A pack that comes with the program; undefined when there is none of that id, or none of this vocabulary. Throws when it is broken: a
 * test holds it.
 */
export const findPackOf = <W extends Words>(of: Vocabulary<W>, id: string): PackOf<W> | undefined => {
  const text = shipped(id);
  if (text === undefined) return undefined;
  const loaded = narrowed<W>(readPackOf([of], text));
  if ('pack' in loaded) return loaded.pack;
  if (loaded.problems.some((it) => it.code === 'policy.kind.unknown' && it.path === '/kind')) return undefined;
  throw new Error(`${id}: ${JSON.stringify(loaded.problems)}`);
};

/** As `findPackOf`, for the pack of a matter. */
export const findPack = (id: string): PackOf | undefined => findPackOf(MATTER, id);

/** As `findPack`, for an id that must exist. */
export const getPack = (id: string): PackOf => {
  const pack = findPack(id);
  if (!pack) throw new Error(`no pack ${id}`);
  return pack;
};

/** A pack that comes with the program, of any of these kinds; throws where there is none of that id. */
export const getPackOf = (all: readonly Vocabulary[], id: string): PackOf<Words> => {
  const [pack] = all.flatMap((of) => findPackOf(of, id) ?? []);
  if (!pack) throw new Error(`no pack ${id}`);
  return pack;
};

/** What a hash of a definition covers: its canonical JSON. */
export const definitionText = (definition: object): string =>
  // A pack or a calendar definition is plain data that came from YAML or JSON.
  canonicalJson(definition as unknown as Json);

/** SHA-256 (hex) of a definition's canonical JSON; the hash function is given. */
export const definitionHash = (definition: object, sha256Hex: (text: string) => string): string => sha256Hex(definitionText(definition));
