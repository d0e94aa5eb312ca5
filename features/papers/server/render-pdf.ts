import { fork, type ChildProcess } from 'node:child_process';
import { channel } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { withoutLongTexts } from './leave-out.ts';
import { PaperLines, type PaperLine } from './lines.ts';
import type { SheetDocument } from './sheet.ts';
import type { Ended, Wanted } from './starter.ts';

/** Time on the processor for one paper, of all its threads together. A dossier of 40 papers takes two seconds on a slow machine. */
const TIME_MS = 20_000;
/** Each needs about 160 MB of its own. */
const turns = new PaperLines({ atOnce: 2, waiting: 20 });
/** After so long without a paper the starter's memory is given back. */
const IDLE_MS = 600_000;
/** Says that a process is started for a paper, for whoever counts. */
const started = channel('huiyin.paper');

/** A paper could not be made now: too many are being made, or this one failed or took too long. */
export class PaperNotMade extends Error {}

/** A paper took too much of the processor by itself. */
class TooMuch extends PaperNotMade {}

/** A paper, and whether all its words are on it. */
export interface MadePdf {
  readonly pdf: Buffer;
  readonly whole: boolean;
}

interface Starter {
  readonly process: ChildProcess;
  readonly asked: Map<number, (end: Ended) => void>;
  idle?: NodeJS.Timeout;
}
let starter: Starter | undefined;
let numbers = 0;

const startStarter = (): Starter => {
  const child = fork(join(import.meta.dirname, 'starter.ts'), {
    execArgv: [],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const asked: Starter['asked'] = new Map();
  const opened: Starter = { process: child, asked };
  // Whatever it was asked is not made when it is gone; the next paper starts another one.
  const gone = (): void => {
    if (starter === opened) starter = undefined;
    for (const [number, end] of asked) end({ number, end: 'failed' });
    asked.clear();
  };
  child.on('message', (ended: Ended) => {
    asked.get(ended.number)?.(ended);
    asked.delete(ended.number);
    if (asked.size === 0) rest(opened);
  });
  child.on('error', gone);
  child.on('exit', gone);
  return opened;
};

/** Keeps no program running that has nothing else to do. */
const rest = (opened: Starter): void => {
  opened.process.unref();
  opened.process.channel?.unref();
  opened.idle = setTimeout(() => {
    if (starter === opened) starter = undefined;
    if (opened.process.connected) opened.process.disconnect();
  }, IDLE_MS).unref();
};

const run = async (document: SheetDocument, timeMs: number): Promise<MadePdf> => {
  starter ??= startStarter();
  const opened = starter;
  clearTimeout(opened.idle);
  opened.process.ref();
  opened.process.channel?.ref();
  numbers += 1;
  started.publish(null);
  const wanted: Wanted = { number: numbers, document, timeMs };
  const ended = await new Promise<Ended>((resolve) => {
    opened.asked.set(wanted.number, resolve);
    // One that cannot be written to is told by its end.
    opened.process.send(wanted, () => undefined);
  });
  if (ended.end === 'made') return { pdf: Buffer.from(ended.pdf.buffer, ended.pdf.byteOffset, ended.pdf.length), whole: ended.whole };
  throw ended.end === 'too_much' ? new TooMuch('a paper took too long') : new PaperNotMade('a paper was not made');
};

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
