import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Problem } from '../kernel/policy/check-pack.ts';
import { checkProgramme } from '../kernel/programme/check-programme.ts';
import type { Programme, ProgrammeRule } from '../kernel/programme/programme.ts';
import { checkTerms, type TermsDefinition } from '../kernel/programme/terms.ts';

/** A programme that may be published, or everything that is wrong with it. */
export type LoadedProgramme = { readonly programme: Programme } | { readonly problems: readonly Problem[] };
/** The same of terms. */
export type LoadedTerms = { readonly terms: TermsDefinition } | { readonly problems: readonly Problem[] };

const FOLDER = join(import.meta.dirname, 'programmes');
const TERMS_FOLDER = join(import.meta.dirname, 'terms');
/** Two hundred rules with long clauses in two languages are below 200 kB. */
const BYTES_MAX = 262_144;
/** How long an act may travel where a programme does not say. */
const ARRIVES = '24 hours';

type Defaulted = 'classes' | 'when' | 'form' | 'countersign' | 'late' | 'nilNeedsList';
type RawRule = Omit<ProgrammeRule, Defaulted> & { readonly [field in Exclude<Defaulted, 'when'>]?: ProgrammeRule[field] } & {
  readonly when?: Partial<ProgrammeRule['when']>;
};
type RawProgramme = Omit<Programme, 'rules' | 'arrives'> & { readonly arrives?: string; readonly rules: readonly RawRule[] };

const toProgramme = (raw: RawProgramme): Programme => ({
  ...raw,
  arrives: raw.arrives ?? ARRIVES,
  rules: raw.rules.map((rule): ProgrammeRule => ({
    ...rule,
    classes: rule.classes ?? [],
    when: { has: rule.when?.has ?? [], hasNot: rule.when?.hasNot ?? [] },
    form: rule.form ?? null,
    countersign: rule.countersign ?? false,
    late: rule.late ?? null,
    nilNeedsList: rule.nilNeedsList ?? true,
  })),
});

/** A document, or why it is none: too large, no YAML, a key twice, or an alias (none may unfold). */
export const documentOf = (text: string, kind: string): { readonly raw: unknown } | { readonly problems: readonly Problem[] } => {
  if (Buffer.byteLength(text) > BYTES_MAX) return { problems: [{ code: `${kind}.file.too_large`, path: '/', data: { max: BYTES_MAX } }] };
  try {
    return { raw: parse(text, { maxAliasCount: 0, uniqueKeys: true, strict: true, prettyErrors: false }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [{ code: `${kind}.file.not_yaml`, path: '/', data: { reason } }] };
  }
};

/** Reads a programme from YAML text. */
export const readProgramme = (text: string): LoadedProgramme => {
  const document = documentOf(text, 'programme');
  if ('problems' in document) return document;
  const problems = checkProgramme(document.raw);
  return problems.length > 0 ? { problems } : { programme: toProgramme(document.raw as RawProgramme) }; // every field was checked just now
};

/** Reads terms, holidays and seasons from YAML text. */
export const readTerms = (text: string): LoadedTerms => {
  const document = documentOf(text, 'terms');
  if ('problems' in document) return document;
  const problems = checkTerms(document.raw);
  return problems.length > 0 ? { problems } : { terms: document.raw as TermsDefinition }; // every field was checked just now
};

/** The ids of the programmes that come with the program. */
export const programmeIds = (): readonly string[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();

/** A programme that comes with the program; undefined where there is none of that id. Throws when it is broken: a test holds it. */
export const findProgramme = (id: string): Programme | undefined => {
  if (!programmeIds().includes(id)) return undefined;
  const loaded = readProgramme(readFileSync(join(FOLDER, id, 'programme.yaml'), 'utf8'));
  if ('problems' in loaded) throw new Error(`${id}: ${JSON.stringify(loaded.problems)}`);
  return loaded.programme;
};

/** The year of a county that is made up: for examples, and to be copied and changed. Throws when it is broken: a test holds it. */
export const exampleTerms = (): TermsDefinition => {
  const loaded = readTerms(readFileSync(join(TERMS_FOLDER, 'example-county.yaml'), 'utf8'));
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return loaded.terms;
};
