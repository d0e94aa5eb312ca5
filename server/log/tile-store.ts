import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bytesEqual } from '../../kernel/canonical/bytes.ts';

/** The public files of one log: `checkpoint` and `tile/…` (c2sp.org/tlog-tiles), as a static host would serve them. */
export interface TileStore {
  readonly home: string;
  read(path: string): Uint8Array | undefined;
  /** Writes a file whole: temporary, fsync, rename, directories too; then reads it back. Throws when it is not the same. */
  write(path: string, bytes: Uint8Array): void;
  /** Makes the renames of the last writes durable. */
  sync(): void;
}

const syncDirectory = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

export const openTileStore = (home: string): TileStore => {
  mkdirSync(home, { recursive: true });
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
    write: (path, bytes) => {
      const target = join(home, path);
      mkdirSync(dirname(target), { recursive: true });
      const temporary = `${target}.tmp`;
      const file = openSync(temporary, 'w', 0o644);
      try {
        writeSync(file, bytes);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, target);
      for (let at = dirname(target); at.startsWith(home); at = dirname(at)) touched.add(at);
      if (!bytesEqual(new Uint8Array(readFileSync(target)), bytes)) throw new Error(`${path} does not read back as it was written`);
    },
    sync: () => {
      for (const path of touched) syncDirectory(path);
      touched.clear();
    },
  };
};
