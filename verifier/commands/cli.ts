import { readFile } from 'node:fs/promises';
import { instant } from '../../kernel/calendar/instant.ts';
import { runVerify, type ExitCode, type LineOutput } from './command.ts';
import { fetchFrom } from '../check/fetch-from.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';

const readOrNothing = async (path: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(path);
  } catch {
    return undefined; // missing, a folder, or not ours to read: all the same to the command
  }
};

/** `verify` on this machine: its files, its network, its clock and its language. */
export const verifyCommand = (args: readonly string[], io: LineOutput): Promise<ExitCode> =>
  runVerify(args, {
    ...io,
    ports: { hashing: nodeHashing, verifying: nodeVerifying },
    readFile: readOrNothing,
    fetchFrom,
    now: instant(Date.now()),
    // As POSIX has it: the first that is set and not empty.
    locale: process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'],
  });
