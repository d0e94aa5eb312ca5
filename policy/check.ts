import { createHash } from 'node:crypto';
import type { Problem } from '../kernel/policy/check-pack.ts';
import { readArguments, readText, type CommandIo, type ExitCode } from './command-io.ts';
import type { Vocabulary } from '../kernel/policy/vocabulary.ts';
import { definitionHash, readPackOf } from './load.ts';

const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const lineOf = (problem: Problem): string => {
  const facts = Object.entries(problem.data)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(' ');
  return `${problem.code} ${problem.path}${facts === '' ? '' : ` ${facts}`}`;
};

/** `policy check FILE [--json]`: 0 when the pack may be published, 1 with one line a problem, 2 when there is no such file. */
export const checkCommand = (args: readonly string[], io: CommandIo, kinds: readonly Vocabulary[]): ExitCode => {
  const given = readArguments(args, ['--json'], []);
  const [file, ...rest] = given?.words ?? [];
  if (given === undefined || file === undefined || rest.length > 0) {
    io.err('usage_wrong: huiyin policy check FILE [--json]');
    return 2;
  }
  const text = (io.read ?? readText)(file);
  if (text === undefined) {
    io.err(`file_unreadable: there is no file ${file}, or it cannot be read.`);
    return 2;
  }
  const loaded = readPackOf(kinds, text);
  const ok = 'pack' in loaded;
  const problems = ok ? [] : loaded.problems;
  if (given.flags.has('--json')) {
    const hash = ok ? definitionHash(loaded.pack, sha256Hex) : null;
    io.out(JSON.stringify({ file, ok, id: ok ? loaded.pack.id : null, hash, problems }, null, 2));
  } else if (ok) {
    const { pack } = loaded;
    io.out(`${file}: ${pack.id} version ${pack.version}, ${pack.rules.length} rules, no problem found; ${definitionHash(pack, sha256Hex)}`);
  } else {
    for (const problem of problems) io.out(`${file}: ${lineOf(problem)}`);
  }
  return ok ? 0 : 1;
};
