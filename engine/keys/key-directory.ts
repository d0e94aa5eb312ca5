import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { likeFolder } from '../machine/own-folder.ts';

const SECRET_BYTES = 32;

/** Writes a file so that after a crash it is either the old or the new one, never half of it. */
const writeDurably = async (path: string, text: string): Promise<void> => {
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    likeFolder(temporary);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

/** Makes a file (0600) with a new secret, durably and whole. For what is made once, before anything can be answered. */
export const createSecret = (path: string): void => {
  const temporary = `${path}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  const file = openSync(temporary, 'wx', 0o600);
  try {
    likeFolder(temporary);
    writeSync(file, `${randomBytes(SECRET_BYTES).toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  // Of two processes that make it at once, the first one’s stays: what was told of it already holds.
  try {
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  rmSync(temporary);
  syncDirectory(dirname(path));
};

const syncDirectory = (path: string): void => {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
};

/** Secrets of one installation: files (0600) beside the data directory, never inside it. */
export interface KeyDirectory {
  readonly path: string;
  /** The 32 bytes of a secret; throws when the file is missing: a lost key is never replaced silently. */
  secret(name: string): Buffer;
  /** Makes a secret that must not exist yet, or returns the one that does. */
  ensureSecret(name: string): Buffer;
  /** Destroys a secret for good; durable when it returns. */
  removeSecret(name: string): void;
  /** The names of all secrets there are. */
  names(): readonly string[];
  readText(name: string): string | undefined;
  /** The names of all other files that begin so. */
  texts(start: string): readonly string[];
  /** Gives a file that is there another name; durable when it returns. */
  renameText(name: string, to: string): void;
  /** Durable when it resolves. */
  writeText(name: string, text: string): Promise<void>;
}

export const openKeyDirectory = (path: string): KeyDirectory => {
  const home = resolve(path);
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o700);
  const at = (name: string): string => join(home, name);
  const secret = (name: string): Buffer => {
    if (!existsSync(at(`${name}.key`)))
      throw new Error(
        `the key file ${at(`${name}.key`)} is missing; bring it back from where it is kept, a new one would not open what is stored`,
      );
    const bytes = Buffer.from(readFileSync(at(`${name}.key`), 'utf8').trim(), 'hex');
    if (bytes.length !== SECRET_BYTES) throw new Error(`the key file ${at(`${name}.key`)} is damaged`);
    return bytes;
  };
  return {
    path: home,
    secret,
    ensureSecret: (name) => {
      if (!existsSync(at(`${name}.key`))) createSecret(at(`${name}.key`));
      return secret(name);
    },
    removeSecret: (name) => {
      rmSync(at(`${name}.key`));
      syncDirectory(home);
    },
    names: () =>
      readdirSync(home)
        .filter((file) => file.endsWith('.key'))
        .map((file) => file.slice(0, -'.key'.length))
        .toSorted(),
    texts: (start) => readdirSync(home).filter((file) => file.startsWith(start) && !file.endsWith('.key')),
    readText: (name) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : undefined),
    renameText: (name, to) => {
      if (!existsSync(at(name))) return;
      renameSync(at(name), at(to));
      syncDirectory(home);
    },
    writeText: (name, text) => writeDurably(at(name), text),
  };
};
