import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoot, type Account } from '../../engine/machine/account.ts';
import type { Place } from './place.ts';

/** The major version a cluster was made by; undefined where there is none yet. */
export const clusterMajor = (cluster: string): number | undefined => {
  const path = join(cluster, 'PG_VERSION');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').trim()) : undefined;
};

/** The major version of the programs in a folder. Throws where there are none. */
export const binariesMajor = (bin: string, account?: Account): number => {
  const postgres = join(bin, 'postgres');
  if (!existsSync(postgres)) throw new Error(`old_bin_missing: there is no ${postgres}`);
  const said = execFileSync(postgres, ['--version'], { encoding: 'utf8', ...(isRoot() ? account : undefined) });
  const major = /PostgreSQL\) (\d+)/.exec(said)?.[1];
  if (major === undefined) throw new Error(`old_bin_unknown: ${postgres} says ${said.trim()}`);
  return Number(major);
};

/** Throws where these programs cannot start this cluster, and says what to do. */
export const refuseOtherMajor = (place: Place): void => {
  const made = clusterMajor(place.cluster);
  if (made === undefined) return;
  const brought = binariesMajor(place.bin, place.account);
  if (made !== brought)
    throw new Error(
      `database_major: the database was made by PostgreSQL ${made} and this program brings ${brought}. Run ./huiyin upgrade --old-bin DIR (docs/how-to/upgrade.md); nothing was changed`,
    );
};
