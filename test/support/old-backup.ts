import type { Client } from 'pg';

const TABLES = `
  select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('public', 'keystore') order by 1, 2`;

/** Keeps what is in a database now; the function that is returned brings all of it back, as a restored disk or dump would. */
export const keepDatabase = async (superuser: Client): Promise<() => Promise<void>> => {
  const tables = (await superuser.query<{ schema: string; name: string }>(TABLES)).rows.map(({ schema, name }) => `${schema}.${name}`);
  await superuser.query('drop schema if exists kept cascade; create schema kept');
  for (const table of tables) await superuser.query(`create table kept.${table.replace('.', '_')} as select * from ${table}`);
  return async () => {
    await superuser.query(`begin; set local session_replication_role = replica; truncate ${tables.join(', ')}`);
    for (const table of tables) await superuser.query(`insert into ${table} select * from kept.${table.replace('.', '_')}`);
    await superuser.query('commit');
  };
};
