import { Pool, type ClientConfig } from 'pg';
import { quietly, type Reach } from './pools.ts';
import { commit, transactionOn, type Transaction } from './transaction.ts';

/** The connection that migrates: it owns the tables. */
export const ownerOf = (reach: Reach): ClientConfig =>
  reach.kind === 'url'
    ? { connectionString: reach.url }
    : { host: reach.host, port: reach.port, user: 'postgres', database: reach.database };

/**
 * One transaction behind the wall of one jurisdiction as the owner of the tables: for commands that write what no role of a running server
 * may. It is committed where `keep` says so of what `work` came to, and undone otherwise.
 */
export const withOwner = async <T>(
  reach: Reach,
  jurisdiction: number,
  work: (tx: Transaction) => Promise<T>,
  keep: (done: T) => boolean,
): Promise<T> => {
  const pool = quietly(new Pool({ ...ownerOf(reach), max: 1, options: '-c timezone=UTC' }));
  const client = await pool.connect();
  try {
    await client.query(`begin; set local app.jurisdiction = '${jurisdiction}'`);
    const done = await work(transactionOn(client, jurisdiction));
    if (keep(done)) await commit(client);
    else await client.query('rollback');
    return done;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
    await pool.end();
  }
};
