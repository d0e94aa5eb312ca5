import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Problem } from '../kernel/policy/check-pack.ts';
import { checkPapers, PAPER_KINDS, type PaperKind, type PaperText, type PaperTexts } from '../kernel/policy/papers.ts';

/** Words of papers that may be published, or everything that is wrong with them. */
export type LoadedPapers = { readonly texts: PaperTexts } | { readonly problems: readonly Problem[] };

/** Eleven kinds with the longest words in two languages are below 64 kB. */
const BYTES_MAX = 131_072;

/** Reads the words of papers from YAML text. No alias may unfold. */
export const readPapers = (text: string): LoadedPapers => {
  if (Buffer.byteLength(text) > BYTES_MAX) return { problems: [{ code: 'papers.file.too_large', path: '/', data: { max: BYTES_MAX } }] };
  let raw: unknown;
  try {
    raw = parse(text, { maxAliasCount: 0, uniqueKeys: true, strict: true, prettyErrors: false });
  } catch (error) {
    return {
      problems: [{ code: 'papers.file.not_yaml', path: '/', data: { reason: error instanceof Error ? error.message : String(error) } }],
    };
  }
  const problems = checkPapers(raw);
  if (problems.length > 0) return { problems };
  const texts = raw as PaperTexts; // every field was checked just now
  return { texts: { ...texts, offices: texts.offices ?? {} } };
};

let builtIn: PaperTexts | undefined;

/** The words that come with the program. Throws when they are broken: a test holds them. */
export const builtInPapers = (): PaperTexts => {
  if (builtIn) return builtIn;
  const loaded = readPapers(readFileSync(join(import.meta.dirname, 'papers/papers.yaml'), 'utf8'));
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  builtIn = loaded.texts;
  return builtIn;
};

/** The words of one kind: an office's own where it has published them, else the built-in ones. */
export const paperText = (texts: PaperTexts | null, kind: PaperKind): PaperText => {
  const found = texts?.kinds[kind] ?? builtInPapers().kinds[kind];
  if (!found) throw new Error(`no words for a paper of the kind ${kind}; there are ${PAPER_KINDS.length} kinds`);
  return found;
};
