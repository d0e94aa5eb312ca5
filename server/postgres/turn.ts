import { closeSync, constants, lstatSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../../engine/machine/account.ts';
import { likeFolder, ownFolder } from '../../engine/machine/own-folder.ts';

const PATIENCE_MS = 180_000; // making a cluster and migrating it takes seconds; recovery of a killed one up to a minute
const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
const SQLITE_BUSY = 5;

const isBusy = (error: unknown): boolean => ((Number((error as { errcode?: unknown }).errcode) || 0) & 0xff) === SQLITE_BUSY;

/** The file that is locked, made by whoever comes first. Opened here only to make it: closing it again later would undo a lock of this process. */
const makeLockFile = (path: string): void => {
  try {
    closeSync(openSync(path, 'wx', 0o600));
    likeFolder(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (!lstatSync(path).isFile()) throw new Error(`folder_foreign: ${path} is no file of its own; remove it, and start again`);
};

/**
 * Does `work` while no other process of this machine does any under the same file. Two that start at once would else make one database
 * cluster twice, or one would stop what the other uses. The lock is the kernel's (fcntl(2), by way of SQLite, since Node has no `flock`):
 * it is gone with its process, however that ends, and only who may write the file can take it. Throws when its turn does not come in 3 min.
 */
export const inTurn = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  makeLockFile(path);
  const file = new DatabaseSync(path);
  try {
    for (let waited = 0; ; waited += 25) {
      try {
        file.exec('begin exclusive'); // nothing is ever written: the file stays empty
        break;
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
      if (waited > PATIENCE_MS) throw new Error(`another process has been starting or stopping the database (${path}) for three minutes`);
      await sleep(25);
    }
    return await work();
  } finally {
    file.close();
  }
};

/** Number and start time of a process (`proc(5)`, field 22 of `stat`): a number used again is another process. */
const identityOf = (pid: string): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // the name before may hold anything
    return fields[0] === 'Z' ? undefined : `${pid} ${fields[19]}`;
  } catch {
    return undefined;
  }
};

/** Writes down that this process uses what `folder` stands for, until the function that it returns is called. */
export const enter = (folder: string, account: Account | undefined): (() => void) => {
  ownFolder(folder, account, 0o700);
  const path = join(folder, `${process.pid}-${randomBytes(6).toString('hex')}`);
  // Numbers only. Never over something that is there: root writes here, in a folder of another account.
  const file = openSync(path, 'wx', 0o644);
  writeSync(file, identityOf(String(process.pid)) ?? '');
  closeSync(file);
  return () => rmSync(path, { force: true });
};

const readPlain = (path: string): string => {
  try {
    const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      return readFileSync(file, 'utf8');
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
};

/** True while somebody who entered is alive and has not left. Takes out those who were killed. Call it in turn. */
export const isInUse = (folder: string): boolean => {
  let used = false;
  for (const name of readdirSync(folder)) {
    const text = readPlain(join(folder, name));
    if (text !== '' && identityOf(text.split(' ')[0] ?? '') === text) used = true;
    else rmSync(join(folder, name), { force: true, recursive: true });
  }
  return used;
};
