import { speaking, type Io } from './commands/io.ts';

/** The terminal. */
export const io: Io = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
};

/** Each command is loaded when it is called: `verify` needs no server, `up` starts faster. */
export const run = async (command: () => Promise<number>): Promise<void> => {
  process.exitCode = await command();
};

/** As above, for a command that tells facts: with --json all it says is one object. */
export const say = async (options: { readonly json?: boolean }, command: (told: Io) => Promise<number>): Promise<void> => {
  process.exitCode = await speaking(options.json === true, io, command);
};
