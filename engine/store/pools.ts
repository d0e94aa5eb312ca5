import { Pool, types, type PoolConfig } from 'pg';

export const DATABASE_ROLES = ['app', 'integrator', 'sweeper', 'relay', 'archive'] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/** A pool a role; each connection can do what `db/roles.sql` and the grants give that role, and no more. */
export type Pools = { readonly [role in DatabaseRole]: Pool } & { end(): Promise<void> };

// Instants travel as whole milliseconds and days as text: Date objects would bring a zone of their own.
types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')));
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.INT8, (text) => Number(text));

const SIZES: { readonly [role in DatabaseRole]: number } = { app: 12, integrator: 2, sweeper: 2, relay: 2, archive: 2 };

/** How to reach the database: the embedded server (log in as the role) or a URL (log in, then take the role on). */
export type Reach =
  | { readonly kind: 'socket'; readonly host: string; readonly port: number; readonly database: string }
  | { readonly kind: 'url'; readonly url: string };

const configOf = (reach: Reach, role: DatabaseRole): PoolConfig =>
  reach.kind === 'socket'
    ? { host: reach.host, port: reach.port, database: reach.database, user: `huiyin_${role}`, options: '-c timezone=UTC' }
    : { connectionString: reach.url, options: `-c role=huiyin_${role} -c timezone=UTC` };

/**
 * A connection that breaks fails its statement, or is replaced at the next use; without a listener it would end the process. The pool hears
 * of idle ones. One that is cut in the same packet that says it is ready has nobody yet who listens: so each has a listener from its first moment.
 */
export const quietly = (pool: Pool): Pool => {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
};

/** Opens the pools; connections are made when first needed. */
export const openPools = (reach: Reach): Pools => {
  const pools = Object.fromEntries(
    DATABASE_ROLES.map((role) => {
      const pool = new Pool({ ...configOf(reach, role), max: SIZES[role], connectionTimeoutMillis: 30_000, idleTimeoutMillis: 60_000 });
      quietly(pool);
      return [role, pool] as const;
    }),
  ) as { readonly [role in DatabaseRole]: Pool }; // one entry a role, made from the list itself
  return { ...pools, end: async () => void (await Promise.all(DATABASE_ROLES.map((role) => pools[role].end()))) };
};
