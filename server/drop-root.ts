import { spawnSync } from 'node:child_process';
import { flushCompileCache } from 'node:module';
import { closeSync, constants, existsSync, fchownSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Installation } from '../engine/installation.ts';
import { isReachable, isRoot, type Account } from '../engine/machine/account.ts';
import { accountOfData } from './postgres/place.ts';

const ROOT = join(import.meta.dirname, '..');
const PROBE = join(import.meta.dirname, 'root-probe.ts');
const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;
const PROBE_MS = 60_000;

/**
 * Gives what is root's below a directory to an account. Every name is opened below the descriptor of its directory and never through a
 * link; a file with a second name somewhere else stays as it is. What belongs to somebody already is left to them.
 */
const giveBelow = (path: string, account: Account): void => {
  const folder = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    if (fstatSync(folder).uid === 0) fchownSync(folder, account.uid, account.gid);
    const here = `/proc/self/fd/${folder}`;
    if (existsSync(`${here}/PG_VERSION`)) return; // a cluster is its account's already, and its server may be at work in it
    for (const entry of readdirSync(here, { withFileTypes: true })) {
      const at = `${here}/${entry.name}`;
      if (entry.isDirectory()) giveBelow(at, account);
      else if (entry.isFile()) giveFile(at, account);
    }
  } finally {
    closeSync(folder);
  }
};

const giveFile = (path: string, account: Account): void => {
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const found = fstatSync(file);
    if (found.isFile() && found.uid === 0 && found.nlink === 1) fchownSync(file, account.uid, account.gid);
  } finally {
    closeSync(file);
  }
};

/** Why an account could not serve this installation; undefined where it can. */
const hindrance = (it: Installation, account: Account): string | undefined => {
  for (const path of [it.dataDirectory, it.keys.path])
    if (!isReachable(dirname(path))) return `user ${account.uid} may not enter ${dirname(path)}`;
  if (!isReachable(ROOT)) return `user ${account.uid} may not read the program in ${ROOT}`;
  // The address of a database holds a password: it goes in where nobody else sees it.
  const input = it.reach.kind === 'url' ? it.reach.url : '';
  const probe = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', PROBE], {
    ...account,
    cwd: '/',
    input,
    encoding: 'utf8',
    timeout: PROBE_MS,
  });
  if (probe.status === 0) return undefined;
  return `user ${account.uid}: ${probe.stdout.trim() || probe.error?.message || 'cannot run the program'}`;
};

const FIRST_FREE_PORT = 1024;

/** Whether only root may listen there. */
export const isRootPort = (port: number): boolean => {
  const path = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
  return port !== 0 && port < (existsSync(path) ? Number(readFileSync(path, 'utf8')) : FIRST_FREE_PORT);
};

/**
 * Started as root, a server goes on as the account that runs its database, for good, before it reads a request; its children, too. Data and
 * keys are given to that account before. Says why where that cannot be, and then nothing is changed. For anybody else it does nothing.
 */
export const dropRoot = (it: Installation, said: (line: string) => void): void => {
  if (!isRoot()) return;
  const account = accountOfData(it.dataDirectory);
  const stays = hindrance(it, account);
  if (stays !== undefined) {
    said(
      `warning: root_stays: the server goes on as root, which it should not: ${stays}. Put program and data where others may pass (for example /opt and /var/lib), or run it as a service: docs/how-to/offline.md`,
    );
    return;
  }
  for (const path of [it.dataDirectory, it.keys.path]) giveBelow(path, account);
  flushCompileCache(); // what root has compiled, only root may keep
  process.setgroups?.([]);
  process.setgid?.(account.gid);
  process.setuid?.(account.uid);
  if (isRoot()) throw new Error('root could not be left');
};
