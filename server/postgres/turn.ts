import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 180_000; // making a cluster and migrating it takes seconds; recovery of a killed one up to a minute

const bind = (name: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(`\0${name}`, () => resolve(server)); // abstract (unix(7)): no file, and gone with its process, however that ends
  });

/**
 * Does `work` while no other process of this machine does any under the same name. Two that start at once would else
 * make one database cluster twice, or one would stop what the other uses. Throws when its turn does not come in 3 min.
 */
export const inTurn = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  let held: Server | undefined;
  for (let waited = 0; (held = await bind(name)) === undefined; waited += 25) {
    if (waited > PATIENCE_MS) throw new Error(`another process has been starting or stopping the database (${name}) for three minutes`);
    await sleep(25);
  }
  try {
    return await work();
  } finally {
    held.close();
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

let entered = 0;

/** Writes down that this process uses what `folder` stands for, until the function that it returns is called. */
export const enter = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${process.pid}-${(entered += 1)}`);
  // Numbers only, in a folder that nobody else enters: who stops last may be another account than who entered (root beside the service's own).
  writeFileSync(path, identityOf(String(process.pid)) ?? '');
  chmodSync(path, 0o644);
  return () => rmSync(path, { force: true });
};

/** True while somebody who entered is alive and has not left. Takes out those who were killed. Call it in turn. */
export const isInUse = (folder: string): boolean => {
  let used = false;
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    if (identityOf(text.split(' ')[0] ?? '') === text) used = true;
    else rmSync(join(folder, name), { force: true });
  }
  return used;
};
