import type { ClientBase, Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';

/** A statement with a name: prepared once a connection, and listed for the tests that explain it. */
export interface Statement<Row extends QueryResultRow = QueryResultRow> {
  readonly name: string;
  readonly text: string;
  /** Only there to carry the type of a row. */
  readonly row?: Row;
}

export const statement = <Row extends QueryResultRow>(name: string, text: string): Statement<Row> => ({ name, text });

/** An open transaction that sees exactly one jurisdiction. Holding one is the only way to write. */
export interface Transaction {
  readonly jurisdiction: number;
  run<Row extends QueryResultRow>(sql: Statement<Row>, values: readonly unknown[]): Promise<Row[]>;
}

/** Called with every statement that runs; a test may listen. */
export type Observer = (sql: Statement, values: readonly unknown[]) => void;
const observers = new Set<Observer>();

/** Listens to statements until the returned function is called. */
export const observe = (observer: Observer): (() => void) => {
  observers.add(observer);
  return () => observers.delete(observer);
};

/** A transaction on a connection that somebody else has begun one on. */
export const transactionOn = (client: PoolClient, jurisdiction: number): Transaction => ({
  jurisdiction,
  run: async <Row extends QueryResultRow>(sql: Statement<Row>, values: readonly unknown[]) => {
    for (const observer of observers) observer(sql, values);
    // pg's parameter type is a mutable array; it does not change it.
    const result = await client.query<Row>({ name: sql.name, text: sql.text, values: values as unknown[] });
    return result.rows;
  },
});

/** The database did not answer COMMIT: what was written is stored as a whole or not at all, and nobody here knows which. */
export class UnknownCommit extends Error {
  constructor(cause: unknown) {
    super('the answer to COMMIT was lost', { cause });
  }
}

/**
 * The classes of SQLSTATE that say: this transaction was rolled back. Everything else leaves it open, whatever it calls itself: a connection
 * that is gone (08, or a code of the system such as ECONNRESET), a server that stops (57), one that waited too long, one behind which another
 * one may have committed (XX000 of a coordinator), one out of room (53, 58). 40003 says itself that it does not know, and 25P03 and 25P04 are the server that waited too long.
 */
const ROLLED_BACK = /^(?:2[2357]|4[024]|54|P0)[0-9A-Z]{3}$/;
const UNKNOWN: readonly string[] = ['40003', '25P03', '25P04'];

/** True where an error at COMMIT is an answer of the database. A list of what is known, since what is not on it may be stored. */
export const isRollback = (error: unknown): boolean => {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && !UNKNOWN.includes(code) && ROLLED_BACK.test(code);
};

/** COMMIT is no error where a statement before it failed and somebody went on: it then says ROLLBACK, and nothing is stored. */
class RolledBack extends Error {}

export const commit = async (client: ClientBase): Promise<void> => {
  try {
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new RolledBack(`COMMIT was answered with ${command}`);
  } catch (error) {
    throw error instanceof RolledBack || isRollback(error) ? error : new UnknownCommit(error);
  }
};

/**
 * Runs `work` inside one transaction behind the wall of one jurisdiction.
 * `SET LOCAL` goes out with BEGIN as one simple query: set_config() is not propagated to Citus workers (design 4).
 * Any error rolls everything back and is thrown on; a lost connection is thrown as it is, but for one that was lost while COMMIT ran:
 * `UnknownCommit`. Only what is safe to do twice may be done again after it.
 */
export const inJurisdiction = async <T>(pool: Pool, jurisdiction: number, work: (tx: Transaction) => Promise<T>, mode = ''): Promise<T> => {
  if (!Number.isSafeInteger(jurisdiction) || jurisdiction < 1) throw new Error(`not a jurisdiction: ${jurisdiction}`);
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that the database cuts while it is ours fails its statement, and must not end the process.
  const onError = (fault: Error): void => {
    broken = fault;
  };
  client.on('error', onError);
  try {
    await client.query(`begin ${mode}; set local app.jurisdiction = '${jurisdiction}'`);
    const result = await work(transactionOn(client, jurisdiction));
    await commit(client);
    return result;
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => {
      broken = fault;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
};

/**
 * Reads by one statement behind the wall of one jurisdiction, in one round trip. The jurisdiction is its only parameter, `$1`. A connection
 * on which it fails is given up.
 */
export const readAlone = async <Row extends QueryResultRow>(pool: Pool, jurisdiction: number, sql: Statement<Row>): Promise<Row[]> => {
  if (!Number.isSafeInteger(jurisdiction) || jurisdiction < 1) throw new Error(`not a jurisdiction: ${jurisdiction}`);
  for (const observer of observers) observer(sql, [jurisdiction]);
  const text = sql.text.replaceAll('$1', String(jurisdiction));
  // Several statements in one simple query: pg answers with a result for each, which its types do not say.
  const results = (await pool.query(
    `begin read only; set local app.jurisdiction = '${jurisdiction}'; ${text}; commit`,
  )) as unknown as readonly QueryResult<Row>[];
  return results[2]?.rows ?? [];
};
