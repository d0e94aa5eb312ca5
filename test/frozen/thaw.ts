import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { inject } from 'vitest';
import { instant } from '../../kernel/calendar/instant.ts';
import { migrate } from '../../engine/store/migrate.ts';
import { openPools, type Reach } from '../../engine/store/pools.ts';
import { openKeyDirectory } from '../../engine/keys/key-directory.ts';
import { tick } from '../../engine/log/tick.ts';
import { openService } from '../../engine/service.ts';
import type { TestTown } from '../support/installation.ts';
import { layOut, putRows, type Frozen } from './freeze.ts';
import { testFolder } from '../support/folder.ts';

/** A place as an earlier build left it, under the program of today: migrated in place, with its keys, tiles and clock. */
export interface Thawed extends TestTown {
  readonly frozen: Frozen;
  /** The migrations that today's program added. */
  readonly added: readonly string[];
}

export const readFrozen = (name: string): Frozen =>
  JSON.parse(gunzipSync(readFileSync(join(import.meta.dirname, name))).toString('utf8')) as Frozen; // written by `freeze`

export const thaw = async (frozen: Frozen): Promise<Thawed> => {
  const cluster = inject('postgres');
  const database = `f_${randomBytes(6).toString('hex')}`;
  const maker = new Client({ ...cluster, database: 'postgres' });
  await maker.connect();
  await maker.query(`create database ${database}`);
  const superuser = new Client({ ...cluster, database });
  await superuser.connect();
  await migrate(superuser, frozen.migrations);
  await putRows(superuser, frozen);
  const added = await migrate(superuser);
  const folder = testFolder('thawed');
  layOut(frozen, folder);
  const keys = openKeyDirectory(join(folder, 'keys'));
  const reach: Reach = { kind: 'socket', host: cluster.host, port: cluster.port, database };
  const pools = openPools(reach);
  let now = instant(frozen.clock);
  const dataDirectory = join(folder, 'data');
  const installation: TestTown['installation'] = {
    pools,
    keys,
    reach,
    dataDirectory,
    jurisdictions: async () => [1],
    keepDatabase: () => undefined, // the cluster is that of the whole run
    close: async () => pools.end(),
  };
  const service = await openService({ id: 1, pools, keys, dataDirectory, clock: () => now, tickMs: 1000 });
  return {
    frozen,
    added,
    installation,
    service,
    superuser,
    now: () => now,
    setClock: (iso) => {
      now = instant(Date.parse(iso));
    },
    tick: () => tick(service),
    close: async () => {
      await superuser.end();
      await pools.end();
      await maker.query(`drop database ${database} with (force)`);
      await maker.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
