import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, inject, it } from 'vitest';
import { TEMPLATE } from '../../test/support/global-setup.ts';
import { schemaText } from './schema-text.ts';

const GOLDEN = join(import.meta.dirname, '../../db/schema.golden.sql');

it('all migrations together make what db/schema.golden.sql says (npm run schema writes it)', async () => {
  const maker = new Client({ ...inject('postgres'), database: 'postgres' });
  await maker.connect();
  await maker.query(`create database schema_golden template ${TEMPLATE}`);
  const client = new Client({ ...inject('postgres'), database: 'schema_golden' });
  await client.connect();
  const text = await schemaText(client);
  await client.end();
  await maker.query('drop database schema_golden');
  await maker.end();
  expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
});
