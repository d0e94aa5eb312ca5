import { closeSync, constants, fchmodSync, fchownSync, fstatSync, lchownSync, lstatSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRoot, type Account } from './account.ts';

const { O_APPEND, O_CREAT, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

const foreign = (path: string, why: string): Error =>
  new Error(`folder_foreign: ${path} ${why}. Nothing was touched; look who made it, remove it, and start again`);

const openFolder = (path: string): number => {
  try {
    return openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR' || code === 'ELOOP') throw foreign(path, 'is no directory');
    throw error;
  }
};

/**
 * Makes a directory, or takes one that is there. What somebody else has prepared is never adopted: no link, no other owner, nothing that
 * others may write. Looked at and changed through one descriptor, so that it cannot be exchanged in between. The folder above must be safe.
 */
export const ownFolder = (path: string, account: Account | undefined, mode: number): void => {
  const wanted = account?.uid ?? process.getuid?.() ?? 0;
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const folder = openFolder(path);
  try {
    const found = fstatSync(folder);
    // Just made by us, or by one of us who was killed before it could give it away; nobody else makes what is root's.
    const isFresh = isRoot() && found.uid === 0 && wanted !== 0 && readdirSync(path).length === 0;
    if (found.uid !== wanted && !isFresh) throw foreign(path, `belongs to user ${found.uid}, not ${wanted}`);
    if ((found.mode & 0o022) !== 0) throw foreign(path, 'can be written by others');
    if (isFresh && account) fchownSync(folder, account.uid, account.gid);
    if ((found.mode & 0o777) !== mode) fchmodSync(folder, mode);
  } finally {
    closeSync(folder);
  }
};

/** Opens a file to add to it: made where it is not there, never through a link of either kind. The account may add to it, too. */
export const openOwnLog = (path: string, account: Account | undefined): number => {
  const file = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  const found = fstatSync(file);
  if (!found.isFile() || found.nlink !== 1) {
    closeSync(file);
    throw foreign(path, 'is no file of its own');
  }
  if (isRoot() && account && found.uid === 0) fchownSync(file, account.uid, account.gid);
  return file;
};

/**
 * What root has just made in the folder of an account belongs to the account: its server must read what a command of root writes beside it.
 * Does nothing for anybody else.
 */
export const likeFolder = (path: string): void => {
  if (!isRoot()) return;
  const { uid, gid } = lstatSync(dirname(path));
  if (uid !== 0) lchownSync(path, uid, gid);
};
