import { readFile } from 'node:fs/promises';
import { instant } from '../kernel/calendar/instant.ts';
import { verifyCommand } from './cli.ts';
import { fetchFrom } from './fetch-from.ts';
import { nodeHashing, nodeVerifying } from './ports-node.ts';

process.exitCode = await verifyCommand(process.argv.slice(2), {
  ports: { hashing: nodeHashing, verifying: nodeVerifying },
  readFile: async (path) => {
    try {
      return await readFile(path);
    } catch {
      return undefined; // missing, a folder, or not ours to read: all the same to the command
    }
  },
  fetchFrom,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: instant(Date.now()),
  locale: process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'],
});
