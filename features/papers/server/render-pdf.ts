import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { LEFT_OUT, withoutLongTexts } from './leave-out.ts';
import type { SheetDocument } from './sheet.ts';
import { PaperLines, type PaperLine } from './lines.ts';

/** Time on the processor for one paper, of all its threads together. A dossier of 40 papers takes two seconds on a slow machine. */
const TIME_MS = 20_000;
/** On a busy machine a paper may take so many times longer by the clock. */
const PATIENCE = 3;
const LOOK_EVERY_MS = 200;
const BYTES_MAX = 64 * 1024 * 1024;
/** Each needs about 160 MB of its own. */
const turns = new PaperLines({ atOnce: 2, waiting: 20 });

const CHILD = join(import.meta.dirname, 'typst-child.ts');
const ROOT = join(import.meta.dirname, '../../..');

/** A paper could not be made now: too many are being made, or this one failed or took too long. */
export class PaperNotMade extends Error {}

/** A paper took too much of the processor by itself. */
class TooMuch extends PaperNotMade {}

/** How long a process had the processor, in milliseconds; 0 where the system does not tell (proc(5): utime and stime, in ticks of 10 ms). */
const timeOf = (pid: number | undefined): number => {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return 10 * (Number(after[11]) + Number(after[12])) || 0;
  } catch {
    return 0;
  }
};

// It may read the program and write nothing; what it prints on the error side may hold words, so nobody listens there.
const READS = [ROOT, realpathSync(join(ROOT, 'node_modules'))];
const FLAGS = ['--permission', '--allow-addons', ...READS.map((folder) => `--allow-fs-read=${folder}`)];

/** A paper, and whether all its words are on it. */
export interface MadePdf {
  readonly pdf: Buffer;
  readonly whole: boolean;
}

const run = (document: SheetDocument, timeMs: number): Promise<MadePdf> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [...FLAGS, CHILD], { stdio: ['pipe', 'pipe', 'ignore'], env: {}, cwd: ROOT, windowsHide: true });
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
    // A child that dies while it is written to is told by its end.
    child.stdin.on('error', () => undefined);
    child.on('error', () => failed(new PaperNotMade('the process for papers does not start')));
    child.on('close', (code) => {
      clearTimeout(timer);
      clearInterval(looking);
      if ((code === 0 || code === LEFT_OUT) && size > 0) done({ pdf: Buffer.concat(parts), whole: code === 0 });
      else failed(tooMuch ? new TooMuch('a paper took too long') : new PaperNotMade('a paper was not made'));
    });
    child.stdin.end(JSON.stringify(document));
  });

/** Made whole, or, when its content takes more time than a paper has, once more without its long texts and with a note that says so. */
const made = async (document: SheetDocument, timeMs: number): Promise<MadePdf> => {
  try {
    return await run(document, timeMs);
  } catch (error) {
    if (error instanceof TooMuch) return { ...(await run(withoutLongTexts(document), timeMs)), whole: false };
    throw error;
  }
};

/**
 * A document as PDF/UA-1, made by Typst in a process of its own that is ended when it takes too long. Words go in as data through its
 * input; the same document gives the same bytes. What its content does not allow is left out and said; `PaperNotMade` is thrown for load.
 */
export const renderPdf = async (document: SheetDocument, line: PaperLine, timeMs = TIME_MS): Promise<MadePdf> => {
  const turn = turns.take(line);
  if (!turn) throw new PaperNotMade('too many papers are being made');
  const pass = await turn;
  try {
    return await made(document, timeMs);
  } finally {
    pass();
  }
};
