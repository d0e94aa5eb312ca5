import { MATTER } from '../kernel/matter/vocabulary.ts';
import type { Vocabulary } from '../kernel/policy/vocabulary.ts';
import { checkCommand } from './check.ts';
import type { CommandIo, ExitCode } from './command-io.ts';
import { explainCommand } from './explain-command.ts';

const io: CommandIo = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
};

/** `policy check …` and `policy explain …`, of packs of these kinds; where it runs by itself, of matters. */
export const policyCommand = (args: readonly string[], given: CommandIo, kinds: readonly Vocabulary[] = [MATTER]): ExitCode => {
  const [verb, ...rest] = args;
  if (verb === 'check') return checkCommand(rest, given, kinds);
  if (verb === 'explain') return explainCommand(rest, given, kinds);
  given.err('usage_wrong: huiyin policy check FILE | huiyin policy explain PACK --filed YYYY-MM-DD');
  return 2;
};

// A reader that has seen enough (`| head`) is no fault.
const stopQuietly = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};

if (import.meta.main) process.stdout.on('error', stopQuietly);
if (import.meta.main) process.exitCode = policyCommand(process.argv.slice(2), io);
