import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Client } from 'pg';

/** A whole installation as one build left it: rows, keys, tiles. */
export interface Frozen {
  /** The migrations that the build knew. */
  readonly migrations: readonly string[];
  /** What the clock said, in milliseconds since 1970. */
  readonly clock: number;
  /** Bytes in base64, by path below the installation's folder; null for a folder. */
  readonly files: { readonly [path: string]: string | null };
  /** Rows as PostgreSQL writes them in JSON, by `schema.table`. */
  readonly tables: { readonly [name: string]: readonly string[] };
}

const TABLES = `
  select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('public', 'keystore') and c.relname <> 'migration' order by 1`;

const filesBelow = (folder: string): Frozen['files'] =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true }).map((it) => {
      const path = join(it.parentPath, it.name);
      return [path.slice(folder.length + 1), it.isFile() ? readFileSync(path).toString('base64') : null];
    }),
  );

/** Everything that an installation is made of. */
export const freeze = async (superuser: Client, folder: string, clock: number): Promise<Frozen> => {
  const names = (await superuser.query<{ name: string }>(TABLES)).rows.map((row) => row.name);
  const tables: { [name: string]: readonly string[] } = {};
  for (const name of names) {
    const { rows } = await superuser.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t order by 1`);
    tables[name] = rows.map((it) => it.row);
  }
  const migrations = (await superuser.query<{ name: string }>('select name from migration order by 1')).rows.map((row) => row.name);
  return { migrations, clock, files: filesBelow(folder), tables };
};

/** Lays frozen files out below a folder. */
export const layOut = (frozen: Frozen, folder: string): void => {
  for (const [path, bytes] of Object.entries(frozen.files)) {
    mkdirSync(bytes === null ? join(folder, path) : dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    if (bytes !== null) writeFileSync(join(folder, path), Buffer.from(bytes, 'base64'), { mode: 0o600 });
  }
};

/** Puts frozen rows into a database that stands where the build's did. */
export const putRows = async (superuser: Client, frozen: Frozen): Promise<void> => {
  await superuser.query('begin; set local session_replication_role = replica');
  for (const [name, rows] of Object.entries(frozen.tables)) {
    // Rows of the migrations themselves give way to what was there.
    await superuser.query(`delete from ${name}`);
    await superuser.query(`insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [
      `[${rows.join(',')}]`,
    ]);
  }
  await superuser.query('commit');
};
