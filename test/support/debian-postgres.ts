import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { preparePlace, type Place } from '../../server/postgres/place.ts';
import { startPostgres } from '../../server/postgres/supervisor.ts';
import { testFolder } from './folder.ts';

const BIN = '/usr/lib/postgresql/15/bin';

/** Whether Debian's PostgreSQL 15 is on this machine; tests that need it say so when it is not. */
export const hasDebianPostgres = (): boolean => existsSync(join(BIN, 'postgres'));

/** Makes a cluster by the programs of a place as PostgreSQL before 17 knows how to: it has no locale provider of its own. */
export const initOlder = (place: Place): void => {
  rmSync(place.cluster, { recursive: true, force: true });
  mkdirSync(place.cluster, { recursive: true });
  if (place.account) chownSync(place.cluster, place.account.uid, place.account.gid);
  const made = spawnSync(
    join(place.bin, 'initdb'),
    ['-D', place.cluster, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C'],
    {
      ...place.account,
      cwd: place.socket,
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(made.stderr);
};

/** A cluster of PostgreSQL 15 on a Unix socket, and the URL of a fresh database in it. */
export const startDebianPostgres = async (): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const folder = testFolder('pg15');
  chmodSync(folder, 0o755);
  // The same account and socket directory as our own server, with Debian's binaries.
  const place = { ...preparePlace(join(folder, 'data')), bin: BIN };
  initOlder(place);
  const server = await startPostgres(place);
  const database = `t_${randomBytes(4).toString('hex')}`;
  spawnSync(join(BIN, 'createdb'), ['-h', place.socket, '-U', 'postgres', database]);
  return {
    url: `postgresql:///${database}?host=${encodeURIComponent(place.socket)}&user=postgres`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
