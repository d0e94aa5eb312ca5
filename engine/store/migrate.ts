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

// A superuser stands before no wall.
const FORCED = `select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and c.relforcerowsecurity
  and not exists (select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls))`;

/**
 * Runs a migration as one who sees every row. The wall is forced for an owner who is no superuser, and would hide from a new constraint what
 * it has to hold for: it is lifted for the owner alone, within the transaction, and stands again at its end.
 */
const beforeTheWall = async (client: Client, work: () => Promise<unknown>): Promise<void> => {
  await client.query("set local app.jurisdiction = '0'"); // named, so that a table that a migration walls itself can be asked
  const forced = (await client.query<{ name: string }>(FORCED)).rows.map((row) => row.name);
  for (const name of forced) await client.query(`alter table ${name} no force row level security`);
  await work();
  const still = (await client.query<{ there: string | null }>('select to_regclass(t)::text as there from unnest($1::text[]) t', [forced]))
    .rows;
  for (const { there } of still) if (there !== null) await client.query(`alter table ${there} force row level security`);
};

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
      await beforeTheWall(client, () => client.query(sql));
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
