import { createHash } from 'node:crypto';
import type { BuiltIn as Lang } from '../kernel/language/languages.ts';
import { parse } from 'yaml';
import type { Problem } from '../kernel/policy/check-pack.ts';
import { readArguments, readText, type CommandIo, type ExitCode } from './command-io.ts';
import { definitionHash } from './load.ts';
import { programmeExplain } from './programme-explain.ts';
import { sentenceOf } from './programme-sentences.ts';
import { readProgramme, readTerms } from './programme.ts';

const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const LANGS: readonly Lang[] = ['zh-CN', 'en'];

const lineOf = ({ code, path, data }: Problem, lang: Lang): string => {
  const facts = Object.entries(data)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(' ');
  return `${code} ${path}${facts === '' ? '' : ` ${facts}`}: ${sentenceOf(code, lang)}`;
};

/** Whether a text is a definition of terms, by what only that has. */
const isTerms = (text: string): boolean => {
  try {
    const value: unknown = parse(text, { maxAliasCount: 0 });
    return typeof value === 'object' && value !== null && 'terms' in value && !('rules' in value);
  } catch {
    return false;
  }
};

interface Read {
  readonly problems: readonly Problem[];
  readonly id: string | null;
  readonly hash: string | null;
  readonly said: string;
}

const readFile = (text: string): Read => {
  if (isTerms(text)) {
    const loaded = readTerms(text);
    if ('problems' in loaded) return { problems: loaded.problems, id: null, hash: null, said: '' };
    const { terms } = loaded;
    const said = `${terms.id} version ${terms.version}, ${terms.terms.length} terms, ${terms.holidays.length} holidays, ${terms.seasons.length} seasons`;
    return { problems: [], id: terms.id, hash: definitionHash(terms, sha256Hex), said };
  }
  const loaded = readProgramme(text);
  if ('problems' in loaded) return { problems: loaded.problems, id: null, hash: null, said: '' };
  const { programme } = loaded;
  const said = `${programme.id} version ${programme.version}, ${programme.rules.length} rules`;
  return { problems: [], id: programme.id, hash: definitionHash(programme, sha256Hex), said };
};

/** `programme check FILE [--json]`: of a programme or of terms; 0 when it may be published, 1 with one line a problem, 2 when there is no such file. */
const programmeCheck = (args: readonly string[], io: CommandIo): ExitCode => {
  const given = readArguments(args, ['--json'], ['--lang']);
  const [file, ...rest] = given?.words ?? [];
  const lang = LANGS.find((it) => it === (given?.values.get('--lang') ?? 'en'));
  if (given === undefined || file === undefined || rest.length > 0 || lang === undefined) {
    io.err('usage_wrong: huiyin programme check FILE [--json] [--lang zh-CN|en]');
    return 2;
  }
  const text = (io.read ?? readText)(file);
  if (text === undefined) {
    io.err(`file_unreadable: there is no file ${file}, or it cannot be read.`);
    return 2;
  }
  const { problems, id, hash, said } = readFile(text);
  const ok = problems.length === 0;
  if (given.flags.has('--json')) io.out(JSON.stringify({ file, ok, id, hash, problems }, null, 2));
  else if (ok) io.out(`${file}: ${said}, no problem found; ${hash}`);
  else for (const problem of problems) io.out(`${file}: ${lineOf(problem, lang)}`);
  return ok ? 0 : 1;
};

/** `programme check …` and `programme explain …`. */
export const programmeCommand = (args: readonly string[], io: CommandIo): ExitCode => {
  const [verb, ...rest] = args;
  if (verb === 'check') return programmeCheck(rest, io);
  if (verb === 'explain') return programmeExplain(rest, io);
  io.err('usage_wrong: huiyin programme check FILE | huiyin programme explain PROGRAMME --site CLASS --from DAY --to DAY');
  return 2;
};
