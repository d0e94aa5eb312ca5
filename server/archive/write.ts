import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, type Duplex, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import type { ClientBase } from 'pg';
import { toIso, type Instant } from '../../kernel/calendar/instant.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { logKeysOf, type NamedLogKeys } from '../../kernel/jurisdiction/log-keys.ts';
import { parsePublicEvent, type PublicEvent } from '../../kernel/jurisdiction/public-event.ts';
import { formatVkey, type VerifierKey } from '../../kernel/log/vkey.ts';
import type { Installation } from '../../engine/installation.ts';
import type { KnownHead } from '../../engine/log/known-head.ts';
import { openSigner } from '../../engine/log/open-signer.ts';
import { SignerAway } from '../../engine/log/trouble.ts';
import { isArchived, readLogKeys } from '../../engine/log/signer.ts';
import { DATA_FORMAT, KEYS_FORMAT, openWriter, type ArchivedLog, type DataHeader, type KeysHeader } from './format.ts';
import type { ErasedMatter } from '../../features/grievances/server/erased-matters.ts';
import { listTables } from './tables.ts';

/** Keys archives are gone after so many days (design 4); an erasure is complete then. */
export const KEYS_KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
const PAGE = 500; // rows fetched at once

/** What an archive run made. */
export interface ArchiveMade {
  readonly data: string;
  readonly keys: string;
  readonly rows: number;
  /** What is in it of each jurisdiction. */
  readonly held: readonly Held[];
  /** Old keys archives that were removed. */
  readonly pruned: readonly string[];
}

/** How much of one jurisdiction an archive holds. */
export interface Held {
  readonly jurisdiction: number;
  readonly rows: number;
  readonly matters: number;
  readonly leaves: number;
}

interface Source {
  readonly installation: Installation;
  readonly jurisdictions: readonly number[];
  /** Called once the snapshot is taken: what is erased afterwards is erased again by a restore, what was before is not forgotten. */
  readonly listErased: () => Promise<readonly ErasedMatter[]>;
}

/**
 * Waits for the writing end and the reading end of one stream. When either fails the stream is destroyed, so that the other does not wait
 * for what will never come; the first fault is the answer, when both have ended.
 */
const both = async (between: Duplex, ...ends: readonly Promise<unknown>[]): Promise<void> => {
  let first: { readonly fault: unknown } | undefined;
  const ended = ends.map(async (end) => {
    try {
      await end;
    } catch (fault) {
      first ??= { fault };
      between.destroy(new Error('the archive has failed'));
    }
  });
  await Promise.all(ended);
  if (first) throw first.fault;
};

const syncPath = async (path: string, flags: 'r' | 'r+'): Promise<void> => {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** A file under another name until it is whole and on the disk. */
const openPart = async (path: string) => {
  const part = `${path}.part`;
  await rm(part, { force: true });
  const file = createWriteStream(part, { flags: 'wx', mode: 0o600 });
  // What cannot be opened is known before anything waits for it.
  await once(file, 'open');
  return {
    file,
    keep: async () => {
      await syncPath(part, 'r+');
      await rename(part, path);
      await syncPath(dirname(path), 'r');
    },
    drop: () => rm(part, { force: true }),
  };
};

const whenDrained = async (stream: Writable): Promise<void> => {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]);
  } finally {
    waiting.abort(); // no listener stays behind
  }
};

const writeTo =
  (stream: Writable) =>
  async (text: string): Promise<void> => {
    // A stream whose other end has failed is closed, and drains no more.
    if (!stream.destroyed && !stream.write(text)) await whenDrained(stream);
    if (stream.destroyed) throw new Error('the archive cannot be written on');
  };

/** Called with how many rows were written, of which jurisdiction and table. */
type Said = (rows: number, jurisdiction: number, table: string) => void;

