import { createHash, type Hash } from 'node:crypto';
import type { JsonObject } from '../../kernel/stream/event.ts';
import type { ErasedMatter } from '../../features/grievances/server/erased-matters.ts';
import type { KnownHead } from '../../engine/log/known-head.ts';
import { isJsonObject, parseJson } from '../../kernel/log/shape.ts';

/** First line of both files. */
export const DATA_FORMAT = 'huiyin/archive-data/v1';
export const KEYS_FORMAT = 'huiyin/archive-keys/v1';

/** Names of the migrations a database has had; a restore needs exactly these. */
export type Schema = readonly string[];

/** One log at the moment of the archive; public all of it. */
export interface ArchivedLog {
  readonly jurisdiction: number;
  readonly origin: string;
  readonly vkey: string;
  readonly promiseVkey: string;
  /** Leaves in the tree, and its root in hex. */
  readonly size: number;
  readonly root: string;
}

/** Heads that were signed, by jurisdiction. */
export type Heads = { readonly [jurisdiction: string]: KnownHead };

export interface DataHeader {
  readonly format: typeof DATA_FORMAT;
  readonly at: string;
  readonly schema: Schema;
  readonly logs: readonly ArchivedLog[];
}

export interface KeysHeader {
  readonly format: typeof KEYS_FORMAT;
  readonly at: string;
  readonly schema: Schema;
  /** Name of a key file → its 32 bytes in hex. Never a key that signs. */
  readonly secrets: { readonly [name: string]: string };
  /** So that a restore knows what the archive lacks. */
  readonly heads: Heads;
  /** Names of all logs this installation ever had: keys of another one open nothing. */
  readonly origins: readonly string[];
  readonly erased: readonly ErasedMatter[];
}

/** A line of a file: a header, the start of a table, a row as PostgreSQL writes it in JSON, or the end, once all before it was as it was written. */
export type Line =
  | { readonly kind: 'header'; readonly value: JsonObject }
  | { readonly kind: 'table'; readonly table: string; readonly jurisdiction: number }
  | { readonly kind: 'row'; readonly text: string }
  | { readonly kind: 'end' };

/** What is wrong with a file, as a stable code. */
export class ArchiveFault extends Error {
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

const damaged = (why: string): ArchiveFault => new ArchiveFault('archive_damaged', `the file is damaged or not whole: ${why}`);

/** Counts and hashes lines as they are written or read. */
interface Tally {
  readonly hash: Hash;
  rows: number;
}

const newTally = (): Tally => ({ hash: createHash('sha256'), rows: 0 });

/** Writes the lines of a file: header, tables with rows, end. The hash in the last line covers everything before it. */
export const openWriter = (write: (text: string) => Promise<void>) => {
  const tally = newTally();
  const line = (text: string): Promise<void> => {
    tally.hash.update(`${text}\n`);
    return write(`${text}\n`);
  };
  return {
    header: (value: object) => line(JSON.stringify(value)),
    table: (table: string, jurisdiction: number) => line(JSON.stringify({ table, jurisdiction })),
    rows: (texts: readonly string[]) => {
      tally.rows += texts.length;
      return line(texts.map((text) => `=${text}`).join('\n'));
    },
    end: () => write(`${JSON.stringify({ end: { rows: tally.rows, sha256: tally.hash.digest('hex') } })}\n`),
  };
};

/** Reads the lines of a file in order. Throws `ArchiveFault` where one is not as it was written, or the end is missing. */
export async function* readLines(lines: AsyncIterable<string>): AsyncGenerator<Line> {
  const tally = newTally();
  let first = true;
  let ended = false;
  for await (const text of lines) {
    if (ended) throw damaged('something follows the end');
    if (text.startsWith('=')) {
      tally.hash.update(`${text}\n`);
      tally.rows += 1;
      yield { kind: 'row', text: text.slice(1) };
      continue;
    }
    const value = parseJson(text);
    if (!isJsonObject(value)) throw damaged('a line is no JSON');
    const { end, table, jurisdiction } = value;
    if (isJsonObject(end)) {
      if (end.rows !== tally.rows || end.sha256 !== tally.hash.digest('hex')) throw damaged('its hash is another');
      ended = true;
      yield { kind: 'end' };
      continue;
    }
    tally.hash.update(`${text}\n`);
    if (first) yield { kind: 'header', value };
    else if (typeof table === 'string' && typeof jurisdiction === 'number') yield { kind: 'table', table, jurisdiction };
    else throw damaged('a line is of no known kind');
    first = false;
  }
  if (!ended) throw damaged('the end is missing');
}
