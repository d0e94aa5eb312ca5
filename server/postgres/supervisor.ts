import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, lstatSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { refuseOtherMajor } from './major.ts';
import { isRoot } from '../../engine/machine/account.ts';
import { openOwnLog, ownFolder } from '../../engine/machine/own-folder.ts';
import type { Place } from './place.ts';
import { enter, inTurn, isInUse } from './turn.ts';

/** A running embedded server. */
export interface EmbeddedPostgres {
  /** What `pg` needs to connect as the superuser. */
  readonly connection: { readonly host: string; readonly user: string; readonly port: number };
  /** Whether its process is there. */
  isRunning(): boolean;
  /** Starts it again at the same socket where it has ended by itself. Throws when it does not answer soon. */
  again(): Promise<void>;
  /** Fast shutdown, unless another process uses it too: the last to leave stops it. Resolves when that is done. */
  stop(): Promise<void>;
}

const PORT = 5432; // names the socket file only; nothing listens on TCP

/** G9: no statement, no parameter and no detail of a row may reach the server's log. */
const SETTINGS = {
  listen_addresses: '',
  max_connections: '100',
  shared_buffers: '128MB',
  jit: 'off',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  logging_collector: 'off',
};

/** Only root can start something as another account; who has dropped root is that account. */
const runAs = ({ account }: Place): Place['account'] => (isRoot() ? account : undefined);

