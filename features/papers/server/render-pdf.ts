import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { SheetDocument } from './sheet.ts';

/** A dossier of 40 papers takes two seconds on a slow machine. */
const TIME_MS = 30_000;
const BYTES_MAX = 64 * 1024 * 1024;
/** So many at once, each with about 160 MB of its own; so many may wait. */
const AT_ONCE = 2;
const WAITING_MAX = 20;

const CHILD = join(import.meta.dirname, 'typst-child.ts');
const ROOT = join(import.meta.dirname, '../../..');

let running = 0;
const waiting: (() => void)[] = [];

/** A paper could not be made now: too many are being made, or this one failed or took too long. */
export class PaperNotMade extends Error {}

const takeTurn = async (): Promise<void> => {
  if (running < AT_ONCE) {
    running += 1;
    return;
  }
  if (waiting.length >= WAITING_MAX) throw new PaperNotMade('too many papers are being made');
  await new Promise<void>((turn) => {
    waiting.push(turn);
  });
};

const passTurn = (): void => {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
};

// It may read the program and write nothing; what it prints on the error side may hold words, so nobody listens there.
const READS = [ROOT, realpathSync(join(ROOT, 'node_modules'))];
const FLAGS = ['--permission', '--allow-addons', ...READS.map((folder) => `--allow-fs-read=${folder}`)];

const run = (document: SheetDocument, timeMs: number): Promise<Buffer> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [...FLAGS, CHILD], { stdio: ['pipe', 'pipe', 'ignore'], env: {}, cwd: ROOT, windowsHide: true });
    const parts: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => child.kill('SIGKILL'), timeMs);
    child.stdout.on('data', (part: Buffer) => {
      size += part.length;
      if (size > BYTES_MAX) child.kill('SIGKILL');
      else parts.push(part);
    });
    // A child that dies while it is written to is told by its end.
    child.stdin.on('error', () => undefined);
    child.on('error', () => failed(new PaperNotMade('the process for papers does not start')));
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0 && size > 0) done(Buffer.concat(parts));
      else failed(new PaperNotMade('a paper was not made'));
    });
    child.stdin.end(JSON.stringify(document));
  });

/**
 * A document as PDF/UA-1, made by Typst in a process of its own that is ended when it takes too long. Words go in as data through its
 * input; the same document gives the same bytes. Throws `PaperNotMade`.
 */
export const renderPdf = async (document: SheetDocument, timeMs = TIME_MS): Promise<Buffer> => {
  await takeTurn();
  try {
    return await run(document, timeMs);
  } finally {
    passTurn();
  }
};
