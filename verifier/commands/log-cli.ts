import { open, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExitCode, LineOutput } from './command.ts';
import { Unreachable } from '../check/comparison.ts';
import { fetchFrom } from '../check/fetch-from.ts';
import { runFsck } from './fsck-command.ts';
import { nodeHashing, nodeVerifying } from '../../ports/node.ts';
import type { FetchBytes } from '../check/tile-source.ts';
import { runWatch } from './watch-command.ts';

const ports = { hashing: nodeHashing, verifying: nodeVerifying };
// As POSIX has it: the first that is set and not empty.
const locale = (): string | undefined => process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'];

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

const readOrNothing = async (path: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(path);
  } catch {
    return undefined; // missing, a folder, or not ours to read: all the same to the command
  }
};

const readIfThere = async (path: string): Promise<Uint8Array | undefined | null> => {
  try {
    return await readFile(path);
  } catch (error) {
    return isMissing(error) ? undefined : null;
  }
};

const writeDurably = async (path: string, text: string): Promise<boolean> => {
  try {
    const file = await open(`${path}.tmp`, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.tmp`, path);
    const folder = await open(dirname(path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    return true;
  } catch {
    return false; // the command says so
  }
};

const openFolder = (home: string): { readonly fetchBytes: FetchBytes; readonly tiles: () => Promise<readonly string[]> } => ({
  fetchBytes: async (path) => {
    try {
      return await readFile(join(home, path));
    } catch (error) {
      if (isMissing(error)) return null;
      throw new Unreachable(error instanceof Error ? error.message : String(error));
    }
  },
  tiles: async () => {
    for (const below of ['tile', join('log', 'tile')]) {
      try {
        const found = await readdir(join(home, below), { recursive: true, withFileTypes: true });
        const start = join(home, dirname(below));
        return found.filter((it) => it.isFile()).map((it) => relative(start, join(it.parentPath, it.name)).split(sep).join('/'));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    }
    return [];
  },
});

/** Waits until SIGINT or SIGTERM; what was seen is in the state file by then. */
const waitFor = async (seconds: number): Promise<boolean> => {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    await sleep(seconds * 1000, undefined, { signal: ending.signal });
    return true;
  } catch {
    return false; // only the signal ends it early
  } finally {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  }
};

/** `watch` on this machine. */
export const watchCommand = (args: readonly string[], io: LineOutput): Promise<ExitCode> =>
  runWatch(args, { ...io, ports, readFile: readIfThere, writeFile: writeDurably, fetchFrom, wait: waitFor, locale: locale() });

/** `fsck` on this machine. */
export const fsckCommand = (args: readonly string[], io: LineOutput): Promise<ExitCode> =>
  runFsck(args, { ...io, ports, readFile: readOrNothing, fetchFrom, openFolder, locale: locale() });