const run = (place: Place, program: string, args: readonly string[]): void => {
  const done = spawnSync(join(place.bin, program), args, {
    ...runAs(place),
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    cwd: place.socket,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr || done.error?.message || done.status}`);
};

const initialise = (place: Place): void => {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return;
  // Made beside and moved into place when it is whole: one that was killed while it was being made is no cluster.
  const unfinished = `${place.cluster}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  ownFolder(unfinished, runAs(place), 0o700);
  run(place, 'initdb', [
    '-D',
    unfinished,
    '-U',
    'postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ]);
  renameSync(unfinished, place.cluster); // the directory that stands there is empty, which rename(2) allows
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, but somebody else's
  }
};

/** A server that runs on a cluster, and the folder of its socket ('' while it is still making one). */
interface Postmaster {
  readonly pid: number;
  readonly socket: string;
  /** It lets nobody in any more and waits for those who are in to leave (SIGTERM, "smart shutdown"): who uses it would keep it so. */
  readonly isStopping: boolean;
}

const isSamePath = (a: string, b: string): boolean => {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
};

/** The postmaster named in the pid file of the cluster, when a process of that number really is PostgreSQL, on this cluster. */
const findPostmaster = (place: Place): Postmaster | undefined => {
  try {
    const [number, , , , socket = '', , , status = ''] = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(number);
    if (!(pid > 1) || !isAlive(pid) || readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return undefined;
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return isSamePath(words[words.indexOf('-D') + 1] ?? '', place.cluster)
      ? { pid, socket: socket.trim(), isStopping: status.trim() === 'stopping' }
      : undefined;
  } catch {
    return undefined;
  }
};

const connectionOf = (socket: string): EmbeddedPostgres['connection'] => ({ host: socket, user: 'postgres', port: PORT });

/** Only the owner of the cluster can have put a socket where only the owner of the cluster may enter. */
const isOwnSocket = (place: Place, socket: string): boolean => {
  const owner = lstatSync(place.cluster).uid;
  const folder = lstatSync(socket, { throwIfNoEntry: false });
  const file = lstatSync(join(socket, `.s.PGSQL.${PORT}`), { throwIfNoEntry: false });
  return (
    folder?.isDirectory() === true && folder.uid === owner && (folder.mode & 0o077) === 0 && file?.isSocket() === true && file.uid === owner
  );
};

const parentOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
};

/**
 * Whether the server of this cluster answers there, and nobody else: it knows the number that `initdb` gave the cluster, and whoever serves
 * us is a child of the postmaster that the cluster names. Before that nothing is asked of it.
 */
const isOurs = async (place: Place, { pid, socket }: Postmaster): Promise<boolean> => {
  if (socket === '' || !isOwnSocket(place, socket)) return false;
  const client = new Client({ ...connectionOf(socket), database: 'postgres', connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    const known = readFileSync(join(place.cluster, 'global/pg_control')).readBigUInt64LE(0); // its first field, `system_identifier`
    await client.connect();
    const { rows } = await client.query<{ id: string; backend: number }>(
      'select system_identifier::text as id, pg_backend_pid() as backend from pg_control_system()',
    );
    return rows[0]?.id === String(known) && parentOf(rows[0].backend) === pid;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const logOf = (place: Place): string => join(place.socket, 'postgres.log');

const start = (place: Place): ChildProcess => {
  const args = [
    '-D',
    place.cluster,
    '-k',
    place.socket,
    '-p',
    String(PORT),
    ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = openOwnLog(logOf(place), place.account);
  // Its own session, so that an interrupt in the terminal reaches us alone and we stop it in order.
  const child = spawn(join(place.bin, 'postgres'), args, {
    ...runAs(place),
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    cwd: place.socket,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
};

const end = async (pid: number): Promise<void> => {
  if (isAlive(pid)) process.kill(pid, 'SIGINT'); // fast shutdown
  for (let waited = 0; isAlive(pid); waited += 50) {
    if (waited === 8000) process.kill(pid, 'SIGQUIT'); // immediate; recovery at the next start
    await sleep(50);
  }
};

const PATIENCE_MS = 60_000; // recovery included
const AGAIN_MS = 20_000;

const answering = async (place: Place, patience = PATIENCE_MS): Promise<Postmaster> => {
  let pid: number | undefined;
  for (let waited = 0; ; waited += 50) {
    const running = findPostmaster(place);
    if (running && (await isOurs(place, running))) return running;
    pid = running?.pid ?? pid;
    // After a kill -9 the orphans of the old server hold its memory for a moment: try again until they are gone.
    if (pid === undefined || !isAlive(pid)) {
      const child = start(place);
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.once('error', () => undefined); // said by the log, or by nothing that answers
      pid = child.pid;
      await Promise.race([ended, sleep(50)]);
    }
    if (waited > patience) throw new Error(`PostgreSQL does not answer:\n${readFileSync(logOf(place), 'utf8').slice(-2000)}`);
    await sleep(50);
  }
};

/**
 * Starts the server of a place, or adopts one that runs there (of another command, or left by a killed process), and
 * does what has to be done once, before anybody else may reach it. Only one process at a time starts, prepares or stops.
 * Throws with the end of the server's log when it does not answer within 60 s (recovery included).
 */
export const startPostgres = (place: Place, prepare?: (it: EmbeddedPostgres['connection']) => Promise<void>): Promise<EmbeddedPostgres> => {
  const turn = `${place.cluster}.turn`;
  return inTurn(turn, async () => {
    refuseOtherMajor(place);
    initialise(place);
    const { pid, socket } = await answering(place);
    const connection = connectionOf(socket);
    const users = join(socket, 'users');
    const leave = enter(users, runAs(place));
    const stop = async (): Promise<void> => {
      leave();
      if (!isInUse(users)) await end(findPostmaster(place)?.pid ?? pid);
    };
    try {
      await prepare?.(connection);
    } catch (error) {
      await stop();
      throw error;
    }
    return {
      connection,
      isRunning: () => findPostmaster(place)?.isStopping === false,
      again: () =>
        inTurn(turn, async () => {
          const before = findPostmaster(place);
          if (before?.isStopping === true) await end(before.pid);
          await answering({ ...place, socket }, AGAIN_MS);
        }),
      stop: () => inTurn(turn, stop),
    };
  });
};

/** Ends the server of a place, where a killed process has left one running. */
export const endLeftOver = async (place: Place): Promise<void> => {
  const running = findPostmaster(place);
  if (running) await end(running.pid);
};
