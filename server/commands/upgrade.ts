import { finishUpgrade, keptCluster, upgradeCluster } from '../upgrade/upgrade.ts';
import { dataOf, type Io } from './io.ts';
import { takeLock } from './lock.ts';

interface UpgradeOptions {
  readonly data?: string;
  readonly oldBin?: string;
  readonly done?: boolean;
}

const finish = (data: string, io: Io): number => {
  const kept = finishUpgrade(data);
  if (!kept) return (io.err('upgrade_none: no older database is kept here'), 1);
  io.facts?.({ removed: kept.old });
  io.out(`removed ${kept.old} (PostgreSQL ${kept.from})`);
  return 0;
};

const carry = async (data: string, oldBin: string, io: Io): Promise<number> => {
  const done = await upgradeCluster(data, oldBin, io.note ?? io.err);
  if (!done) {
    io.facts?.({ upgraded: false });
    io.out('nothing to do: the database was made by the version that this program brings');
    return 0;
  }
  const rows = done.tables.reduce((sum, table) => sum + table.rows, 0);
  io.facts?.({ upgraded: true, from: done.from, to: done.to, tables: done.tables.length, rows, old: done.old, cluster: done.cluster });
  io.out(
    `PostgreSQL ${done.from} to ${done.to}: ${done.tables.length} tables, ${rows} rows, each the same to the byte.\nThe old database is kept in ${done.old}. Look at the new one, then: ./huiyin upgrade --done`,
  );
  return 0;
};

/** `huiyin upgrade --old-bin DIR`, later `--done`: 0 done or nothing to do, 1 nothing kept, 2 refused; with 2 nothing was changed. */
export const upgradeCommand = async (options: UpgradeOptions, io: Io): Promise<number> => {
  if (process.env['DATABASE_URL'])
    return (io.err('database_own: a server of your own is upgraded by its own tools, or by archive and restore'), 2);
  const data = dataOf(options.data);
  const release = takeLock(data);
  try {
    if (options.done === true) return finish(data, io);
    if (keptCluster(data))
      return (io.err('upgrade_not_done: an older database is kept from the last upgrade; ./huiyin upgrade --done removes it'), 2);
    if (options.oldBin === undefined)
      return (io.err('old_bin_missing: --old-bin takes the folder of the older release, which brings the older PostgreSQL'), 2);
    return await carry(data, options.oldBin, io);
  } catch (error) {
    if (!(error instanceof Error) || !/^[a-z_]+: /.test(error.message)) throw error;
    io.err(error.message);
    return 2;
  } finally {
    release();
  }
};
