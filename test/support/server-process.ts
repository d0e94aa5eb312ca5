import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = join(import.meta.dirname, '../../server/main.ts');

/** A server as an operator starts it, in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly startedInMs: number;
  /** What it has printed so far. */
  readonly output: () => string;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL to the server and to every PostgreSQL process of its data directory, at once. */
  killAll(): Promise<void>;
  /** SIGKILL to PostgreSQL alone, at once; the server starts it again. */
  killDatabase(): Promise<void>;
}

const clusterOf = (data: string): string => readFileSync(join(data, 'postgres-cluster'), 'utf8').trim();

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

const childrenOf = (pid: number): readonly number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
};

const postgresOf = (data: string): readonly number[] => {
  const file = join(clusterOf(data), 'postmaster.pid');
  if (!existsSync(file)) return [];
  const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return [postmaster, ...childrenOf(postmaster)];
};

/** Runs one command of the launcher to its end. */
export const runCommand = (
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk;
    });
    child.once('close', (code) => resolve({ code, out, err }));
  });

const kill = (pids: readonly number[]): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it had ended just before
    }
  }
};

/** Starts a command that serves and waits for `ready`. Throws with the output when it ends before. */
const startProcess = async (data: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<ServerProcess> => {
  const since = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  let url: string | undefined;
  while (url === undefined) {
    url = /^ready (\S+)$/m.exec(output)?.[1];
    if (child.exitCode !== null) throw new Error(`${args[0]} ended with ${child.exitCode}:\n${output}`);
    await sleep(5);
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    url,
    child,
    startedInMs: performance.now() - since,
    output: () => output,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    killAll: async () => {
      const pids = [child.pid ?? 0, ...postgresOf(data)].filter((pid) => pid > 1);
      kill(pids);
      await ended;
      while (pids.some(isAlive)) await sleep(5);
    },
    killDatabase: async () => {
      const pids = postgresOf(data).filter((pid) => pid > 1);
      kill(pids);
      while (pids.some(isAlive)) await sleep(5);
    },
  };
};

/** `up` is ready before anything is set up, too; resolves once it serves a jurisdiction. */
export const whenServed = async (url: string): Promise<void> => {
  for (;;) {
    const status = await fetch(`${url}/healthz`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(50);
  }
};

/** Starts `up` on a port of its own. */
export const startServer = (data: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> =>
  startProcess(data, ['up', '--port', '0', '--data', data, ...args], env);

/** Starts an independent door by its configuration; `data` is the directory that it names. */
export const startDoor = (data: string, config: string): Promise<ServerProcess> => startProcess(data, ['door', '--config', config], {});

/** Starts a witness by its configuration. It has no database. */
export const startWitness = (config: string): Promise<ServerProcess> => startProcess('', ['witness', '--config', config], {});

/** Starts a signer by its configuration. It has no database; `url` is its socket. */
export const startSigner = (config: string): Promise<ServerProcess> => startProcess('', ['signer', '--config', config], {});

/** Files a matter over HTTP; undefined when no answer came, which says nothing about whether it was stored. */
export const postMatter = async (
  url: string,
  key: string,
  fields: object,
): Promise<
  { readonly status: number; readonly body: { readonly number: string; readonly code: string; readonly leaf: string } } | undefined
> => {
  try {
    const response = await fetch(`${url}/api/v1/matters`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key.padEnd(22, '.') },
      body: JSON.stringify({ kind: 'grievance', ...fields }),
    });
    // Tests look at fields of the documented answer only.
    return { status: response.status, body: (await response.json()) as { number: string; code: string; leaf: string } };
  } catch {
    return undefined;
  }
};