/** Every row of a schema's tables, one jurisdiction at a time behind the wall, all of it from one snapshot. */
const writeTables = async (
  client: ClientBase,
  schema: 'public' | 'keystore',
  jurisdictions: readonly number[],
  out: ReturnType<typeof openWriter>,
  said: Said,
): Promise<void> => {
  const tables = await listTables(client, schema);
  for (const id of jurisdictions) {
    await client.query(`set local app.jurisdiction = '${id}'`);
    for (const { name, key } of tables) {
      await out.table(name, id);
      // Names come from the catalogue, quoted there where they need it.
      await client.query(
        `declare archived no scroll cursor for select row_to_json(t)::text as row from ${name} t where jurisdiction = ${id} order by ${key.join(', ')}`,
      );
      for (;;) {
        const { rows } = await client.query<{ row: string }>(`fetch ${PAGE} from archived`);
        if (rows.length > 0) await out.rows(rows.map((it) => it.row));
        said(rows.length, id, name);
        if (rows.length < PAGE) break;
      }
      await client.query('close archived');
    }
  }
};

/** Every key that has signed for the log: what each of them signed stays true. */
const everyKey = ({ ended, ...now }: NamedLogKeys, kind: 'log' | 'promise', own: VerifierKey): string =>
  [...ended[kind], ...(now[kind].length > 0 ? now[kind] : [formatVkey(own)])].join(' ');

const logOf = async (client: ClientBase, it: Installation, id: number): Promise<ArchivedLog> => {
  await client.query(`set local app.jurisdiction = '${id}'`);
  const { rows } = await client.query<{ origin: string; size: number | null; root: Buffer | null }>(
    'select j.origin, s.size, s.root from jurisdiction j left join log_state s using (jurisdiction) where j.jurisdiction = $1',
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error(`there is no jurisdiction ${id}`);
  const named = logKeysOf(await readEvents(client, id));
  const keys = readLogKeys(it.keys, id, row.origin, named);
  return {
    jurisdiction: id,
    origin: row.origin,
    vkey: everyKey(named, 'log', keys.checkpoint.key),
    promiseVkey: everyKey(named, 'promise', keys.promise.key),
    size: row.size ?? 0,
    root: row.root ? toHex(row.root) : '',
  };
};

const readEvents = async (client: ClientBase, id: number): Promise<readonly PublicEvent[]> => {
  const { rows } = await client.query<{ payload: Buffer }>('select payload from public_event where jurisdiction = $1 order by version', [
    id,
  ]);
  return rows.flatMap((row) => parsePublicEvent(row.payload) ?? []);
};

const closedOrigins = async (client: ClientBase, jurisdictions: readonly number[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const id of jurisdictions) {
    await client.query(`set local app.jurisdiction = '${id}'`);
    found.push(
      ...(await client.query<{ origin: string }>('select origin from closed_log where jurisdiction = $1', [id])).rows.map(
        (row) => row.origin,
      ),
    );
  }
  return found;
};

/** Everything but keys: ciphertext, and what is public or without words. */
const writeData = async (client: ClientBase, path: string, header: DataHeader, source: Source, said: Said) => {
  const part = await openPart(path);
  try {
    const gzip = createGzip({ level: 6 });
    const written = (async () => {
      const out = openWriter(writeTo(gzip));
      await out.header(header);
      await writeTables(client, 'public', source.jurisdictions, out, said);
      await out.end();
      gzip.end();
    })();
    await both(gzip, pipeline(gzip, part.file), written);
    await part.keep();
  } catch (error) {
    await part.drop();
    throw error;
  }
};

/** The wrapped keys and what they are wrapped under, encrypted as a whole to a key that is kept elsewhere. */
const writeKeys = async (client: ClientBase, path: string, header: KeysHeader, source: Source, recovery: string, said: Said) => {
  const part = await openPart(path);
  try {
    const gzip = createGzip({ level: 6 });
    const encrypter = new Encrypter();
    encrypter.addRecipient(recovery);
    // Both sides run at once: what is written is encrypted and leaves for the disk as it comes.
    const plain = Readable.toWeb(gzip) as unknown as ReadableStream<Uint8Array>; // Node's and the web's types of the same stream
    const sealed = (async () => pipeline(await encrypter.encrypt(plain), part.file))();
    const written = (async () => {
      const out = openWriter(writeTo(gzip));
      await out.header(header);
      await writeTables(client, 'keystore', source.jurisdictions, out, said);
      await out.end();
      gzip.end();
    })();
    await both(gzip, sealed, written);
    await part.keep();
  } catch (error) {
    await part.drop();
    throw error;
  }
};

/** Removes keys archives that are too old, and parts that a killed run left. Only after a run that succeeded: the last one is never lost to a broken timer. */
const prune = async (directory: string, now: Instant, made: readonly string[]): Promise<readonly string[]> => {
  const gone: string[] = [];
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (made.includes(path)) continue;
    const age = now - (await stat(path)).mtimeMs;
    const old = name.endsWith('.keys.age') && age > KEYS_KEPT_DAYS * DAY_MS;
    if (!old && !(/^huiyin-.*\.part$/.test(name) && age > DAY_MS)) continue;
    await rm(path);
    if (old) gone.push(name);
  }
  return gone;
};

