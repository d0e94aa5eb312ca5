import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** An account of this machine that is not root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'huiyin';
/** Where root keeps what that account must reach. */
export const ROOT_HOME = '/var/lib/huiyin';

export const isRoot = (): boolean => process.getuid?.() === 0;

const idOf = (flag: '-u' | '-g'): number =>
  Number(
    execFileSync('id', [flag, NAME], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim(),
  );

const findOrMake = (): Account => {
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      ROOT_HOME,
      '--shell',
      '/usr/sbin/nologin',
      NAME,
    ]);
    return { uid: idOf('-u'), gid: idOf('-g') };
  }
};

/** Under whom root runs what must not be root: whoever has the path already, else the account of this program. Throws when none can be made. */
export const accountFor = (path: string): Account => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : findOrMake();
};

/** True when every directory above may be crossed by an account that owns none of them. */
export const isReachable = (path: string): boolean => {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
};
