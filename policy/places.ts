import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Problem } from '../kernel/policy/check-pack.ts';
import { checkPlaces, type Places } from '../kernel/policy/places.ts';

/** A list of public places that may be published, or everything that is wrong with it. */
type LoadedPlaces = { readonly set: Places } | { readonly problems: readonly Problem[] };

/** Two thousand places with the longest names in two languages. */
const BYTES_MAX = 1_048_576;

/** Reads a list of places from YAML text. No alias may unfold. */
export const readPlaces = (text: string): LoadedPlaces => {
  if (Buffer.byteLength(text) > BYTES_MAX) return { problems: [{ code: 'places.file.too_large', path: '/', data: { max: BYTES_MAX } }] };
  try {
    const raw: unknown = parse(text, { maxAliasCount: 0, uniqueKeys: true, strict: true, prettyErrors: false });
    const problems = checkPlaces(raw);
    return problems.length > 0 ? { problems } : { set: raw as Places }; // every field was checked just now
  } catch (error) {
    return {
      problems: [{ code: 'places.file.not_yaml', path: '/', data: { reason: error instanceof Error ? error.message : String(error) } }],
    };
  }
};

/** The list of the demo county, to be copied and changed. Throws when it is broken: a test holds it. */
export const countyPlaces = (): Places => {
  const loaded = readPlaces(readFileSync(join(import.meta.dirname, 'places/county.yaml'), 'utf8'));
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return loaded.set;
};
