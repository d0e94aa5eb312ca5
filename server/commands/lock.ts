import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { likeFolder } from '../postgres/own-folder.ts';

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
  return () => rmSync(path, { force: true });
};
