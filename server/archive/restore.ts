import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client, Pool, type PoolClient } from 'pg';
import type { Instant } from '../../kernel/calendar/instant.ts';
import { toHex } from '../../kernel/canonical/bytes.ts';
import { EMPTY_FRONTIER, frontierRoot } from '../../kernel/log/frontier.ts';

import { listJurisdictions } from '../../engine/store/list-jurisdictions.ts';
import { quietly } from '../../engine/store/pools.ts';
import { commit, statement, transactionOn, type Transaction } from '../../engine/store/transaction.ts';
import { bringUp, keyPathOf, openInstallation, RESTORING } from '../instance.ts';
import { ownerOf } from '../../engine/store/owner.ts';
import type { Installation } from '../../engine/installation.ts';
import { hashing } from '../../engine/keys/hashing.ts';
import type { KnownHead } from '../../engine/log/known-head.ts';
import type { KeyDirectory } from '../../engine/keys/key-directory.ts';
import { beginEpoch, closeLog, newOrigin, treeAfterFirst } from '../../engine/log/open-epoch.ts';
import { isArchived, makeLogKeys, publicKeys, readLogKeys } from '../../engine/log/signer.ts';
import { preparePlace } from '../postgres/place.ts';
import { isJsonObject, parseJson } from '../../kernel/log/shape.ts';
import { migrationNames } from '../../engine/store/migrate.ts';
import { ArchiveFault, type ArchivedLog, type DataHeader, type Heads, type KeysHeader, type Line } from './format.ts';
import { checkArchive, readDataFile, readKeysFile } from './read.ts';

export interface RestoreSource {
  readonly data: string;
  readonly keys: string;
  /** The recovery key, `AGE-SECRET-KEY-1…`. */
  readonly identity: string;
}

/** What a restore brought back. */
export interface Restored {
  readonly installation: Installation;
  readonly data: DataHeader;
  readonly keys: KeysHeader;
  readonly rows: number;
  readonly logs: readonly {
    readonly jurisdiction: number;
    readonly origin: string;
    readonly before: ArchivedLog;
    readonly missing: number;
  }[];
}

const BATCH = 200; // rows of one statement

// What the log is made of is numbered anew: the restored log begins with the leaf that commits to the old one.
const INTO: { readonly [table: string]: string } = {
  log_leaf: 'insert into log_leaf select jurisdiction, idx + 1, leaf, hash from jsonb_populate_recordset(null::log_leaf, $1::jsonb)',
  log_checkpoint:
    'insert into closed_checkpoint (jurisdiction, epoch, size, root, note, at) select jurisdiction, (select count(*) from closed_log l where l.jurisdiction = c.jurisdiction) - 1, size, root, note, at from jsonb_populate_recordset(null::log_checkpoint, $1::jsonb) c',
};
const SKIPPED = ['log_state'];

const HEAD = statement<{ size: number; note: string }>(
  'closed_head',
  'select c.size, c.note from closed_checkpoint c where c.jurisdiction = $1 order by c.epoch desc, c.size desc limit 1',
);

