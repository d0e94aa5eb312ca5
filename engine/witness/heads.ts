import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { link, open, rm } from 'node:fs/promises';
import { createHash, randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fromHex, toHex } from '../../kernel/canonical/bytes.ts';
import type { WitnessedTree } from '../../kernel/log/witness.ts';

const Head = z.strictObject({ origin: z.string(), size: z.int().min(0), root: z.string().regex(/^[0-9a-f]{64}$/), note: z.string() });

/** What a witness remembers of a log: the newest checkpoint that it has cosigned, and which of its own states says so. */
export interface WitnessedHead extends WitnessedTree {
  readonly note: string;
  readonly generation: number;
}

/** What a witness has cosigned, by origin. */
export interface Heads {
  /** The newest head; undefined where nothing was cosigned. Throws when the state is damaged: then nothing may be cosigned. */
  read(origin: string): WitnessedHead | undefined;
  /** Puts a head in place of the one that was read; durable when it resolves true. False where somebody else was faster. */
  swap(origin: string, before: WitnessedHead | undefined, next: WitnessedTree & { readonly note: string }): Promise<boolean>;
  /** Keeps two checkpoints that contradict each other. */
  keepFork(origin: string, ours: string, theirs: string): Promise<void>;
}

const FORKS_MAX = 16; // of one log; one is proof enough

const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

const writeSynced = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Makes the folder of a witness that remembers nothing yet; durable when it returns. */
export const makeHeads = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const above = openSync(dirname(folder), 'r');
  try {
    fsyncSync(above);
  } finally {
    closeSync(above);
  }
};

/**
 * Heads as files: `HASH.N`, the Nth head of the log with that hash of its origin; the highest N counts. A head is written aside and then
 * linked to its name, which fails where the name is taken, so of two processes that go on from the same head one wins, and a kill
 * at any moment leaves either the old head or the new one.
 */
export const openHeads = (folder: string): Heads => {
  const nameOf = (origin: string): string => createHash('sha256').update(origin).digest('hex').slice(0, 32);
  const generations = (origin: string): readonly number[] => {
    const start = `${nameOf(origin)}.`;
    return readdirSync(folder)
      .filter((file) => file.startsWith(start) && /^\d+$/.test(file.slice(start.length)))
      .map((file) => Number(file.slice(start.length)))
      .toSorted((a, b) => a - b);
  };
  const pathOf = (origin: string, generation: number): string => join(folder, `${nameOf(origin)}.${generation}`);

  const tryRead = (origin: string, generation: number): string | undefined => {
    try {
      return readFileSync(pathOf(origin, generation), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // a newer one has just taken its place
      throw error;
    }
  };
  const read = (origin: string): WitnessedHead | undefined => {
    for (;;) {
      const generation = generations(origin).at(-1);
      if (generation === undefined) return undefined;
      const text = tryRead(origin, generation);
      if (text === undefined) continue;
      const head = Head.parse(JSON.parse(text));
      if (head.origin !== origin) throw new Error(`the state of the witness for ${origin} is damaged`);
      return { size: head.size, root: fromHex(head.root), note: head.note, generation };
    }
  };

  const swap: Heads['swap'] = async (origin, before, next) => {
    const generation = (before?.generation ?? 0) + 1;
    const temporary = join(folder, `${randomBytes(8).toString('hex')}.tmp`);
    await writeSynced(temporary, `${JSON.stringify({ origin, size: next.size, root: toHex(next.root), note: next.note })}\n`);
    try {
      await link(temporary, pathOf(origin, generation));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
    await syncDirectory(folder);
    const all = generations(origin);
    // A name is free again once its successor is there and it was removed: whoever comes late sees the successor.
    if (all.at(-1) !== generation) return false;
    for (const old of all.slice(0, -1)) await rm(pathOf(origin, old), { force: true });
    return true;
  };

  return {
    read,
    swap,
    keepFork: async (origin, ours, theirs) => {
      const start = `${nameOf(origin)}-fork-`;
      const name = `${start}${createHash('sha256').update(theirs).digest('hex').slice(0, 16)}.txt`;
      const kept = readdirSync(folder).filter((file) => file.startsWith(start));
      if (kept.includes(name) || kept.length >= FORKS_MAX) return;
      try {
        await writeSynced(join(folder, name), `${ours}\n${theirs}`);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // kept by another process just now
      }
      await syncDirectory(folder);
    },
  };
};
