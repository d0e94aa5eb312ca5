import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate, migrationNames } from './migrate.ts';

const NAME = 'huiyin_too_old';
const AT = migrationNames().indexOf('0044-sealed.sql');
let maker: Client;
let client: Client;
beforeAll(async () => {
  maker = new Client({ ...inject('postgres'), database: 'postgres' });
  await maker.connect();
  await maker.query(`create database ${NAME}`);
  client = new Client({ ...inject('postgres'), database: NAME });
  await client.connect();
  await migrate(client, migrationNames().slice(0, AT));
});
afterAll(async () => {
  await client.end();
  await maker.query(`drop database ${NAME}`);
  await maker.end();
});

const insert = (office: string | null): Promise<unknown> =>
  client.query(
    "insert into keystore.matter_key (jurisdiction, matter, epoch, level, office, doc, log, internal) values (1, 'a', 0, 0, $1, '', '', '')",
    [office],
  );

describe('a database whose words were never encrypted', () => {
  it('is refused with what to do, and stays as it was', async () => {
    await client.query('set session_replication_role = replica'); // a row by itself, without the matter that it belongs to
    await insert(null);
    await expect(migrate(client)).rejects.toThrow(/^database_too_old: .* start it once with a build that has no migration 0044/);
    const applied = await client.query<{ name: string }>('select name from migration order by name');
    expect(applied.rows.map((row) => row.name)).toEqual(migrationNames().slice(0, AT));
    expect((await client.query('select from keystore.matter_key')).rowCount).toBe(1);
  });

  it('is taken once each of its matters belongs to an office, and no key without one is stored after that', async () => {
    await client.query("update keystore.matter_key set office = 'letters'");
    expect(await migrate(client)).toEqual(migrationNames().slice(AT));
    await expect(insert(null)).rejects.toThrow(/null value in column "office"/);
  });
});
