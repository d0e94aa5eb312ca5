import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { LEFT_OUT } from './leave-out.ts';
import type { SheetDocument } from './sheet.ts';

// A small process of its own that starts one process for each paper and watches it. To start a process stops the one that does it until
// the new one runs: 50 to 110 ms were seen for the server, which answers everybody.

/** One paper to be made. Numbers are given by who asks. */
export interface Wanted {
  readonly number: number;
  readonly document: SheetDocument;
  /** Time on the processor, of all threads together, in milliseconds. */
  readonly timeMs: number;
}

/** How a paper ended: made (whole, or not all its words are on it), too much for the time it had, or failed. */
export type Ended = { readonly number: number } & (
  | { readonly end: 'made'; readonly pdf: Uint8Array; readonly whole: boolean }
  | { readonly end: 'too_much' | 'failed' }
);

/** On a busy machine a paper may take so many times longer by the clock. */
const PATIENCE = 10;
const LOOK_EVERY_MS = 200;
const BYTES_MAX = 64 * 1024 * 1024;

const CHILD = join(import.meta.dirname, 'typst-child.ts');
const ROOT = join(import.meta.dirname, '../../..');

// The child may read the program and write nothing; what it prints on the error side may hold words, so nobody listens there.
const READS = [ROOT, realpathSync(join(ROOT, 'node_modules'))];
const FLAGS = ['--permission', '--allow-addons', ...READS.map((folder) => `--allow-fs-read=${folder}`)];

/** How long a process had the processor, in milliseconds; 0 where the system does not tell (proc(5): utime and stime, in ticks of 10 ms). */
const timeOf = (pid: number | undefined): number => {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return 10 * (Number(after[11]) + Number(after[12])) || 0;
  } catch {
    return 0;
  }
};

const children = new Set<ChildProcess>();

const make = ({ number, document, timeMs }: Wanted, ended: (end: Ended) => void): void => {
  const child = spawn(process.execPath, [...FLAGS, CHILD], { stdio: ['pipe', 'pipe', 'ignore'], env: {}, cwd: ROOT, windowsHide: true });
  children.add(child);
  const parts: Buffer[] = [];
  let size = 0;
  let tooMuch = false;
  const timer = setTimeout(() => child.kill('SIGKILL'), timeMs * PATIENCE);
  const looking = setInterval(() => {
    tooMuch = timeOf(child.pid) > timeMs;
    if (tooMuch) child.kill('SIGKILL');
  }, LOOK_EVERY_MS);
  child.stdout.on('data', (part: Buffer) => {
    size += part.length;
    if (size > BYTES_MAX) child.kill('SIGKILL');
    else parts.push(part);
  });
  // A child that dies while it is written to, or does not start, is told by its end.
  child.stdin.on('error', () => undefined);
  child.on('error', () => undefined);
  child.on('close', (code) => {
    children.delete(child);
    clearTimeout(timer);
    clearInterval(looking);
    if ((code === 0 || code === LEFT_OUT) && size > 0) ended({ number, end: 'made', pdf: Buffer.concat(parts), whole: code === 0 });
    else ended({ number, end: tooMuch ? 'too_much' : 'failed' });
  });
  child.stdin.end(JSON.stringify(document));
};

process.on('message', (wanted: Wanted) => make(wanted, (end) => process.send?.(end)));
// Nobody waits for a paper whose server is gone.
process.on('disconnect', () => {
  for (const child of children) child.kill('SIGKILL');
  process.exit();
});
