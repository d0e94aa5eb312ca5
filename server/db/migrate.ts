import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

const HOME = join(import.meta.dirname, '../../db');
const LOCK = 7_246_001; // any number of our own; two processes may start at once

/** The migrations of this version, in order. */
export const migrationNames = (): readonly string[] =>
  readdirSync(join(HOME, 'migrations'))
    .filter((name) => name.endsWith('.sql'))
    .sort();

/**
 * Brings a database to this version: roles, then each file of `db/migrations` once, in order; with `only`, to where another one stands.
 * Throws when a file that was applied has been changed since, or the database is newer than the code.
 */
export const migrate = async (client: Client, only?: readonly string[]): Promise<readonly string[]> => {
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(readFileSync(join(HOME, 'roles.sql'), 'utf8'));
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const applied = new Map(
      (await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')).rows.map((row) => [
        row.name,
        row.sha256,
      ]),
    );
    const names = migrationNames();
    for (const name of applied.keys())
      if (!names.includes(name)) throw new Error(`the database is newer than this program: it has ${name}`);
    const done: string[] = [];
    for (const name of names) {
      const sql = readFileSync(join(HOME, 'migrations', name), 'utf8');
      const sha256 = createHash('sha256').update(sql).digest('hex');
      const before = applied.get(name);
      if (before !== undefined && before !== sha256) throw new Error(`migration ${name} was changed after it had been applied`);
      if (before !== undefined || only?.includes(name) === false) continue;
      await client.query('begin');
      await client.query(sql);
      await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
      await client.query('commit');
      done.push(name);
    }
    return done;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
  }
};
