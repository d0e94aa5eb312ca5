import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Problem } from '../kernel/policy/check-pack.ts';
import { checkSubjects, type Subjects } from '../kernel/policy/subjects.ts';

/** A list of subjects that may be published, or everything that is wrong with it. */
export type LoadedSubjects = { readonly set: Subjects } | { readonly problems: readonly Problem[] };

/** Two hundred subjects with the longest words in two languages are below 200 kB. */
const BYTES_MAX = 262_144;

/** Reads a list that was parsed already, for example as part of a set-up file. */
export const takeSubjects = (raw: unknown): LoadedSubjects => {
  const problems = checkSubjects(raw);
  return problems.length > 0 ? { problems } : { set: raw as Subjects }; // every field was checked just now
};

/** Reads a list of subjects from YAML text. No alias may unfold. */
export const readSubjects = (text: string): LoadedSubjects => {
  if (Buffer.byteLength(text) > BYTES_MAX) return { problems: [{ code: 'subjects.file.too_large', path: '/', data: { max: BYTES_MAX } }] };
  try {
    return takeSubjects(parse(text, { maxAliasCount: 0, uniqueKeys: true, strict: true, prettyErrors: false }));
  } catch (error) {
    return {
      problems: [{ code: 'subjects.file.not_yaml', path: '/', data: { reason: error instanceof Error ? error.message : String(error) } }],
    };
  }
};

const shipped = (file: string): Subjects => {
  const loaded = readSubjects(readFileSync(join(import.meta.dirname, 'subjects', file), 'utf8'));
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return loaded.set;
};

/** The list of the demo county, to be copied and changed. Throws when it is broken: a test holds it. */
export const countySubjects = (): Subjects => shipped('county.yaml');

/** The kinds of danger that the public hazard line asks for; a place takes them into its own list. Throws when it is broken: a test holds it. */
export const dangerSubjects = (): Subjects => shipped('dangers.yaml');
