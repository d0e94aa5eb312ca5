import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { likeFolder } from '../../engine/machine/own-folder.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, but another account's
  }
};

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it has just ended
  }
};

/** One server a data directory. A file left by a killed one does not count. */
export const takeLock = (data: string): (() => void) => {
  const path = join(data, 'up.pid');
  if (existsSync(path)) {
    const pid = Number(readFileSync(path, 'utf8'));
    if (pid !== process.pid && isAlive(pid) && commandOf(pid).includes('main.ts'))
      throw new Error(`another huiyin (process ${pid}) already serves ${data}`);
    rmSync(path);
  }
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, String(process.pid));
  closeSync(file);
  likeFolder(path);
  return () => {
    for (const one of [path, join(data, 'up.url')]) rmSync(one, { force: true });
  };
};

/** Writes down where the server of a data directory is reached, for the commands beside it. */
export const tellAddress = (data: string, address: string): void => {
  const path = join(data, 'up.url');
  rmSync(path, { force: true });
  writeFileSync(path, `${process.pid} ${process.env['HUIYIN_URL'] ?? address}\n`, { mode: 0o600, flag: 'wx' });
};

/** Where the server of a data directory is reached; undefined where none runs. */
export const addressOf = (data: string): string | undefined => {
  const path = join(data, 'up.url');
  const [pid = '', url] = existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ') : [];
  return url !== undefined && isAlive(Number(pid)) && commandOf(Number(pid)).includes('main.ts') ? url : undefined;
};
