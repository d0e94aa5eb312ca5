import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { refuseOtherMajor } from './major.ts';
import type { Place } from './place.ts';
import { enter, inTurn, isInUse } from './turn.ts';

/** A running embedded server. */
export interface EmbeddedPostgres {
  /** What `pg` needs to connect as the superuser. */
  readonly connection: { readonly host: string; readonly user: string; readonly port: number };
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

const run = (place: Place, program: string, args: readonly string[]): void => {
  const done = spawnSync(join(place.bin, program), args, {
    ...place.account,
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
  mkdirSync(unfinished, { mode: 0o700 });
  if (place.account) chownSync(unfinished, place.account.uid, place.account.gid);
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

/** The postmaster named in the pid file, when a process of that number really is PostgreSQL. */
const findPostmaster = (place: Place): number | undefined => {
  try {
    const pid = Number(readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return pid > 1 && isAlive(pid) && name === 'postgres' ? pid : undefined;
  } catch {
    return undefined;
  }
};

const answers = async (connection: EmbeddedPostgres['connection']): Promise<boolean> => {
  const client = new Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

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
  const log = openSync(join(place.socket, 'postgres.log'), 'a', 0o600);
  // Its own session, so that an interrupt in the terminal reaches us alone and we stop it in order.
  const child = spawn(join(place.bin, 'postgres'), args, {
    ...place.account,
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    cwd: place.socket,
    detached: true,
    stdio: ['ignore', log, log],
  });
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

const answering = async (place: Place, connection: EmbeddedPostgres['connection']): Promise<number | undefined> => {
  let pid = findPostmaster(place);
  for (let waited = 0; !(await answers(connection)); waited += 50) {
    // After a kill -9 the orphans of the old server hold its memory for a moment: try again until they are gone.
    if (pid === undefined || !isAlive(pid)) {
      const child = start(place);
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      pid = child.pid;
      await Promise.race([ended, sleep(50)]);
    }
    if (waited > 60_000)
      throw new Error(`PostgreSQL does not answer:\n${readFileSync(join(place.socket, 'postgres.log'), 'utf8').slice(-2000)}`);
    await sleep(50);
  }
  return findPostmaster(place) ?? pid;
};

/**
 * Starts the server of a place, or adopts one that runs there (of another command, or left by a killed process), and
 * does what has to be done once, before anybody else may reach it. Only one process at a time starts, prepares or stops.
 * Throws with the end of the server's log when it does not answer within 60 s (recovery included).
 */
export const startPostgres = (place: Place, prepare?: (it: EmbeddedPostgres['connection']) => Promise<void>): Promise<EmbeddedPostgres> => {
  const turn = place.socket;
  const users = join(place.socket, 'users');
  return inTurn(turn, async () => {
    refuseOtherMajor(place);
    initialise(place);
    const connection = { host: place.socket, user: 'postgres', port: PORT };
    const pid = await answering(place, connection);
    const leave = enter(users);
    const stop = async (): Promise<void> => {
      leave();
      if (pid !== undefined && !isInUse(users)) await end(pid);
    };
    try {
      await prepare?.(connection);
    } catch (error) {
      await stop();
      throw error;
    }
    return { connection, stop: () => inTurn(turn, stop) };
  });
};

/** Ends the server of a place, where a killed process has left one running. */
export const endLeftOver = async (place: Place): Promise<void> => {
  const pid = findPostmaster(place);
  if (pid !== undefined) await end(pid);
};
