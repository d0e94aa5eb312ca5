import { verifyCommand } from './cli.ts';

process.exitCode = await verifyCommand(process.argv.slice(2), {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
});