const secretsOf = (it: Installation): KeysHeader['secrets'] =>
  Object.fromEntries(
    it.keys
      .names()
      .filter(isArchived)
      .map((name) => [name, it.keys.secret(name).toString('hex')]),
  );

/** A signer that is away keeps nobody from an archive: it then tells no head, and a restore says less of what is missing. */
const headOf = async (it: Installation, id: number): Promise<KnownHead | undefined> => {
  try {
    return await openSigner(it.keys, id).head();
  } catch (error) {
    if (error instanceof SignerAway) return undefined;
    throw error;
  }
};

/**
 * Writes an archive into a directory: `huiyin-TIME.data.gz` opens no text, `huiyin-TIME.keys.age` opens only with the recovery key.
 * Both are of one moment. A run that is killed leaves nothing that passes for an archive.
 */
export const writeArchive = async (
  source: Source,
  to: { readonly directory: string; readonly recovery: string },
  now: Instant,
  said: (rows: number) => void = () => undefined,
): Promise<ArchiveMade> => {
  const { installation: it } = source;
  mkdirSync(to.directory, { recursive: true, mode: 0o700 });
  // Before the snapshot: a tick in between is no leaf that the archive lacks.
  const heads: { [jurisdiction: string]: KnownHead } = {};
  for (const id of source.jurisdictions) {
    const head = await headOf(it, id);
    if (head) heads[String(id)] = head;
  }
  const client = await it.pools.archive.connect();
  let rows = 0;
  const held = new Map(source.jurisdictions.map((jurisdiction) => [jurisdiction, { jurisdiction, rows: 0, matters: 0, leaves: 0 }]));
  const count: Said = (n, jurisdiction, table) => {
    rows += n;
    const one = held.get(jurisdiction);
    if (one) one.rows += n;
    if (one && table === 'matter') one.matters += n;
    if (one && table === 'log_leaf') one.leaves += n;
    said(rows);
  };
  try {
    await client.query('begin isolation level repeatable read read only');
    const schema = (await client.query<{ name: string }>('select name from migration order by name')).rows.map((row) => row.name);
    const logs: ArchivedLog[] = [];
    for (const id of source.jurisdictions) logs.push(await logOf(client, it, id));
    const common = { at: toIso(now), schema };
    const base = join(to.directory, `huiyin-${toIso(now).replaceAll(/[:.]/g, '')}`);
    const origins = [...logs.map((log) => log.origin), ...(await closedOrigins(client, source.jurisdictions))];
    const header: KeysHeader = {
      format: KEYS_FORMAT,
      ...common,
      secrets: secretsOf(it),
      heads,
      origins,
      erased: await source.listErased(),
    };
    await writeKeys(client, `${base}.keys.age`, header, source, to.recovery, count);
    await writeData(client, `${base}.data.gz`, { format: DATA_FORMAT, ...common, logs }, source, count);
    await client.query('commit');
    const made = { data: `${base}.data.gz`, keys: `${base}.keys.age` };
    const pruned = await prune(to.directory, now, [made.data, made.keys]);
    return { ...made, rows, held: [...held.values()], pruned };
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
};
