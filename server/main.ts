import { Command } from 'commander';
import { checkCommand } from '../policy/check.ts';
import { explainCommand } from '../policy/explain-command.ts';
import { verifyCommand } from '../verifier/cli.ts';
import { addAdminCommands } from './commands/admin.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { replayCommand } from './commands/replay.ts';
import { testCommand } from './commands/test.ts';
import { demoCodeCommand, upCommand } from './commands/up.ts';
import { VERSION } from './version.ts';

const io = { out: (line: string): void => void process.stdout.write(`${line}\n`), err: (line: string): void => void process.stderr.write(`${line}\n`) };

/** Ends with the code of a command that reports its own errors. */
const exitWith = async (code: number | Promise<number>): Promise<void> => {
  process.exitCode = await code;
};

const program = new Command('huiyin').description('Every matter gets an answer.').version(VERSION).showHelpAfterError();

program.command('up').description('start the database and the server, and stay in the foreground')
  .option('--port <port>', 'port of the portal and the desk', '8080')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--data <directory>', 'where the data are kept')
  .option('--demo', 'fill an empty installation with a small county; ticks every 5 s')
  .option('--tick <seconds>', 'how often the log takes leaves in')
  .action((options) => exitWith(upCommand(options, io)));
program.command('test').description('run every test').argument('[files...]', 'only these files').action((files: string[]) => exitWith(testCommand(files, io)));
program.command('verify').description('check a bundle or a receipt offline').helpOption(false).allowUnknownOption().argument('[args...]')
  .action((args: string[]) => exitWith(verifyCommand(args, io)));
program.command('policy').description('policy check FILE · policy explain PACK --filed DATE').helpOption(false).allowUnknownOption().argument('[args...]')
  .action(([what, ...rest]: string[]) => exitWith(what === 'check' ? checkCommand(rest, io) : what === 'explain' ? explainCommand(rest, io) : (io.err('huiyin policy check FILE | explain PACK --filed DATE [--json]'), 2)));
program.command('reconcile').description('recompute leaves, tree, projections and obligations and compare everything')
  .option('--data <directory>', 'where the data are kept').option('--json', 'machine-readable').action((options) => exitWith(reconcileCommand(options, io)));
program.command('replay').description('take real records through the same deciders and store').argument('<file>')
  .option('--pack <pack>', 'policy pack', 'petition-2022').option('--data <directory>', 'where the data are kept').option('--json', 'machine-readable')
  .action((file: string, options) => exitWith(replayCommand(file, options, io)));
program.command('demo').description('demo code POST: the sign-in code of a demo post').command('code').argument('<post>').option('--data <directory>')
  .action((post: string, options) => exitWith(demoCodeCommand(post, options, io)));
addAdminCommands(program, io);

program.parseAsync().catch((error: unknown) => {
  io.err(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
