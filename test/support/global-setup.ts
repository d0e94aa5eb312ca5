import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../engine/store/migrate.ts';
import { preparePlace } from '../../server/postgres/place.ts';
import { startPostgres } from '../../server/postgres/supervisor.ts';
import { testFolder } from './folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The one cluster of a test run. */
    postgres: { host: string; port: number; user: string };
  }
}

/** Name of the migrated database that each test file copies. */
export const TEMPLATE = 'huiyin_template';

/**
 * One folder for all that a run makes, removed with whatever its tests left in it. So is the folder of a run that was killed: a machine that
 * tests every day must not fill up.
 */
const makeRunFolder = (): string => {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^huiyin-run-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(tmpdir(), `huiyin-run-${process.pid}-`));
  chmodSync(folder, 0o711);
  return folder;
};

// The runner asks for a default export.
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const run = makeRunFolder();
  process.env['TMPDIR'] = run; // every process of the tests begins with it
  const server = await startPostgres(preparePlace(testFolder('pg')));
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
    rmSync(run, { recursive: true, force: true });
  };
}
