import { mkdirSync, readFileSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { likeFolder } from '../machine/own-folder.ts';
import { bytesEqual } from '../../kernel/canonical/bytes.ts';

/** The public files of one log: `checkpoint` and `tile/…` (c2sp.org/tlog-tiles), as a static host would serve them. */
export interface TileStore {
  readonly home: string;
  read(path: string): Uint8Array | undefined;
  /** Writes a file whole: temporary, fsync, rename; then reads it back. Throws when it is not the same. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Makes the renames of the last writes durable. */
  sync(): Promise<void>;
}

const syncDirectory = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Made with those above it; as root each belongs to whoever has the one above. */
const mkdirLike = (path: string): void => {
  const first = mkdirSync(path, { recursive: true });
  for (let at = first; at !== undefined && path.startsWith(at); at = nextOf(at, path)) likeFolder(at);
};

const nextOf = (at: string, path: string): string | undefined =>
  at === path ? undefined : join(at, path.slice(at.length + 1).split('/')[0] ?? '');

/** A disk that is slow to sync must not stop the server from answering: everything that waits for it is asynchronous. */
export const openTileStore = (home: string): TileStore => {
  mkdirLike(home);
  const touched = new Set<string>();
  return {
    home,
    read: (path) => {
      try {
        return new Uint8Array(readFileSync(join(home, path)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // not written yet
        throw error;
      }
    },
    write: async (path, bytes) => {
      const target = join(home, path);
      mkdirLike(dirname(target));
      const temporary = `${target}.tmp`;
      await rm(temporary, { force: true }); // of a kill, or a link: nothing is written through one
      const file = await open(temporary, 'wx', 0o644);
      try {
        likeFolder(temporary);
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, target);
      for (let at = dirname(target); at.startsWith(home); at = dirname(at)) touched.add(at);
      if (!bytesEqual(new Uint8Array(await readFile(target)), bytes)) throw new Error(`${path} does not read back as it was written`);
    },
    sync: async () => {
      for (const path of touched) await syncDirectory(path);
      touched.clear();
    },
  };
};
