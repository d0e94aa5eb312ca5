import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../engine/store/migrate.ts';
import { preparePlace } from '../../server/postgres/place.ts';
import { startPostgres } from '../../server/postgres/supervisor.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The one cluster of a test run. */
    postgres: { host: string; port: number; user: string };
  }
}

/** Name of the migrated database that each test file copies. */
export const TEMPLATE = 'huiyin_template';

// The runner asks for a default export.
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-pg-'));
  const server = await startPostgres(preparePlace(folder));
  const client = new Client({ ...server.connection, database: 'postgres' });
  await client.connect();
  // Nothing here outlives the run. What survives a kill is tested on clusters of their own (`test/faults`), which keep all of it.
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit']) await client.query(`alter system set ${name} = off`);
  await client.query('select pg_reload_conf()');
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const template = new Client({ ...server.connection, database: TEMPLATE });
  await template.connect();
  await migrate(template);
  await template.end();
  project.provide('postgres', { ...server.connection });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