/** Loads the rows of a file; `closed` is called when all the logs that were closed before are in, and before any checkpoint. */
const load = async (client: PoolClient, lines: AsyncGenerator<Line>, closed: (jurisdiction: number) => Promise<void>): Promise<number> => {
  let table = '';
  let jurisdiction = 0;
  let batch: string[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0 && !SKIPPED.includes(table)) {
      // A name from the catalogue of the database that wrote it; anything else would not be a table here.
      if (!/^(keystore\.)?[a-z_]+$/.test(table)) throw new ArchiveFault('archive_unknown', 'the file names a table of no known kind');
      const sql = INTO[table] ?? `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
      await client.query(sql, [`[${batch.join(',')}]`]);
    }
    rows += batch.length;
    batch = [];
  };
  for await (const line of lines) {
    if (line.kind === 'row') {
      batch.push(line.text);
      if (batch.length >= BATCH) await flush();
    } else if (line.kind === 'table') {
      await flush();
      if (table === 'closed_log') await closed(jurisdiction);
      ({ table, jurisdiction } = line);
      await client.query(`set local app.jurisdiction = '${jurisdiction}'`);
    } else if (line.kind === 'end') await flush();
  }
  return rows;
};

/** Opens the new log: leaf 0 commits to the head of the old one, whose leaves follow in their order. */
const reopenLog = async (tx: Transaction, keys: KeyDirectory, before: ArchivedLog, heads: readonly KnownHead[], now: Instant) => {
  const own = heads.filter((head) => head.origin === before.origin);
  const roots = new Map<number, string>();
  const old = await treeAfterFirst(
    tx,
    EMPTY_FRONTIER,
    own.map((head) => head.size),
    (then) => roots.set(then.size, toHex(frontierRoot(hashing, then))),
  );
  if (old.size !== before.size || (before.size > 0 && toHex(frontierRoot(hashing, old)) !== before.root))
    throw new ArchiveFault(
      'archive_log_differs',
      `the leaves of jurisdiction ${before.jurisdiction} do not give the root that was archived`,
    );
  // What was signed before must still be true of the leaves that come back: else somebody was shown another history.
  for (const head of own)
    if (roots.has(head.size) && roots.get(head.size) !== head.root)
      throw new ArchiveFault(
        'archive_fork',
        `a head of ${head.size} leaves was signed that this archive contradicts; nothing was restored`,
      );

  const origin = newOrigin(before.jurisdiction);
  const head = (await tx.run(HEAD, [tx.jurisdiction]))[0];
  const missing = Math.max(0, ...own.map((it) => it.size - before.size));
  const data = {
    origin,
    keys: publicKeys(readLogKeys(keys, tx.jurisdiction, origin)),
    missing,
    before: { origin: before.origin, vkey: before.vkey, size: before.size, root: before.root, head: head?.note ?? null },
  };
  await beginEpoch(tx, origin, data, now);
  return { jurisdiction: before.jurisdiction, origin, before, missing };
};

/** Refuses a place where something is already, before anything is written: a restore adds to nothing. */
const checkPlace = async (data: string, url: string | undefined): Promise<void> => {
  const keyPath = keyPathOf(data);
  for (const path of [resolve(data), keyPath])
    if (existsSync(path) && readdirSync(path).length > 0)
      throw new ArchiveFault('place_not_empty', `${path} is not empty: a restore needs a new directory. Nothing was changed`);
  if (url === undefined) return;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>("select to_regclass('public.jurisdiction') is not null as there");
    const used = rows[0]?.there === true && (await listJurisdictions(client)).length > 0;
    if (used) throw new ArchiveFault('place_not_empty', 'the database is not empty: a restore needs a new one. Nothing was changed');
  } finally {
    await client.end();
  }
};

const checkVersion = (header: DataHeader): void => {
  // One of an earlier version is loaded into its own schema, and the database brought up after that.
  const known = migrationNames();
  if (!header.schema.every((name) => known.includes(name)))
    throw new ArchiveFault('archive_other_version', 'the archive is of a newer version of Huiyin: restore it with that version');
};

const loadAll = async (it: Installation, source: RestoreSource, header: DataHeader, heads: readonly Heads[], now: Instant) => {
  const pool = quietly(new Pool({ ...ownerOf(it.reach), max: 1, options: '-c timezone=UTC' }));
  const client = await pool.connect();
  try {
    // Rules that the database holds were held when the rows were written; parts of them would not find each other here yet.
    await client.query("begin; set local app.restoring = 'on'");
    if ((await listJurisdictions(client)).length > 0)
      throw new ArchiveFault('place_not_empty', 'the database is not empty: a restore needs a new one. Nothing was changed');
    const tx = (id: number): Transaction => transactionOn(client, id);
    const logs = new Map(header.logs.map((log) => [log.jurisdiction, log] as const));
    const rows = await load(client, readDataFile(source.data), async (id) => {
      const log = logs.get(id);
      if (log) await closeLog(tx(id), log);
    });
    const wrapped = await load(client, readKeysFile(source.keys, source.identity), async () => undefined);
    const reopened = [];
    for (const log of header.logs) {
      await client.query(`set local app.jurisdiction = '${log.jurisdiction}'`);
      // Keys of matters that came after the data archive open nothing here.
      await client.query(
        'delete from keystore.matter_key k where jurisdiction = $1 and not exists (select from stream s where s.jurisdiction = $1 and s.matter = k.matter)',
        [log.jurisdiction],
      );
      await client.query(
        'delete from keystore.blob_key k where jurisdiction = $1 and not exists (select from blob b where b.jurisdiction = $1 and b.blob = k.blob)',
        [log.jurisdiction],
      );
      await client.query(
        'delete from keystore.relay_box b where jurisdiction = $1 and not exists (select from matter m where m.jurisdiction = $1 and m.matter = b.matter)',
        [log.jurisdiction],
      );
      const known = heads.flatMap((some) => some[String(log.jurisdiction)] ?? []);
      reopened.push(await reopenLog(tx(log.jurisdiction), it.keys, log, known, now));
    }
    await commit(client);
    return { rows: rows + wrapped, logs: reopened };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
    await pool.end();
  }
};

/**
 * Brings an archive back into a new data directory (and a database that is empty, by `url`). Both files are read to their ends before
 * anything is begun. A new log is opened for each jurisdiction: the old signing keys are in no archive. A restore that is killed leaves a
 * directory that no server starts in.
 */
export const restoreArchive = async (
  source: RestoreSource,
  place: { readonly data: string; readonly url?: string; readonly heads?: Heads },
  now: Instant,
  finish: (restored: Restored) => Promise<void> = async () => undefined,
): Promise<Restored> => {
  await checkPlace(place.data, place.url);
  const header = await checkArchive(source.data, source.keys, source.identity);
  checkVersion(header.data);
  mkdirSync(place.data, { recursive: true });
  const keyPath = keyPathOf(place.data);
  const made = [place.data, keyPath];
  let installation: Installation | undefined;
  try {
    // The first thing there: whatever lies in that directory later lies beside it.
    const marker = join(place.data, RESTORING);
    writeFileSync(marker, 'A restore was begun here and has not ended. Remove this directory and the one beside it, and begin again.\n');
    if (place.url === undefined) made.push(newCluster(place.data));
    writeSecrets(keyPath, header.keys.secrets);
    installation = await openInstallation(place.data, place.url, keyPath, header.data.schema);
    for (const log of header.data.logs) makeLogKeys(installation.keys, log.jurisdiction);
    const loaded = await loadAll(installation, source, header.data, [header.keys.heads, place.heads ?? {}], now);
    await bringUp(installation);
    const restored = { installation, ...header, ...loaded };
    // What was erased since is erased again before any server may start here.
    await finish(restored);
    rmSync(marker);
    return restored;
  } catch (error) {
    await installation?.close();
    for (const path of made) rmSync(path, { recursive: true, force: true });
    throw error;
  }
};

/** Where the embedded server will keep its files; refused when those of an earlier installation of this name are still there. */
const newCluster = (data: string): string => {
  const { cluster } = preparePlace(data);
  if (existsSync(join(cluster, 'PG_VERSION')))
    throw new ArchiveFault('place_not_empty', `a database of before lies in ${cluster}: remove it, or restore into another directory`);
  return cluster;
};

const writeSecrets = (keyPath: string, secrets: KeysHeader['secrets']): void => {
  mkdirSync(keyPath, { recursive: true, mode: 0o700 });
  for (const [name, hex] of Object.entries(secrets)) {
    if (!isArchived(name)) throw new ArchiveFault('archive_unknown', 'a key has a name of no known kind');
    writeFileSync(join(keyPath, `${name}.key`), `${hex}\n`, { mode: 0o600, flush: true });
  }
};

/** A head that was kept elsewhere (`heads-N.json` of the old machine). */
export const readHeadFile = (path: string): KnownHead => {
  const value = parseJson(existsSync(path) ? readFileSync(path, 'utf8') : '');
  if (!isJsonObject(value) || typeof value['origin'] !== 'string' || typeof value['root'] !== 'string' || typeof value['size'] !== 'number')
    throw new ArchiveFault('head_invalid', `${path} is no file of a head`);
  return { origin: value['origin'], size: value['size'], root: value['root'] };
};
